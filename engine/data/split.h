// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

#include "engine/core/error.h"

namespace postern {

/// Draws `count` lines of a JSON Lines file at random (by seed) into `drawn`; the others go to `rest`. Lines keep their
/// bytes and their order. Errors: DataEmpty when there are not more than `count` lines, and the files' own.
[[nodiscard]] Result<void> splitLines(const std::filesystem::path& source, std::size_t count, std::uint64_t seed,
                                      const std::filesystem::path& drawn, const std::filesystem::path& rest);

} // namespace postern
