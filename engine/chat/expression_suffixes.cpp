// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/expression_parser.h"
#include "engine/chat/filters.h"
#include "engine/chat/tests.h"

namespace postern::chat {

void ExpressionParser::noteUnknown(const char* kind, const std::string& name) {
    if (checksNames && !m_unknown)
        m_unknown = Fault{Fault::Kind::Syntax, std::string("No ") + kind + " named '" + name + '\'', m_tokens.current().line};
}

void ExpressionParser::throwUnknown() {
    if (m_unknown)
        throw *m_unknown;
}

void ExpressionParser::suffixes(ExpressionPtr& base, bool withFilters) {
    // Once a filter or test has come, no attribute may follow without brackets; a call may.
    bool filtered = false;
    for (;;) {
        const Token& token = m_tokens.current();
        Suffix suffix;
        suffix.line = token.line;
        if (!filtered && token.isOperator(".")) {
            suffix = attributeSuffix();
        } else if (!filtered && token.isOperator("[")) {
            suffix = itemSuffix();
        } else if (token.isOperator("(")) {
            suffix.kind = Suffix::Kind::Call;
            suffix.arguments = callArguments();
        } else if (withFilters && token.isOperator("|")) {
            (void)m_tokens.take();
            suffix = filterSuffix();
            filtered = true;
        } else if (withFilters && token.isName("is")) {
            suffix = testSuffix();
            filtered = true;
        } else {
            return;
        }
        if (base->kind != Expression::Kind::Chain) {
            ExpressionPtr chain = make(Expression::Kind::Chain);
            chain->parts.push_back(std::move(base));
            base = std::move(chain);
        }
        base->suffixes.push_back(std::move(suffix));
    }
}

Suffix ExpressionParser::attributeSuffix() {
    Suffix suffix;
    suffix.line = m_tokens.take().line;
    if (m_tokens.current().kind == Token::Kind::Name) {
        suffix.name = m_tokens.take().text;
    } else if (m_tokens.current().kind == Token::Kind::Integer) {
        suffix.kind = Suffix::Kind::Item;
        suffix.arguments.positional.push_back(primary());
    } else {
        m_tokens.failExpected("a name or a number");
    }
    return suffix;
}

Suffix ExpressionParser::itemSuffix() {
    Suffix suffix;
    suffix.kind = Suffix::Kind::Item;
    suffix.line = m_tokens.take().line;
    ExpressionPtr first = subscript(suffix);
    if (first) {
        if (m_tokens.current().isOperator(",")) {
            ExpressionPtr all = make(Expression::Kind::Tuple);
            all->parts.push_back(std::move(first));
            while (m_tokens.skipOperator(",") && !m_tokens.current().isOperator("]"))
                all->parts.push_back(expression());
            first = std::move(all);
        }
        suffix.arguments.positional.push_back(std::move(first));
    }
    m_tokens.expectOperator("]");
    return suffix;
}

/// The item, or null after filling the three parts of a slice into `suffix`.
ExpressionPtr ExpressionParser::subscript(Suffix& suffix) {
    ExpressionPtr first;
    if (!m_tokens.current().isOperator(":")) {
        first = expression();
        if (!m_tokens.current().isOperator(":"))
            return first;
    }
    const auto atEnd = [&] {
        return m_tokens.current().isOperator("]") || m_tokens.current().isOperator(",") || m_tokens.current().isOperator(":");
    };
    m_tokens.expectOperator(":");
    suffix.kind = Suffix::Kind::Slice;
    Expressions& parts = suffix.arguments.positional;
    parts.push_back(std::move(first));
    parts.push_back(atEnd() ? nullptr : expression());
    parts.push_back(m_tokens.skipOperator(":") && !atEnd() ? expression() : nullptr);
    return nullptr;
}

CallArguments ExpressionParser::callArguments() {
    CallArguments arguments;
    m_tokens.expectOperator("(");
    bool any = false;
    while (!m_tokens.current().isOperator(")")) {
        if (any)
            m_tokens.expectOperator(",");
        if (m_tokens.current().isOperator(")"))
            break;
        any = true;
        if (m_tokens.skipOperator("*")) {
            if (arguments.spread || arguments.spreadNamed)
                m_tokens.fail("invalid syntax for function call expression");
            arguments.spread = expression();
        } else if (m_tokens.skipOperator("**")) {
            if (arguments.spreadNamed)
                m_tokens.fail("invalid syntax for function call expression");
            arguments.spreadNamed = expression();
        } else if (m_tokens.current().kind == Token::Kind::Name && m_tokens.following().isOperator("=")) {
            if (arguments.spreadNamed)
                m_tokens.fail("invalid syntax for function call expression");
            std::string parameter = m_tokens.take().text;
            (void)m_tokens.take();
            for (const auto& [known, value] : arguments.named)
                if (known == parameter)
                    m_tokens.fail("the argument '" + parameter + "' is repeated");
            arguments.named.emplace_back(std::move(parameter), expression());
        } else {
            if (arguments.spread || arguments.spreadNamed || !arguments.named.empty())
                m_tokens.fail("invalid syntax for function call expression");
            arguments.positional.push_back(expression());
        }
    }
    m_tokens.expectOperator(")");
    return arguments;
}

std::string ExpressionParser::dottedName() {
    std::string name = m_tokens.expectAnyName();
    while (m_tokens.skipOperator("."))
        name += '.' + m_tokens.expectAnyName();
    return name;
}

Suffix ExpressionParser::filterSuffix() {
    Suffix suffix;
    suffix.kind = Suffix::Kind::Filter;
    suffix.line = m_tokens.current().line;
    suffix.name = dottedName();
    if (!isFilterName(suffix.name))
        noteUnknown("filter", suffix.name);
    if (m_tokens.current().isOperator("("))
        suffix.arguments = callArguments();
    return suffix;
}

std::vector<Suffix> ExpressionParser::filters(bool startsWithName) {
    std::vector<Suffix> all;
    while (startsWithName || m_tokens.skipOperator("|")) {
        startsWithName = false;
        all.push_back(filterSuffix());
        throwUnknown();
    }
    return all;
}

Suffix ExpressionParser::testSuffix() {
    Suffix suffix;
    suffix.kind = Suffix::Kind::Test;
    suffix.line = m_tokens.take().line;
    suffix.negated = m_tokens.skipName("not");
    suffix.name = dottedName();
    if (!isTestName(suffix.name))
        noteUnknown("test", suffix.name);
    const Token& token = m_tokens.current();
    if (token.isOperator("(")) {
        suffix.arguments = callArguments();
        return suffix;
    }
    const bool isArgument = token.kind == Token::Kind::Name || token.kind == Token::Kind::Text || token.kind == Token::Kind::Integer ||
                            token.kind == Token::Kind::Float || token.isOperator("[") || token.isOperator("{");
    if (!isArgument || token.isName("else") || token.isName("or") || token.isName("and"))
        return suffix;
    if (token.isName("is"))
        m_tokens.fail("You cannot chain multiple tests with is");
    ExpressionPtr argument = primary();
    suffixes(argument, false);
    suffix.arguments.positional.push_back(std::move(argument));
    return suffix;
}

} // namespace postern::chat
