// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "engine/chat/text.h"
#include "engine/chat/value.h"

namespace postern::chat {

namespace {

constexpr bool isDecimalDigit(char c) {
    return c >= '0' && c <= '9';
}

int digitOf(char c) {
    if (isDecimalDigit(c))
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 99;
}

/// Line breaks become '\n', and one at the very end goes.
std::string normalized(std::string_view source) {
    std::string result;
    result.reserve(source.size());
    for (std::size_t i = 0; i < source.size(); ++i) {
        if (source[i] == '\r') {
            result += '\n';
            i += i + 1 < source.size() && source[i + 1] == '\n' ? 1 : 0;
        } else {
            result += source[i];
        }
    }
    if (result.ends_with('\n'))
        result.pop_back();
    return result;
}

class Lexer {
public:
    explicit Lexer(std::string_view source) : m_source(normalized(source)) {}

    std::vector<Token> run() {
        while (m_at < m_source.size())
            readData();
        add(Token::Kind::End);
        return std::move(m_tokens);
    }

private:
    [[noreturn]] void syntax(std::string message) { throw Fault{Fault::Kind::Syntax, std::move(message), lineAt(m_at)}; }

    int lineAt(std::size_t position) {
        m_line += static_cast<int>(std::count(m_source.begin() + static_cast<std::ptrdiff_t>(m_lineKnownAt),
                                              m_source.begin() + static_cast<std::ptrdiff_t>(position), '\n'));
        m_lineKnownAt = position;
        return m_line;
    }

    Token& add(Token::Kind kind, std::string text = {}) {
        m_tokens.push_back({kind, lineAt(m_at), std::move(text), 0, 0.0});
        return m_tokens.back();
    }

    [[nodiscard]] char peek(std::size_t offset = 0) const { return m_at + offset < m_source.size() ? m_source[m_at + offset] : '\0'; }
    [[nodiscard]] bool has(std::string_view text) const { return std::string_view(m_source).substr(m_at).starts_with(text); }

    [[nodiscard]] std::size_t behindSpace(std::size_t at) const {
        while (at < m_source.size()) {
            std::size_t next = at;
            if (!isSpace(nextCharacter(m_source, next)))
                break;
            at = next;
        }
        return at;
    }

    /// Moves behind a tag's end: "-" takes the space that follows too, "%}" and "#}" the newline.
    void leave(std::size_t behind, bool takesSpace, bool takesNewline) {
        m_at = behind;
        if (takesSpace)
            m_at = behindSpace(m_at);
        else if (takesNewline && peek() == '\n')
            ++m_at;
        m_atLineStart = m_source[m_at - 1] == '\n';
    }

    /// The text before a tag, cut as its sign and lstrip_blocks ask.
    void addData(std::size_t begin, std::size_t end, char sign, bool isOutput) {
        std::string_view text = std::string_view(m_source).substr(begin, end - begin);
        if (sign == '-') {
            text = stripped(text, nullptr, false, true);
        } else if (sign != '+' && !isOutput) {
            const std::size_t newline = text.rfind('\n');
            const std::size_t lineBegin = newline == std::string_view::npos ? 0 : newline + 1;
            const bool startsLine = lineBegin > 0 || m_atLineStart;
            if (startsLine && stripped(text.substr(lineBegin), nullptr, true, false).empty())
                text = text.substr(0, lineBegin);
        }
        if (text.empty())
            return;
        m_tokens.push_back({Token::Kind::Data, lineAt(begin), std::string(text), 0, 0.0});
    }

    static char signOf(char c) { return c == '-' || c == '+' ? c : '\0'; }

    void readData() {
        const std::size_t begin = m_at;
        std::size_t tag = m_source.find('{', begin);
        while (tag != std::string::npos &&
               (tag + 1 >= m_source.size() || std::string_view("{%#").find(m_source[tag + 1]) == std::string_view::npos))
            tag = m_source.find('{', tag + 1);
        if (tag == std::string::npos) {
            m_tokens.push_back({Token::Kind::Data, lineAt(begin), m_source.substr(begin), 0, 0.0});
            m_at = m_source.size();
            return;
        }
        m_at = tag;
        const char kind = peek(1);
        const char sign = signOf(peek(2));
        addData(begin, tag, sign, kind == '{');
        if (kind == '#')
            return skipComment(tag + 2 + (sign != '\0' ? 1 : 0));
        if (kind == '%' && readRaw())
            return;
        add(kind == '{' ? Token::Kind::OutputBegin : Token::Kind::BlockBegin);
        m_at = tag + 2 + (sign != '\0' ? 1 : 0);
        readTag(kind == '%');
    }

    void skipComment(std::size_t inside) {
        const std::size_t end = m_source.find("#}", inside);
        if (end == std::string::npos)
            syntax("Missing end of comment tag");
        const char sign = end > inside ? signOf(m_source[end - 1]) : '\0';
        leave(end + 2, sign == '-', sign == '\0');
    }

    /// Behind "{%", a sign, spaces, `word` and spaces from `at`, or nowhere.
    [[nodiscard]] std::optional<std::size_t> behindTagWord(std::size_t at, std::string_view word) const {
        at += 2;
        if (at < m_source.size() && signOf(m_source[at]) != '\0')
            ++at;
        at = behindSpace(at);
        if (!std::string_view(m_source).substr(at).starts_with(word))
            return std::nullopt;
        return behindSpace(at + word.size());
    }

    bool readRaw() {
        const auto head = behindTagWord(m_at, "raw");
        if (!head)
            return false;
        const std::string_view rest = std::string_view(m_source).substr(*head);
        const bool takesSpace = rest.starts_with("-%}");
        if (!takesSpace && !rest.starts_with("%}"))
            return false;
        leave(*head + (takesSpace ? 3 : 2), takesSpace, false);
        const std::size_t begin = m_at;
        for (std::size_t tag = m_source.find("{%", begin); tag != std::string::npos; tag = m_source.find("{%", tag + 1)) {
            const auto tail = behindTagWord(tag, "endraw");
            if (!tail || *tail >= m_source.size())
                continue;
            const char sign = signOf(m_source[*tail]);
            const std::size_t end = *tail + (sign != '\0' ? 1 : 0);
            if (!std::string_view(m_source).substr(end).starts_with("%}"))
                continue;
            addData(begin, tag, signOf(m_source[tag + 2]), false);
            leave(end + 2, sign == '-', sign == '\0');
            return true;
        }
        syntax("Missing end of raw directive");
    }

    bool readTagEnd(bool isBlock) {
        const std::string_view closing = isBlock ? "%}" : "}}";
        const char sign = isBlock || peek() == '-' ? signOf(peek()) : '\0';
        const std::size_t end = m_at + (sign != '\0' ? 1 : 0);
        if (!std::string_view(m_source).substr(end).starts_with(closing))
            return false;
        add(isBlock ? Token::Kind::BlockEnd : Token::Kind::OutputEnd);
        leave(end + 2, sign == '-', isBlock && sign == '\0');
        return true;
    }

    void readTag(bool isBlock) {
        std::string brackets;
        for (;;) {
            m_at = behindSpace(m_at);
            if (m_at >= m_source.size())
                syntax(brackets.empty() ? "the tag has no end"
                                        : std::string("unexpected end of template, expected '") + brackets.back() + "'");
            if (brackets.empty() && readTagEnd(isBlock))
                return;
            const char c = peek();
            if (isDecimalDigit(c))
                readNumber();
            else if (c == '\'' || c == '"')
                readText();
            else if (c == '_' || (static_cast<unsigned char>(c | 0x20) >= 'a' && static_cast<unsigned char>(c | 0x20) <= 'z') ||
                     (c & 0x80) != 0)
                readName();
            else
                readOperator(brackets);
        }
    }

    void readName() {
        std::size_t end = m_at;
        const char32_t first = nextCharacter(m_source, end);
        if (!isIdentifierStart(first))
            syntax("Invalid character in identifier");
        for (std::size_t next = end; next < m_source.size(); end = next)
            if (!isWordCharacter(nextCharacter(m_source, next)))
                break;
        add(Token::Kind::Name, m_source.substr(m_at, end - m_at));
        m_at = end;
    }

    /// Digits with single underscores between them; returns where they end, or `at` where there is none.
    [[nodiscard]] std::size_t behindDigits(std::size_t at, int base) const {
        std::size_t end = at;
        while (end < m_source.size()) {
            const std::size_t digit = end > at && m_source[end] == '_' ? end + 1 : end;
            if (digit >= m_source.size() || digitOf(m_source[digit]) >= base)
                break;
            end = digit + 1;
        }
        return end;
    }

    [[nodiscard]] std::string withoutUnderscores(std::size_t begin, std::size_t end) const {
        std::string digits = m_source.substr(begin, end - begin);
        std::erase(digits, '_');
        return digits;
    }

    void readNumber() {
        const std::size_t whole = behindDigits(m_at, 10);
        const bool afterDot = m_at > 0 && m_source[m_at - 1] == '.';
        std::size_t end = whole;
        if (!afterDot) {
            if (end < m_source.size() && m_source[end] == '.')
                if (const std::size_t fraction = behindDigits(end + 1, 10); fraction > end + 1)
                    end = fraction;
            if (end < m_source.size() && (m_source[end] | 0x20) == 'e') {
                const std::size_t digits = end + 1 < m_source.size() && signOf(m_source[end + 1]) != '\0' ? end + 2 : end + 1;
                if (const std::size_t exponent = behindDigits(digits, 10); exponent > digits)
                    end = exponent;
            }
        }
        if (end > whole) {
            const std::string digits = withoutUnderscores(m_at, end);
            double value = 0.0;
            const auto [last, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
            if (problem == std::errc::result_out_of_range) // as Python reads it: infinity, or zero
                value = std::strtod(digits.c_str(), nullptr);
            add(Token::Kind::Float).real = value;
            m_at = end;
            return;
        }
        readInteger(whole);
    }

    void readInteger(std::size_t wholeEnd) {
        int base = 10;
        std::size_t begin = m_at;
        std::size_t end = wholeEnd;
        if (peek() == '0') {
            constexpr std::array<std::pair<char, int>, 3> kBases = {{{'b', 2}, {'o', 8}, {'x', 16}}};
            const auto* const known = std::find_if(kBases.begin(), kBases.end(), [&](auto each) { return each.first == (peek(1) | 0x20); });
            const std::size_t digits = m_at + (peek(2) == '_' ? 3 : 2);
            if (known != kBases.end() && behindDigits(digits, known->second) > digits) {
                base = known->second;
                begin = digits;
                end = behindDigits(digits, base);
            } else {
                end = m_at; // zeros alone; what follows them is the next token
                while (end < wholeEnd && (m_source[end] == '0' || (m_source[end] == '_' && m_source[end + 1] == '0')))
                    ++end;
            }
        }
        const std::string digits = withoutUnderscores(begin, end);
        std::int64_t value = 0;
        const auto [last, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
        if (problem != std::errc())
            throw Fault{Fault::Kind::Unsupported, "the integer " + digits + " does not fit into 64 bits", lineAt(m_at)};
        add(Token::Kind::Integer).integer = value;
        m_at = end;
    }

    void readText() {
        const char quote = peek();
        std::size_t end = m_at + 1;
        while (end < m_source.size() && m_source[end] != quote)
            end += m_source[end] == '\\' ? 2 : 1;
        if (end >= m_source.size())
            syntax("a string has no end");
        std::string value = unescaped(std::string_view(m_source).substr(m_at + 1, end - m_at - 1));
        add(Token::Kind::Text, std::move(value));
        m_at = end + 1;
    }

    std::string unescaped(std::string_view text) {
        std::string result;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '\\') {
                result += text[i];
                continue;
            }
            const char c = text[++i];
            constexpr std::string_view kLetters = "\\'\"abfnrtv";
            constexpr std::string_view kMeanings = "\\'\"\a\b\f\n\r\t\v";
            if (const std::size_t letter = kLetters.find(c); letter != std::string_view::npos) {
                result += kMeanings[letter];
            } else if (c >= '0' && c <= '7') {
                i += appendEscape(result, text, i, 3, 8, false) - 1;
            } else if (c == 'x' || c == 'u' || c == 'U') {
                i += appendEscape(result, text, i + 1, c == 'x' ? 2 : c == 'u' ? 4 : 8, 16, true);
            } else if (c == 'N') {
                throw Fault{Fault::Kind::Unsupported, "the escape \\N is not supported", lineAt(m_at)};
            } else if (c != '\n') {
                result += '\\';
                result += c;
            }
        }
        return result;
    }

    /// Appends the character whose number stands at `at`; returns how many digits it has.
    std::size_t appendEscape(std::string& result, std::string_view text, std::size_t at, std::size_t most, int base, bool exact) {
        std::uint32_t value = 0;
        std::size_t count = 0;
        for (; count < most && at + count < text.size() && digitOf(text[at + count]) < base; ++count)
            value = value * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digitOf(text[at + count]));
        if (exact && count != most)
            syntax("a truncated escape in a string");
        if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
            syntax("an escape in a string is no character");
        appendCharacter(result, value);
        return count;
    }

    void readOperator(std::string& brackets) {
        constexpr std::array<std::string_view, 25> kOperators = {"//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[",
                                                                 "]",  "(",  ")",  "{",  "}",  ">",  "<", "=", ".", ":", "|", ","};
        const auto* const found = std::find_if(kOperators.begin(), kOperators.end(), [&](std::string_view each) { return has(each); });
        if (found == kOperators.end())
            syntax("unexpected char '" + m_source.substr(m_at, 1) + "'");
        const char c = found->front();
        if (c == '(' || c == '[' || c == '{') {
            brackets += c == '(' ? ')' : c == '[' ? ']' : '}';
        } else if (c == ')' || c == ']' || c == '}') {
            if (brackets.empty() || brackets.back() != c)
                syntax(std::string("unexpected '") + c + "'");
            brackets.pop_back();
        }
        add(Token::Kind::Operator, std::string(*found));
        m_at += found->size();
    }

    const std::string m_source;
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    bool m_atLineStart = true;
    std::size_t m_lineKnownAt = 0;
    int m_line = 1;
};

} // namespace

std::vector<Token> tokenize(std::string_view source) {
    return Lexer(source).run();
}

} // namespace postern::chat
