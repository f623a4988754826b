// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/checkpoint/safetensors.h"

namespace postern {

/// The largest header the format allows, in bytes.
inline constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;
inline constexpr std::uint64_t kMinHeaderBytes = 2;
inline constexpr std::size_t kMaxRank = 8;
inline constexpr std::size_t kMaxTensors = 100'000;
inline constexpr std::size_t kMaxNameBytes = 1024;
inline constexpr std::size_t kMaxMetadataEntries = 4096;
inline constexpr std::size_t kMaxMetadataBytes = std::size_t{8} << 20;

/// One tensor as the header describes it; the range is relative to the first byte after the header.
struct HeaderEntry {
    std::string name;
    Dtype dtype = Dtype::F32;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

struct SafetensorsHeader {
    std::vector<HeaderEntry> tensors; ///< by position in the file
    std::map<std::string, std::string> metadata;
};

/// Rule 1: the length of the header, from the first bytes of a file of `fileSize` bytes.
/// Error: SafetensorsRule, detail beginning "rule 1:".
[[nodiscard]] Result<std::uint64_t> parseHeaderLength(std::string_view firstBytes, std::uint64_t fileSize, const std::string& subject);

/// Applies rules 2 to 9 to the header text of a file with `dataSize` bytes behind it. `subject` names the file.
/// Error: SafetensorsRule, detail beginning "rule N:".
[[nodiscard]] Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view text, std::uint64_t dataSize, const std::string& subject);

/// "rule N: detail" about `subject`.
[[nodiscard]] Failure failRule(int rule, const std::string& subject, const std::string& detail);

/// Whether a name from a file may be used and shown: not empty, at most `maxBytes`, valid UTF-8, nothing hidden in it.
[[nodiscard]] bool isCleanName(std::string_view name, std::size_t maxBytes = kMaxNameBytes);

/// "[160, 64]".
[[nodiscard]] std::string shapeText(const std::vector<std::int64_t>& shape);

} // namespace postern
