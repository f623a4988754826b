// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>

#include "engine/scan/pickle_machine.h"

namespace postern {

namespace {

void appendUtf8(std::string& out, std::uint32_t point) {
    const auto byte = [](std::uint32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
    if (point < 0x80) {
        out += byte(point);
    } else if (point < 0x800) {
        out += byte(0xc0U | (point >> 6U));
        out += byte(0x80U | (point & 0x3fU));
    } else if (point < 0x10000) {
        out += byte(0xe0U | (point >> 12U));
        out += byte(0x80U | ((point >> 6U) & 0x3fU));
        out += byte(0x80U | (point & 0x3fU));
    } else {
        out += byte(0xf0U | (point >> 18U));
        out += byte(0x80U | ((point >> 12U) & 0x3fU));
        out += byte(0x80U | ((point >> 6U) & 0x3fU));
        out += byte(0x80U | (point & 0x3fU));
    }
}

/// Reads `digits` hexadecimal digits at `at` and moves behind them.
bool readHex(std::string_view text, std::size_t& at, std::size_t digits, std::uint32_t& out) {
    if (text.size() - at < digits)
        return false;
    const auto [end, problem] = std::from_chars(text.data() + at, text.data() + at + digits, out, 16);
    if (problem != std::errc() || end != text.data() + at + digits)
        return false;
    at += digits;
    return true;
}

std::optional<char> simpleEscape(char escape) {
    constexpr std::string_view kFrom = "\\'\"abfnrtv";
    constexpr std::string_view kTo = "\\'\"\a\b\f\n\r\t\v";
    const std::size_t found = kFrom.find(escape);
    return found == std::string_view::npos ? std::nullopt : std::optional(kTo[found]);
}

} // namespace

std::optional<std::string> decodePickleString(std::string_view line) {
    if (line.size() < 2 || line.front() != line.back() || (line.front() != '\'' && line.front() != '"'))
        return std::nullopt;
    const std::string_view text = line.substr(1, line.size() - 2);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at++];
        if (c != '\\') {
            out += c;
            continue;
        }
        if (at == text.size())
            return std::nullopt;
        const char escape = text[at++];
        std::uint32_t code = 0;
        if (const auto simple = simpleEscape(escape)) {
            out += *simple;
        } else if (escape == 'x') {
            if (!readHex(text, at, 2, code))
                return std::nullopt;
            appendUtf8(out, code);
        } else if (escape >= '0' && escape <= '7') {
            code = static_cast<std::uint32_t>(escape - '0');
            for (int i = 0; i < 2 && at < text.size() && text[at] >= '0' && text[at] <= '7'; ++i)
                code = code * 8 + static_cast<std::uint32_t>(text[at++] - '0');
            appendUtf8(out, code & 0xffU);
        } else {
            out += '\\';
            out += escape;
        }
    }
    return out;
}

std::optional<std::string> decodePickleUnicode(std::string_view line) {
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        const char c = line[at++];
        const bool escape = c == '\\' && at < line.size() && (line[at] == 'u' || line[at] == 'U');
        if (!escape) {
            // The encoding is Latin-1 apart from the escapes.
            appendUtf8(out, static_cast<unsigned char>(c));
            continue;
        }
        const std::size_t digits = line[at++] == 'u' ? 4 : 8;
        std::uint32_t code = 0;
        if (!readHex(line, at, digits, code) || code > 0x10ffff)
            return std::nullopt;
        appendUtf8(out, code);
    }
    return out;
}

} // namespace postern
