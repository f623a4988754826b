// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/unicode.h"

#include <array>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace postern::unicode {

namespace {

struct ByteLevelAlphabet {
    std::array<std::string, 256> characters;
    std::array<std::int16_t, 512> bytes{};

    ByteLevelAlphabet() {
        bytes.fill(-1);
        char32_t unused = 256;
        for (unsigned byte = 0; byte < 256; ++byte) {
            const bool printable = (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
            const char32_t codePoint = printable ? static_cast<char32_t>(byte) : unused++;
            append(characters[byte], codePoint);
            bytes[codePoint] = static_cast<std::int16_t>(byte);
        }
    }
};

const ByteLevelAlphabet& alphabet() {
    static const ByteLevelAlphabet instance;
    return instance;
}

UChar32 toIcu(char32_t codePoint) {
    return static_cast<UChar32>(codePoint);
}

} // namespace

char32_t next(std::string_view text, std::size_t& position) {
    const auto lead = static_cast<char32_t>(static_cast<unsigned char>(text[position]));
    if (lead < 0xC0) {
        ++position;
        return lead;
    }
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (text.size() - position < length) {
        position = text.size();
        return 0xFFFD;
    }
    char32_t codePoint = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i)
        codePoint = (codePoint << 6U) | (static_cast<unsigned char>(text[position + i]) & 0x3FU);
    position += length;
    return codePoint;
}

void append(std::string& text, char32_t codePoint) {
    const auto put = [&](char32_t value) { text.push_back(static_cast<char>(static_cast<unsigned char>(value))); };
    if (codePoint < 0x80) {
        put(codePoint);
    } else if (codePoint < 0x800) {
        put(0xC0U | (codePoint >> 6U));
        put(0x80U | (codePoint & 0x3FU));
    } else if (codePoint < 0x10000) {
        put(0xE0U | (codePoint >> 12U));
        put(0x80U | ((codePoint >> 6U) & 0x3FU));
        put(0x80U | (codePoint & 0x3FU));
    } else {
        put(0xF0U | (codePoint >> 18U));
        put(0x80U | ((codePoint >> 12U) & 0x3FU));
        put(0x80U | ((codePoint >> 6U) & 0x3FU));
        put(0x80U | (codePoint & 0x3FU));
    }
}

std::size_t wellFormedLength(std::string_view text, std::size_t position, std::size_t& badLength) {
    const auto lead = static_cast<unsigned char>(text[position]);
    badLength = 1;
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (lead == 0xE0)
        low = 0xA0;
    else if (lead == 0xED)
        high = 0x9F;
    else if (lead == 0xF0)
        low = 0x90;
    else if (lead == 0xF4)
        high = 0x8F;
    for (std::size_t i = 1; i < length; ++i) {
        if (position + i >= text.size())
            return 0;
        const auto byte = static_cast<unsigned char>(text[position + i]);
        if (byte < low || byte > high)
            return 0;
        low = 0x80;
        high = 0xBF;
        ++badLength;
    }
    return length;
}

bool isValidUtf8(std::string_view text) {
    std::size_t bad = 0;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = wellFormedLength(text, i, bad);
        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

std::string repaired(std::string_view text) {
    if (isValidUtf8(text))
        return std::string(text);
    std::string result;
    result.reserve(text.size());
    std::size_t bad = 0;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = wellFormedLength(text, i, bad);
        if (length > 0)
            result.append(text.substr(i, length));
        else
            append(result, 0xFFFD);
        i += length > 0 ? length : bad;
    }
    return result;
}

bool isWhiteSpace(char32_t codePoint) {
    if (codePoint < 0x80)
        return codePoint == 0x20 || (codePoint >= 0x09 && codePoint <= 0x0D);
    return u_isUWhiteSpace(toIcu(codePoint)) != 0;
}

bool isWord(char32_t codePoint) {
    const auto mask = U_GET_GC_MASK(toIcu(codePoint));
    return u_isUAlphabetic(toIcu(codePoint)) != 0 || (mask & (U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK)) != 0 || codePoint == 0x200C ||
           codePoint == 0x200D;
}

bool isNumber(char32_t codePoint) {
    if (codePoint < 0x80)
        return codePoint >= '0' && codePoint <= '9';
    return (U_GET_GC_MASK(toIcu(codePoint)) & U_GC_N_MASK) != 0;
}

bool isPunctuation(char32_t codePoint) {
    if (codePoint < 0x80)
        return (codePoint >= 0x21 && codePoint <= 0x2F) || (codePoint >= 0x3A && codePoint <= 0x40) ||
               (codePoint >= 0x5B && codePoint <= 0x60) || (codePoint >= 0x7B && codePoint <= 0x7E);
    return (U_GET_GC_MASK(toIcu(codePoint)) & U_GC_P_MASK) != 0;
}

bool isControl(char32_t codePoint) {
    return (U_GET_GC_MASK(toIcu(codePoint)) & (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK | U_GC_CS_MASK)) != 0;
}

bool isMark(char32_t codePoint) {
    return codePoint >= 0x300 && (U_GET_GC_MASK(toIcu(codePoint)) & U_GC_M_MASK) != 0;
}

bool isNonspacingMark(char32_t codePoint) {
    return codePoint >= 0x300 && (U_GET_GC_MASK(toIcu(codePoint)) & U_GC_MN_MASK) != 0;
}

std::optional<std::int32_t> writingScript(char32_t codePoint) {
    if (codePoint == ' ')
        return std::nullopt;
    if (codePoint == 0x30FC)
        return USCRIPT_HAN;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(toIcu(codePoint), &status);
    if (U_FAILURE(status) != 0 || script == USCRIPT_UNKNOWN)
        return std::nullopt;
    return script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ? USCRIPT_HAN : script;
}

std::string_view byteLevelCharacter(unsigned char byte) {
    return alphabet().characters[byte];
}

std::optional<unsigned char> byteLevelByte(char32_t codePoint) {
    const auto& bytes = alphabet().bytes;
    if (codePoint >= bytes.size() || bytes[codePoint] < 0)
        return std::nullopt;
    return static_cast<unsigned char>(bytes[codePoint]);
}

} // namespace postern::unicode
