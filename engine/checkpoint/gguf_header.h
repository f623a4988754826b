// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/checkpoint/gguf.h"
#include "engine/checkpoint/mapped_file.h"

namespace postern {

inline constexpr std::uint64_t kMaxGgufHeaderBytes = std::uint64_t{256} << 20;
inline constexpr std::uint64_t kMaxGgufMetadataEntries = std::uint64_t{1} << 16;
/// Of all lists together: a short text takes 8 bytes in the file and several times as many in memory.
inline constexpr std::uint64_t kMaxGgufListElements = std::uint64_t{1} << 24;
inline constexpr std::uint64_t kMaxGgufAlignment = std::uint64_t{1} << 16;
inline constexpr std::uint32_t kMaxGgufRank = 4;

/// One tensor as the header describes it; `begin` counts from the first byte of the data.
struct GgufEntry {
    std::string name;
    const GgufType* type = nullptr;
    std::vector<std::int64_t> shape; ///< row-major
    std::uint64_t begin = 0;
    std::uint64_t size = 0;
};

struct GgufHeader {
    std::uint32_t version = 0;
    std::map<std::string, GgufValue, std::less<>> metadata;
    std::vector<GgufEntry> tensors; ///< by position in the file
    std::uint64_t dataOffset = 0;
};

/// Reads and judges everything before the data. Error: GgufRule, detail beginning "rule N:"; FileUnreadable.
[[nodiscard]] Result<GgufHeader> readGgufHeader(const MappedFile& file);

} // namespace postern
