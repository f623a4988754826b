// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/regex_translation.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/tokenizer/property_classes.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

constexpr int kMaxNesting = 32;
constexpr std::string_view kAnyCharacter = R"([\x{0}-\x{10ffff}])";
/// Oniguruma counts these as word characters, but only outside of brackets.
constexpr std::string_view kLatinWord = R"(\x{b2}\x{b3}\x{b9}\x{bc}-\x{be})";

bool isHexDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/// A set of characters: what one pair of brackets can hold, and what else belongs to it.
struct Operand {
    std::string body;
    std::vector<std::string> alternatives;
    bool lastWasSet = false; ///< a hyphen after a set is a hyphen
    bool empty = true;

    [[nodiscard]] std::string atom() const {
        if (alternatives.empty())
            return '[' + body + ']';
        std::string result = "(?:";
        if (!body.empty())
            result += '[' + body + "]|";
        for (std::size_t i = 0; i < alternatives.size(); ++i)
            result.append(i > 0 ? "|" : "").append(alternatives[i]);
        return result + ')';
    }
};

class Translator {
public:
    Translator(const std::string& pattern, const std::string& subject) : m_pattern(pattern), m_subject(subject) {}

    Result<std::string> run() {
        std::vector<std::size_t> groups;
        while (m_at < m_pattern.size()) {
            const char c = m_pattern[m_at];
            if (c == '\\') {
                POSTERN_TRY(escape());
            } else if (c == '[') {
                POSTERN_ASSIGN(const std::string atom, characterClass(0));
                put(atom);
            } else if (c == '(') {
                groups.push_back(m_out.size());
                put("(");
                ++m_at;
            } else if (c == ')') {
                m_out += c;
                m_atomStart = groups.empty() ? m_out.size() : groups.back();
                if (!groups.empty())
                    groups.pop_back();
                ++m_at;
            } else if (c == '{') {
                repetition();
            } else {
                std::size_t after = m_at;
                unicode::next(m_pattern, after);
                if (c == '*' || c == '+' || c == '?' || c == '|')
                    m_out += c;
                else
                    put(std::string_view(m_pattern).substr(m_at, after - m_at));
                m_at = after;
            }
        }
        return m_out;
    }

private:
    [[nodiscard]] Failure unsupported(const std::string& why) const {
        return fail(ErrorCode::TokenizerUnsupported, m_subject, "regular expression \"" + printable(m_pattern, 200) + "\": " + why);
    }

    [[nodiscard]] std::string_view rest() const { return std::string_view(m_pattern).substr(m_at); }

    void put(std::string_view atom) {
        m_atomStart = m_out.size();
        m_out += atom;
    }

    /// `{n,m}+` repeats the repetition; to PCRE2 it would be possessive. `{,m}` begins at 0.
    void repetition() {
        std::size_t i = m_at + 1;
        const auto digits = [&] {
            const std::size_t begin = i;
            while (i < m_pattern.size() && m_pattern[i] >= '0' && m_pattern[i] <= '9')
                ++i;
            return m_pattern.substr(begin, i - begin);
        };
        const std::string low = digits();
        const bool comma = i < m_pattern.size() && m_pattern[i] == ',';
        i += comma ? 1 : 0;
        const std::string high = comma ? digits() : low;
        if (i >= m_pattern.size() || m_pattern[i] != '}' || (low.empty() && high.empty()) || m_out.empty()) {
            put(R"(\{)");
            ++m_at;
            return;
        }
        std::string range = "{";
        range += low.empty() ? "0" : low;
        if (comma)
            range += ',' + high;
        range += '}';
        m_at = i + 1;
        if (m_at < m_pattern.size() && m_pattern[m_at] == '+') {
            m_out.insert(m_atomStart, "(?:");
            range += ')';
        }
        m_out += range;
    }

    /// The name of a `\p{…}` at the place; empty where there is none. Moves past it.
    std::string propertyName(bool& negated) {
        if (m_at + 2 >= m_pattern.size() || m_pattern[m_at + 2] != '{')
            return {};
        const std::size_t close = m_pattern.find('}', m_at);
        if (close == std::string::npos)
            return {};
        std::string name = m_pattern.substr(m_at + 3, close - m_at - 3);
        negated = m_pattern[m_at + 1] == 'P';
        if (name.starts_with('^')) {
            negated = !negated;
            name.erase(0, 1);
        }
        m_at = close + 1;
        return name;
    }

    /// `\uHHHH` as PCRE2 writes it, or nothing. Moves past it.
    std::optional<std::string> codeUnit() {
        const std::string_view text = rest();
        if (text.size() < 6 || text[1] != 'u' || !isHexDigit(text[2]) || !isHexDigit(text[3]) || !isHexDigit(text[4]) ||
            !isHexDigit(text[5]))
            return std::nullopt;
        m_at += 6;
        return "\\x{" + std::string(text.substr(2, 4)) + '}';
    }

    Result<void> escape() {
        if (m_at + 1 >= m_pattern.size())
            return unsupported("it ends with a backslash");
        const char c = m_pattern[m_at + 1];
        if (c == 'p' || c == 'P') {
            bool negated = false;
            const std::string name = propertyName(negated);
            const auto body = propertyClass(name);
            if (!body)
                return unsupported("a property without a name that is known");
            put((negated ? "[^" : "[") + *body + ']');
            return {};
        }
        if (const auto unit = codeUnit()) {
            put(*unit);
            return {};
        }
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (auto body = escapeClass(lower)) {
            if (lower == 'w')
                body->append(kLatinWord);
            put((lower == c ? "[" : "[^") + *body + ']');
            m_at += 2;
            return {};
        }
        if (lower == 'b') {
            const std::string word = '[' + escapeClass('w').value_or("") + std::string(kLatinWord) + ']';
            const std::string inside = c == 'b' ? "(?!" : "(?=";
            const std::string outside = c == 'b' ? "(?=" : "(?!";
            put("(?:(?<=" + word + ')' + inside + word + ")|(?<!" + word + ')' + outside + word + "))");
        } else if (c == 'x' && m_pattern.find('}', m_at) != std::string::npos && rest().substr(2).starts_with('{')) {
            const std::size_t close = m_pattern.find('}', m_at);
            put(rest().substr(0, close + 1 - m_at));
            m_at = close + 1;
            return {};
        } else if (c == 'v') {
            put(R"(\x{b})");
        } else if (c == 'O') {
            put(kAnyCharacter);
        } else {
            std::size_t after = m_at + 1;
            unicode::next(m_pattern, after);
            put(std::string_view(m_pattern).substr(m_at, after - m_at));
            m_at = after;
            return {};
        }
        m_at += 2;
        return {};
    }

    static void addSet(Operand& operand, const std::string& body, bool negated) {
        if (negated)
            operand.alternatives.push_back("[^" + body + ']');
        else
            operand.body += body;
        operand.lastWasSet = true;
        operand.empty = false;
    }

    static void addCharacter(Operand& operand, std::string_view text) {
        operand.body += text;
        operand.lastWasSet = false;
        operand.empty = false;
    }

    Result<void> classEscape(Operand& operand) {
        if (m_at + 1 >= m_pattern.size())
            return unsupported("it ends with a backslash");
        const char c = m_pattern[m_at + 1];
        if (c == 'p' || c == 'P') {
            bool negated = false;
            const std::string name = propertyName(negated);
            const auto body = propertyClass(name);
            if (!body)
                return unsupported("a property without a name that is known");
            addSet(operand, *body, negated);
            return {};
        }
        if (const auto unit = codeUnit()) {
            addCharacter(operand, *unit);
            return {};
        }
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (const auto body = escapeClass(lower)) {
            addSet(operand, *body, lower != c);
            m_at += 2;
            return {};
        }
        if (c == 'v') {
            addCharacter(operand, R"(\x{b})");
            m_at += 2;
            return {};
        }
        std::size_t after = m_at + 1;
        unicode::next(m_pattern, after);
        addCharacter(operand, std::string_view(m_pattern).substr(m_at, after - m_at));
        m_at = after;
        return {};
    }

    /// A `[:name:]` at the place, or false where there is none.
    Result<bool> posix(Operand& operand) {
        std::string_view text = rest();
        const std::size_t close = text.find(":]");
        if (!text.starts_with("[:") || close == std::string_view::npos || close > 20)
            return false;
        std::string_view name = text.substr(2, close - 2);
        const bool negated = name.starts_with('^');
        if (negated)
            name.remove_prefix(1);
        const auto body = posixClass(name);
        if (!body)
            return unsupported("the class [:" + std::string(name) + ":] is not known");
        addSet(operand, *body, negated);
        m_at += close + 2;
        return true;
    }

    Result<void> hyphen(Operand& operand) {
        const std::string_view text = rest();
        const bool literal = operand.empty || operand.lastWasSet || text.starts_with("-]") || text.starts_with("-&&");
        operand.body += literal ? R"(\-)" : "-";
        operand.lastWasSet = false;
        operand.empty = false;
        ++m_at;
        return {};
    }

    /// The class whose bracket is at the place, as an atom. Moves past it.
    Result<std::string> characterClass(int nesting) {
        if (nesting > kMaxNesting)
            return unsupported("classes inside classes too deep");
        ++m_at;
        const bool negated = rest().starts_with('^');
        m_at += negated ? 1 : 0;
        const std::size_t first = m_at;
        std::vector<Operand> operands(1);
        while (m_at < m_pattern.size()) {
            Operand& operand = operands.back();
            const char c = m_pattern[m_at];
            if (c == ']' && m_at > first) {
                ++m_at;
                return joined(operands, negated);
            }
            if (c == '\\') {
                POSTERN_TRY(classEscape(operand));
            } else if (c == '[') {
                POSTERN_ASSIGN(const bool named, posix(operand));
                if (named)
                    continue;
                POSTERN_ASSIGN(std::string inner, characterClass(nesting + 1));
                // A plain inner class joins the outer one: PCRE2 repeats one class in no memory, but alternatives a step each.
                if (inner.starts_with('[') && inner[1] != '^')
                    operand.body.append(inner, 1, inner.size() - 2);
                else
                    operand.alternatives.push_back(std::move(inner));
                operand.lastWasSet = true;
                operand.empty = false;
            } else if (rest().starts_with("&&")) {
                operands.emplace_back();
                m_at += 2;
            } else if (c == '-') {
                POSTERN_TRY(hyphen(operand));
            } else {
                std::size_t after = m_at;
                unicode::next(m_pattern, after);
                const std::string_view character = std::string_view(m_pattern).substr(m_at, after - m_at);
                if (c == ']' || c == '^')
                    operand.body += '\\';
                addCharacter(operand, character);
                m_at = after;
            }
        }
        return unsupported("a class without an end");
    }

    [[nodiscard]] Result<std::string> joined(const std::vector<Operand>& operands, bool negated) const {
        for (const Operand& operand : operands)
            if (operand.empty)
                return unsupported("an empty class");
        const Operand& first = operands.front();
        if (operands.size() == 1 && first.alternatives.empty())
            return (negated ? "[^" : "[") + first.body + ']';
        std::string atom;
        for (std::size_t i = 1; i < operands.size(); ++i)
            atom += "(?=" + operands[i].atom() + ')';
        atom = "(?:" + atom + first.atom() + ')';
        if (negated)
            atom = "(?:(?!" + atom + ')' + std::string(kAnyCharacter) + ')';
        return atom;
    }

    const std::string& m_pattern;
    const std::string& m_subject;
    std::string m_out;
    std::size_t m_at = 0;
    std::size_t m_atomStart = 0; ///< where in m_out the last atom begins
};

} // namespace

Result<std::string> translatePattern(const std::string& pattern, const std::string& subject) {
    return Translator(pattern, subject).run();
}

} // namespace postern
