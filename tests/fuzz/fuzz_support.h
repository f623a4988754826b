// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/scan/content.h"

namespace postern::fuzz {

/// Judges the bytes under a name, as the scan does, and returns what was found.
inline std::vector<Finding> examine(const std::uint8_t* data, std::size_t size, std::string_view name, bool keepTorch = false) {
    const MemorySource source({reinterpret_cast<const char*>(data), size});
    std::vector<Finding> findings;
    FindingSink sink("input", findings);
    ContentContext context;
    context.keepTorch = keepTorch;
    context.unpackBytes = std::uint64_t{16} << 20; // a small bound: the sanitizer's memory limit is not what is tested
    ContentFacts facts;
    (void)examineContent(source, name, sink, context, facts);
    return findings;
}

} // namespace postern::fuzz
