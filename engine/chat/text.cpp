// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/text.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace postern::chat {

namespace {

using Mapping = icu::UnicodeString& (*)(icu::UnicodeString&);

std::string mapped(std::string_view text, Mapping mapping) {
    icu::UnicodeString wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    std::string result;
    mapping(wide).toUTF8String(result);
    return result;
}

bool isCased(char32_t character) {
    return isUpperCase(character) || isLowerCase(character) || u_charType(static_cast<UChar32>(character)) == U_TITLECASE_LETTER;
}

std::string titleOf(char32_t character) {
    std::string one;
    appendCharacter(one, character);
    const auto title = static_cast<char32_t>(u_totitle(static_cast<UChar32>(character)));
    if (title != character) {
        std::string result;
        appendCharacter(result, title);
        return result;
    }
    // Without a title form of one character (like ß): its upper case ones, in lower case behind the first letter.
    const std::string upper = upperCase(one);
    if (upper == one)
        return one;
    std::size_t first = 0;
    while (first < upper.size() && !isCased(nextCharacter(upper, first))) {
    }
    return upper.substr(0, first) + lowerCase(std::string_view(upper).substr(first));
}

/// The word in lower case without its first character, which takes `first` bytes. The whole word is mapped, since a
/// sigma at its end depends on what stands before.
std::string lowerTail(std::string_view word, std::size_t first) {
    return lowerCase(word).substr(lowerCase(word.substr(0, first)).size());
}

std::string reversed(std::string_view text) {
    return {text.rbegin(), text.rend()};
}

} // namespace

bool isValidUtf8(std::string_view text) {
    const auto length = static_cast<std::int64_t>(text.size());
    std::int64_t at = 0;
    while (at < length) {
        UChar32 character = 0;
        U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, length, character);
        if (character < 0)
            return false;
    }
    return true;
}

std::size_t countCharacters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

std::size_t byteOf(std::string_view text, std::size_t index) {
    std::size_t at = 0;
    while (at < text.size()) {
        if ((text[at] & 0xC0) != 0x80 && index-- == 0)
            return at;
        ++at;
    }
    return at;
}

char32_t nextCharacter(std::string_view text, std::size_t& position) {
    const auto length = static_cast<std::int64_t>(text.size());
    auto at = static_cast<std::int64_t>(position);
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), at, length, character);
    position = static_cast<std::size_t>(at);
    return static_cast<char32_t>(character);
}

void appendCharacter(std::string& text, char32_t character) {
    std::uint8_t bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, character);
    text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

bool isSpace(char32_t c) {
    return (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x20) || c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
           c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool isWordCharacter(char32_t c) {
    return c == '_' || isAlphabetic(c) || isNumeric(c);
}

bool isPrintable(char32_t c) {
    if (c == ' ')
        return true;
    switch (u_charType(static_cast<UChar32>(c))) {
    case U_UNASSIGNED:
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_SURROGATE:
    case U_PRIVATE_USE_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SPACE_SEPARATOR:
        return false;
    default:
        return true;
    }
}

bool isIdentifierStart(char32_t c) {
    return c == '_' || u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_XID_START) != 0;
}

bool isAlphabetic(char32_t c) {
    return u_isalpha(static_cast<UChar32>(c)) != 0;
}

bool isDecimal(char32_t c) {
    return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_NUMERIC_TYPE) == U_NT_DECIMAL;
}

bool isDigit(char32_t c) {
    const auto type = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_NUMERIC_TYPE);
    return type == U_NT_DECIMAL || type == U_NT_DIGIT;
}

bool isNumeric(char32_t c) {
    return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

bool isUpperCase(char32_t c) {
    return u_isUUppercase(static_cast<UChar32>(c)) != 0;
}

bool isLowerCase(char32_t c) {
    return u_isULowercase(static_cast<UChar32>(c)) != 0;
}

std::string upperCase(std::string_view text) {
    return mapped(text, [](icu::UnicodeString& wide) -> icu::UnicodeString& { return wide.toUpper(icu::Locale::getRoot()); });
}

std::string lowerCase(std::string_view text) {
    return mapped(text, [](icu::UnicodeString& wide) -> icu::UnicodeString& { return wide.toLower(icu::Locale::getRoot()); });
}

std::string foldCase(std::string_view text) {
    return mapped(text, [](icu::UnicodeString& wide) -> icu::UnicodeString& { return wide.foldCase(); });
}

std::string capitalized(std::string_view text) {
    if (text.empty())
        return {};
    std::size_t rest = 0;
    const char32_t first = nextCharacter(text, rest);
    return titleOf(first) + lowerTail(text, rest);
}

std::string titleCase(std::string_view text) {
    std::string result;
    std::size_t word = 0;  ///< where the open word begins
    std::size_t first = 0; ///< bytes of its first character
    bool inWord = false;
    const auto close = [&](std::size_t end) {
        if (std::exchange(inWord, false))
            result += lowerTail(text.substr(word, end - word), first);
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t character = nextCharacter(text, at);
        const bool cased = isCased(character);
        if (!cased)
            close(begin);
        if (inWord)
            continue;
        result += titleOf(character);
        inWord = cased;
        word = begin;
        first = at - begin;
    }
    close(text.size());
    return result;
}

std::string swappedCase(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t character = nextCharacter(text, at);
        const std::string_view one = text.substr(begin, at - begin);
        result += isUpperCase(character) ? lowerCase(one) : isLowerCase(character) ? upperCase(one) : std::string(one);
    }
    return result;
}

std::string_view stripped(std::string_view text, const std::string* characters, bool left, bool right) {
    std::u32string set;
    if (characters != nullptr) {
        for (std::size_t at = 0; at < characters->size();)
            set += nextCharacter(*characters, at);
        std::sort(set.begin(), set.end());
    }
    const auto goes = [&](char32_t c) { return characters == nullptr ? isSpace(c) : std::binary_search(set.begin(), set.end(), c); };
    while (left && !text.empty()) {
        std::size_t length = 0;
        if (!goes(nextCharacter(text, length)))
            break;
        text.remove_prefix(length);
    }
    while (right && !text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && (text[start] & 0xC0) == 0x80)
            --start;
        std::size_t at = start;
        if (!goes(nextCharacter(text, at)))
            break;
        text = text.substr(0, start);
    }
    return text;
}

std::size_t findForward(std::string_view text, std::string_view needle, std::size_t from) {
    if (from > text.size() || needle.size() > text.size() - from)
        return kNowhere;
    if (needle.empty())
        return from;
    const void* const found = ::memmem(text.data() + from, text.size() - from, needle.data(), needle.size());
    return found == nullptr ? kNowhere : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::size_t findBackward(std::string_view text, std::string_view needle) {
    if (needle.size() > text.size())
        return kNowhere;
    const std::size_t found = findForward(reversed(text), reversed(needle));
    return found == kNowhere ? kNowhere : text.size() - found - needle.size();
}

std::vector<std::string_view> splitLines(std::string_view text, bool keepEnds) {
    std::vector<std::string_view> lines;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = at;
        const char32_t c = nextCharacter(text, at);
        const bool breaks = (c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
        if (!breaks)
            continue;
        if (c == '\r' && at < text.size() && text[at] == '\n')
            ++at;
        lines.push_back(text.substr(begin, (keepEnds ? at : end) - begin));
        begin = at;
    }
    if (begin < text.size())
        lines.push_back(text.substr(begin));
    return lines;
}

std::string escapedHtml(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (const char byte : text) {
        switch (byte) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '\'':
            result += "&#39;";
            break;
        case '"':
            result += "&#34;";
            break;
        default:
            result += byte;
        }
    }
    return result;
}

} // namespace postern::chat
