// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/zip_archive.h"

#include <algorithm>
#include <array>

#include <zlib.h>

namespace postern {

namespace {

constexpr std::size_t kPieceBytes = 65536;

/// Raw deflate into a text of at most `maxBytes`.
class Inflater {
public:
    Inflater() { m_ready = inflateInit2(&m_stream, -MAX_WBITS) == Z_OK; }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() {
        if (m_ready)
            inflateEnd(&m_stream);
    }

    /// Whether the stream came to its end within the limit.
    bool unpack(const ByteSource& packed, std::uint64_t maxBytes, std::string& out) {
        std::array<char, kPieceBytes> in;
        std::array<char, kPieceBytes> piece;
        int status = m_ready ? Z_OK : Z_MEM_ERROR;
        for (std::uint64_t at = 0; status == Z_OK;) {
            const std::size_t got = packed.read(at, in.data(), in.size());
            if (got == 0)
                return false;
            at += got;
            m_stream.next_in = reinterpret_cast<Bytef*>(in.data());
            m_stream.avail_in = static_cast<uInt>(got);
            do {
                m_stream.next_out = reinterpret_cast<Bytef*>(piece.data());
                m_stream.avail_out = static_cast<uInt>(piece.size());
                status = inflate(&m_stream, Z_NO_FLUSH);
                if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
                    return false;
                const std::size_t produced = piece.size() - m_stream.avail_out;
                if (produced > maxBytes - out.size())
                    return false;
                out.append(piece.data(), produced);
            } while (status != Z_STREAM_END && m_stream.avail_out == 0);
            if (status == Z_BUF_ERROR)
                status = Z_OK; // it wants more input
        }
        return status == Z_STREAM_END;
    }

private:
    z_stream m_stream = {};
    bool m_ready = false;
};

} // namespace

std::uint32_t crcOf(std::uint32_t crc, std::string_view bytes) {
    return static_cast<std::uint32_t>(crc32_z(crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

std::uint32_t crcOf(const ByteSource& source) {
    std::array<char, kPieceBytes> piece;
    std::uint32_t crc = 0;
    for (std::uint64_t at = 0; at < source.size();) {
        const std::size_t got = source.read(at, piece.data(), piece.size());
        if (got == 0)
            break;
        crc = crcOf(crc, {piece.data(), got});
        at += got;
    }
    return crc;
}

std::optional<std::string> unpackEntry(const ByteSource& source, const ZipEntry& entry, std::uint64_t maxBytes, FindingSink& sink) {
    constexpr std::uint64_t kMaxRatio = 200;
    constexpr std::uint64_t kSmall = std::uint64_t{1} << 20;
    const SliceSource packed(source, entry.data, entry.packedBytes);
    if (entry.bytes > maxBytes || (entry.bytes > kSmall && entry.bytes / kMaxRatio > entry.packedBytes)) {
        sink.add("zip.limit", std::to_string(entry.packedBytes) + " packed bytes would become " + std::to_string(entry.bytes));
        return std::nullopt;
    }
    std::string out;
    if (!Inflater().unpack(packed, entry.bytes, out) || out.size() != entry.bytes) {
        sink.add("zip.structure", "the packed bytes cannot be unpacked to the size that is declared");
        return std::nullopt;
    }
    return out;
}

} // namespace postern
