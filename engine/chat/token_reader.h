// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/chat/lexer.h"
#include "engine/chat/value.h"

namespace postern::chat {

/// The tokens of a template, one after the other.
class TokenReader {
public:
    explicit TokenReader(std::vector<Token> tokens) : m_tokens(std::move(tokens)) {}

    [[nodiscard]] const Token& current() const { return m_tokens[m_at]; }
    [[nodiscard]] const Token& following() const { return m_tokens[m_at + 1 < m_tokens.size() ? m_at + 1 : m_at]; }
    /// The token that was current; the last one stays.
    Token take() { return m_at + 1 < m_tokens.size() ? std::move(m_tokens[m_at++]) : m_tokens[m_at]; }

    bool skipName(std::string_view name) { return current().isName(name) && skip(); }
    bool skipOperator(std::string_view name) { return current().isOperator(name) && skip(); }

    void expectName(std::string_view name) {
        if (!skipName(name))
            failExpected("'" + std::string(name) + "'");
    }
    void expectOperator(std::string_view name) {
        if (!skipOperator(name))
            failExpected("'" + std::string(name) + "'");
    }
    void expect(Token::Kind kind, std::string_view what) {
        if (current().kind != kind)
            failExpected(std::string(what));
        skip();
    }
    std::string expectAnyName() {
        if (current().kind != Token::Kind::Name)
            failExpected("a name");
        return take().text;
    }

    [[noreturn]] void failExpected(const std::string& what) const { fail("expected " + what + ", got " + describe(current())); }
    [[noreturn]] void fail(std::string message) const { throw Fault{Fault::Kind::Syntax, std::move(message), current().line}; }

    [[nodiscard]] static std::string describe(const Token& token) {
        switch (token.kind) {
        case Token::Kind::End:
            return "the end of the template";
        case Token::Kind::OutputEnd:
            return "'}}'";
        case Token::Kind::BlockEnd:
            return "'%}'";
        case Token::Kind::Name:
        case Token::Kind::Operator:
            return "'" + token.text + "'";
        case Token::Kind::Text:
            return "a string";
        case Token::Kind::Integer:
        case Token::Kind::Float:
            return "a number";
        case Token::Kind::Data:
        case Token::Kind::OutputBegin:
        case Token::Kind::BlockBegin:
            break;
        }
        return "text";
    }

private:
    bool skip() {
        m_at += m_at + 1 < m_tokens.size() ? 1 : 0;
        return true;
    }

    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
};

/// Counts how deep brackets or blocks are; throws at the limit.
class Nesting {
public:
    Nesting(int& depth, int limit, const TokenReader& tokens) : m_depth(depth) {
        if (++m_depth > limit) {
            --m_depth;
            throw Fault{Fault::Kind::Limit, "it is nested deeper than " + std::to_string(limit) + " levels", tokens.current().line};
        }
    }
    ~Nesting() { --m_depth; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

private:
    int& m_depth;
};

} // namespace postern::chat
