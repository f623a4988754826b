// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/bytes.h"

namespace postern::test {

/// CRC-32 as zip has it (IEEE 802.3, reflected), bit by bit.
inline std::uint32_t crc32Of(std::string_view bytes) {
    std::uint32_t crc = 0xffffffff;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int i = 0; i < 8; ++i)
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~crc;
}

/// Raw deflate that does not compress: stored blocks.
inline std::string deflateStored(std::string_view bytes) {
    std::string out;
    do {
        const std::string_view block = bytes.substr(0, 65535);
        bytes.remove_prefix(block.size());
        out += bytes.empty() ? '\x01' : '\x00';
        out += littleEndian(block.size(), 2) + littleEndian(~block.size() & 0xffffU, 2) + std::string(block);
    } while (!bytes.empty());
    return out;
}

/// One entry; what is set beside name and data makes the file lie.
struct ZipPart {
    std::string name = {};
    std::string data = {};
    std::uint16_t method = 0;
    std::uint16_t flags = 0;
    bool descriptor = false;
    std::optional<std::uint64_t> bytes = {};        ///< unpacked size in both headers
    std::optional<std::uint32_t> crc = {};          ///< in both headers
    std::optional<std::string> localName = {};      ///< in the local header alone
    std::optional<std::uint16_t> localMethod = {};  ///
    std::optional<std::uint16_t> localFlags = {};   ///
    std::optional<std::uint32_t> localCrc = {};     ///
    std::optional<std::uint32_t> localBytes = {};   ///< both sizes
    std::string before = {};                        ///< bytes in front of the local header
    std::optional<std::uint64_t> headerOffset = {}; ///< in the directory alone
};

/// How the end of the archive lies.
struct ZipEnd {
    std::string comment = {};
    std::string after = {}; ///< bytes behind the end record
    std::string beforeDirectory = {};
    std::optional<std::uint16_t> count = {};
    std::optional<std::uint32_t> size = {};
    std::optional<std::uint32_t> start = {};
    std::uint16_t disk = 0;
    bool wide = false; ///< with the 64-bit end records
    std::optional<std::uint64_t> wideStart = {};
};

/// An archive, byte by byte (PKWARE APPNOTE.TXT).
inline std::string zipBytes(const std::vector<ZipPart>& parts, const ZipEnd& end = {}) {
    std::string out;
    std::string directory;
    for (const ZipPart& part : parts) {
        out += part.before;
        const std::uint64_t header = part.headerOffset.value_or(out.size());
        const std::string packed = part.method == 8 ? deflateStored(part.data) : part.data;
        const std::uint32_t crc = part.crc.value_or(crc32Of(part.data));
        const std::uint64_t bytes = part.bytes.value_or(part.data.size());
        const std::uint64_t packedBytes = part.method == 8 ? packed.size() : bytes;
        const auto flags = static_cast<std::uint16_t>(part.flags | (part.descriptor ? 8U : 0U));
        const std::string localName = part.localName.value_or(part.name);
        const std::uint64_t localBytes = part.localBytes.value_or(part.descriptor ? 0 : static_cast<std::uint32_t>(bytes));
        const std::uint64_t localPacked = part.localBytes.value_or(part.descriptor ? 0 : static_cast<std::uint32_t>(packedBytes));
        out += "PK\x03\x04" + littleEndian(20, 2) + littleEndian(part.localFlags.value_or(flags), 2) +
               littleEndian(part.localMethod.value_or(part.method), 2) + littleEndian(0, 4) +
               littleEndian(part.localCrc.value_or(part.descriptor ? 0 : crc), 4) + littleEndian(localPacked, 4) +
               littleEndian(localBytes, 4) + littleEndian(localName.size(), 2) + littleEndian(0, 2) + localName + packed;
        if (part.descriptor)
            out += "PK\x07\x08" + littleEndian(crc, 4) + littleEndian(packedBytes, 4) + littleEndian(bytes, 4);
        directory += "PK\x01\x02" + littleEndian(20, 2) + littleEndian(20, 2) + littleEndian(flags, 2) + littleEndian(part.method, 2) +
                     littleEndian(0, 4) + littleEndian(crc, 4) + littleEndian(packedBytes, 4) + littleEndian(bytes, 4) +
                     littleEndian(part.name.size(), 2) + littleEndian(0, 2) + littleEndian(0, 2) + littleEndian(0, 8) +
                     littleEndian(header, 4) + part.name;
    }
    out += end.beforeDirectory;
    const std::uint64_t start = out.size();
    out += directory;
    if (end.wide) {
        const std::uint64_t at = out.size();
        out += "PK\x06\x06" + littleEndian(44) + littleEndian(45, 2) + littleEndian(45, 2) + littleEndian(0, 8) +
               littleEndian(parts.size()) + littleEndian(parts.size()) + littleEndian(directory.size()) +
               littleEndian(end.wideStart.value_or(start));
        out += "PK\x06\x07" + littleEndian(0, 4) + littleEndian(at) + littleEndian(1, 4);
    }
    const std::uint64_t count = end.count.value_or(static_cast<std::uint16_t>(parts.size()));
    out += "PK\x05\x06" + littleEndian(end.disk, 2) + littleEndian(end.disk, 2) + littleEndian(count, 2) + littleEndian(count, 2) +
           littleEndian(end.size.value_or(static_cast<std::uint32_t>(directory.size())), 4) +
           littleEndian(end.start.value_or(static_cast<std::uint32_t>(start)), 4) + littleEndian(end.comment.size(), 2) + end.comment;
    return out + end.after;
}

} // namespace postern::test
