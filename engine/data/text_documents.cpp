// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/text_documents.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <zlib.h>

#include "engine/core/json.h"

namespace postern {

namespace {

constexpr std::size_t kPieceBytes = 65536;

/// gzip into a text of at most `maxBytes`.
class GzipReader {
public:
    GzipReader() { m_ready = inflateInit2(&m_stream, MAX_WBITS + 16) == Z_OK; }
    GzipReader(const GzipReader&) = delete;
    GzipReader& operator=(const GzipReader&) = delete;
    ~GzipReader() {
        if (m_ready)
            inflateEnd(&m_stream);
    }

    Result<std::string> unpack(std::string_view packed, std::size_t maxBytes, const std::string& subject) {
        std::string out;
        std::array<char, kPieceBytes> piece;
        bool memberEnded = false;
        while (!packed.empty() || !memberEnded) {
            const std::size_t given = std::min(packed.size(), kPieceBytes);
            m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
            m_stream.avail_in = static_cast<uInt>(given);
            m_stream.next_out = reinterpret_cast<Bytef*>(piece.data());
            m_stream.avail_out = static_cast<uInt>(piece.size());
            const int status = m_ready ? inflate(&m_stream, Z_NO_FLUSH) : Z_MEM_ERROR;
            const std::size_t taken = given - m_stream.avail_in;
            const std::size_t produced = piece.size() - m_stream.avail_out;
            // Z_BUF_ERROR with nothing done means that the file ends inside a member.
            if ((status != Z_OK && status != Z_STREAM_END) || (status == Z_OK && taken == 0 && produced == 0))
                return fail(ErrorCode::DataMalformed, subject, "the gzip data are damaged or end early");
            if (produced > maxBytes - out.size())
                return fail(ErrorCode::FileTooLarge, subject, "it unpacks to more than " + std::to_string(maxBytes) + " bytes");
            out.append(piece.data(), produced);
            packed.remove_prefix(taken);
            memberEnded = status == Z_STREAM_END;
            if (memberEnded)
                inflateReset(&m_stream);
        }
        return out;
    }

private:
    z_stream m_stream = {};
    bool m_ready = false;
};

std::string_view withoutBlanks(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlank);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

} // namespace

Result<std::vector<std::string>> readDocuments(const std::filesystem::path& path, TextLimits limits) {
    POSTERN_ASSIGN(std::string text, readTextFile(path, limits.maxPackedBytes));
    if (text.starts_with("\x1f\x8b")) {
        POSTERN_ASSIGN(text, GzipReader().unpack(text, limits.maxBytes, path.string()));
    } else if (text.size() > limits.maxBytes) {
        return fail(ErrorCode::FileTooLarge, path.string(), "it has more than " + std::to_string(limits.maxBytes) + " bytes");
    }
    std::vector<std::string> documents;
    const auto add = [&](std::string_view document) {
        if (document = withoutBlanks(document); !document.empty())
            documents.emplace_back(document);
    };
    const std::string_view all = text;
    std::size_t begin = 0;
    for (std::size_t line = 0; line < all.size();) {
        const std::size_t end = std::min(all.find('\n', line), all.size());
        if (withoutBlanks(all.substr(line, end - line)) == kDocumentBorder) {
            add(all.substr(begin, line - begin));
            begin = end;
        }
        line = end + 1;
    }
    add(all.substr(std::min(begin, all.size())));
    if (documents.empty())
        return fail(ErrorCode::DataEmpty, path.string(), "it holds no text");
    return documents;
}

} // namespace postern
