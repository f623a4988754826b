// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

#include "engine/core/json.h"
#include "engine/tokenizer/aligned_text.h"
#include "engine/tokenizer/tokenizer.h"
#include "engine/tokenizer/unicode.h"

/// Small tokenizers and results as one line of text, so that expected values are literals in a table.
namespace postern::testing {

inline Json jsonOf(const char* text) {
    auto parsed = parseJson(text, "test");
    return parsed ? *parsed : Json("the test's own JSON is broken");
}

inline QString errorText(const Error& error) {
    return QString::fromStdString(std::string(errorCodeName(error.code)) + ": " + describe(error));
}

/// "token|token", or the code of the error.
inline QString tokensOf(const Tokenizer& tokenizer, const std::string& text, bool addSpecial = false) {
    const auto ids = tokenizer.encode(text, addSpecial);
    if (!ids)
        return QString::fromStdString("error " + std::string(errorCodeName(ids.error().code)));
    std::string line;
    for (std::size_t i = 0; i < ids->size(); ++i)
        line.append(i > 0 ? "|" : "").append(tokenizer.idToToken((*ids)[i]));
    return QString::fromStdString(line);
}

/// "begin-end begin-end".
inline QString offsetsOf(const Tokenizer& tokenizer, const std::string& text, bool addSpecial = false) {
    const auto tokens = tokenizer.encodeWithOffsets(text, addSpecial);
    if (!tokens)
        return QString::fromStdString("error " + std::string(errorCodeName(tokens.error().code)));
    std::string line;
    for (const Token& token : *tokens)
        line += (line.empty() ? "" : " ") + std::to_string(token.begin) + '-' + std::to_string(token.end);
    return QString::fromStdString(line);
}

/// The characters and where they came from: "a[0-1] b[1-2]"; marks are written as U+XXXX.
inline QString alignmentOf(const AlignedText& text) {
    std::string line;
    for (std::size_t i = 0; i < text.text().size();) {
        const std::size_t begin = i;
        const char32_t codePoint = unicode::next(text.text(), i);
        const ByteRange source = text.source(begin, i);
        const bool plain = codePoint > 0x20 && codePoint < 0x7F;
        line += line.empty() ? "" : " ";
        line += plain ? std::string(1, static_cast<char>(codePoint))
                      : QStringLiteral("U+%1").arg(static_cast<uint>(codePoint), 4, 16, QLatin1Char('0')).toUpper().toStdString();
        line += '[' + std::to_string(source.begin) + '-' + std::to_string(source.end) + ']';
    }
    return QString::fromStdString(line);
}

} // namespace postern::testing
