// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/scan/byte_source.h"
#include "engine/scan/finding_sink.h"

namespace postern {

/// One entry of a zip archive as its central directory has it, with the place that its local header gives.
struct ZipEntry {
    std::string name;
    std::uint16_t flags = 0;
    std::uint16_t method = 0; ///< 0 stored, 8 deflated
    std::uint32_t crc = 0;
    std::uint64_t packedBytes = 0;
    std::uint64_t bytes = 0;
    std::uint64_t header = 0; ///< offset of the local header
    std::uint64_t data = 0;   ///< offset of the packed bytes; 0 where the local header cannot be read
};

inline constexpr std::uint16_t kZipStored = 0;
inline constexpr std::uint16_t kZipDeflated = 8;
inline constexpr std::size_t kMaxZipEntries = 100'000;

/// Reads directory and local headers of an archive (PKWARE's APPNOTE.TXT 6.3, with its 64-bit forms) and notes where they
/// disagree. Nothing where there is no directory to go by. In the order of the directory.
[[nodiscard]] std::optional<std::vector<ZipEntry>> readZip(const ByteSource& source, FindingSink& sink);

/// The unpacked bytes of an entry; nothing, with a finding, where it cannot be unpacked within `maxBytes`.
[[nodiscard]] std::optional<std::string> unpackEntry(const ByteSource& source, const ZipEntry& entry, std::uint64_t maxBytes,
                                                     FindingSink& sink);

/// CRC-32 of a part of a source.
[[nodiscard]] std::uint32_t crcOf(const ByteSource& source);
/// Continues a CRC-32; begin with 0.
[[nodiscard]] std::uint32_t crcOf(std::uint32_t crc, std::string_view bytes);

} // namespace postern
