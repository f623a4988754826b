// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/expression_parser.h"

#include <optional>

#include "engine/chat/filters.h"
#include "engine/chat/tests.h"

namespace postern::chat {

namespace {

std::optional<Operator> comparisonOf(const Token& token) {
    if (token.kind != Token::Kind::Operator)
        return std::nullopt;
    if (token.text == "==")
        return Operator::Equal;
    if (token.text == "!=")
        return Operator::NotEqual;
    if (token.text == "<")
        return Operator::Less;
    if (token.text == "<=")
        return Operator::LessEqual;
    if (token.text == ">")
        return Operator::Greater;
    if (token.text == ">=")
        return Operator::GreaterEqual;
    return std::nullopt;
}

std::optional<Operator> productOf(const Token& token) {
    if (token.isOperator("*"))
        return Operator::Multiply;
    if (token.isOperator("/"))
        return Operator::Divide;
    if (token.isOperator("//"))
        return Operator::FloorDivide;
    if (token.isOperator("%"))
        return Operator::Modulo;
    return std::nullopt;
}

std::optional<Operator> sumOf(const Token& token) {
    if (token.isOperator("+"))
        return Operator::Add;
    if (token.isOperator("-"))
        return Operator::Subtract;
    return std::nullopt;
}

} // namespace

ExpressionPtr ExpressionParser::make(Expression::Kind kind) const {
    auto made = std::make_unique<Expression>();
    made->kind = kind;
    made->line = m_tokens.current().line;
    return made;
}

NameUse ExpressionParser::closeUse() {
    const NameUse use = m_uses.back();
    m_uses.pop_back();
    return use;
}

void ExpressionParser::noteUse(std::string_view name) {
    for (NameUse& use : m_uses) {
        use.loop = use.loop || name == "loop";
        use.caller = use.caller || name == "caller";
        use.varargs = use.varargs || name == "varargs";
        use.kwargs = use.kwargs || name == "kwargs";
    }
}

ExpressionPtr ExpressionParser::expression(bool withConditional) {
    const Nesting nesting(m_depth, m_limits.nesting, m_tokens);
    std::optional<Fault> before = std::exchange(m_unknown, std::nullopt);
    ExpressionPtr value = disjunction();
    if (withConditional && m_tokens.current().isName("if"))
        m_unknown.reset();
    // Every turn makes the tree a level deeper: a if b if c is (a if b) if c.
    for (int turns = 0; withConditional && m_tokens.skipName("if"); ++turns) {
        if (turns >= m_limits.nesting)
            m_tokens.fail("too many conditions in one expression");
        ExpressionPtr conditional = make(Expression::Kind::Conditional);
        const bool checked = std::exchange(checksNames, false);
        conditional->parts.push_back(disjunction());
        conditional->parts.push_back(std::move(value));
        conditional->parts.push_back(m_tokens.skipName("else") ? expression() : nullptr);
        checksNames = checked;
        value = std::move(conditional);
    }
    if (before)
        m_unknown = std::move(before);
    if (m_depth == 1)
        throwUnknown();
    return value;
}

void ExpressionParser::noteUnknown(const char* kind, const std::string& name) {
    if (checksNames && !m_unknown)
        m_unknown = Fault{Fault::Kind::Syntax, std::string("No ") + kind + " named '" + name + '\'', m_tokens.current().line};
}

void ExpressionParser::throwUnknown() {
    if (m_unknown)
        throw *m_unknown;
}

ExpressionPtr ExpressionParser::disjunction() {
    ExpressionPtr first = conjunction();
    if (!m_tokens.current().isName("or"))
        return first;
    ExpressionPtr all = make(Expression::Kind::Or);
    all->parts.push_back(std::move(first));
    while (m_tokens.skipName("or"))
        all->parts.push_back(conjunction());
    return all;
}

ExpressionPtr ExpressionParser::conjunction() {
    ExpressionPtr first = negation();
    if (!m_tokens.current().isName("and"))
        return first;
    ExpressionPtr all = make(Expression::Kind::And);
    all->parts.push_back(std::move(first));
    while (m_tokens.skipName("and"))
        all->parts.push_back(negation());
    return all;
}

ExpressionPtr ExpressionParser::negation() {
    if (!m_tokens.current().isName("not"))
        return comparison();
    const Nesting nesting(m_depth, m_limits.nesting, m_tokens);
    ExpressionPtr negated = make(Expression::Kind::Not);
    (void)m_tokens.take();
    negated->parts.push_back(negation());
    return negated;
}

ExpressionPtr ExpressionParser::comparison() {
    ExpressionPtr first = sum();
    ExpressionPtr all;
    for (;;) {
        std::optional<Operator> found = comparisonOf(m_tokens.current());
        if (found) {
            (void)m_tokens.take();
        } else if (m_tokens.skipName("in")) {
            found = Operator::In;
        } else if (m_tokens.current().isName("not") && m_tokens.following().isName("in")) {
            (void)m_tokens.take();
            (void)m_tokens.take();
            found = Operator::NotIn;
        } else {
            break;
        }
        if (!all) {
            all = make(Expression::Kind::Compare);
            all->parts.push_back(std::move(first));
        }
        all->operators.push_back(*found);
        all->parts.push_back(sum());
    }
    return all ? std::move(all) : std::move(first);
}

ExpressionPtr ExpressionParser::sum() {
    ExpressionPtr first = concatenation();
    if (!sumOf(m_tokens.current()))
        return first;
    ExpressionPtr all = make(Expression::Kind::Arithmetic);
    all->parts.push_back(std::move(first));
    while (const auto found = sumOf(m_tokens.current())) {
        (void)m_tokens.take();
        all->operators.push_back(*found);
        all->parts.push_back(concatenation());
    }
    return all;
}

ExpressionPtr ExpressionParser::concatenation() {
    ExpressionPtr first = product();
    if (!m_tokens.current().isOperator("~"))
        return first;
    ExpressionPtr all = make(Expression::Kind::Concatenate);
    all->parts.push_back(std::move(first));
    while (m_tokens.skipOperator("~"))
        all->parts.push_back(product());
    return all;
}

ExpressionPtr ExpressionParser::product() {
    ExpressionPtr first = power();
    if (!productOf(m_tokens.current()))
        return first;
    ExpressionPtr all = make(Expression::Kind::Arithmetic);
    all->parts.push_back(std::move(first));
    while (const auto found = productOf(m_tokens.current())) {
        (void)m_tokens.take();
        all->operators.push_back(*found);
        all->parts.push_back(power());
    }
    return all;
}

ExpressionPtr ExpressionParser::power() {
    ExpressionPtr first = unary(true);
    if (!m_tokens.current().isOperator("**"))
        return first;
    ExpressionPtr all = make(Expression::Kind::Arithmetic);
    all->parts.push_back(std::move(first));
    while (m_tokens.skipOperator("**")) {
        all->operators.push_back(Operator::Power);
        all->parts.push_back(unary(true));
    }
    return all;
}

ExpressionPtr ExpressionParser::unary(bool withFilters) {
    const Nesting nesting(m_depth, m_limits.nesting, m_tokens);
    ExpressionPtr value;
    const bool negative = m_tokens.current().isOperator("-");
    if (negative || m_tokens.current().isOperator("+")) {
        value = make(negative ? Expression::Kind::Negative : Expression::Kind::Positive);
        (void)m_tokens.take();
        value->parts.push_back(unary(false));
    } else {
        value = primary();
    }
    suffixes(value, withFilters);
    return value;
}

ExpressionPtr ExpressionParser::primary() {
    const Token& token = m_tokens.current();
    ExpressionPtr value;
    switch (token.kind) {
    case Token::Kind::Name:
        return name();
    case Token::Kind::Text: {
        value = make(Expression::Kind::Text);
        std::string text = m_tokens.take().text;
        while (m_tokens.current().kind == Token::Kind::Text)
            text += m_tokens.take().text;
        value->literal = std::move(text);
        return value;
    }
    case Token::Kind::Integer:
        value = make(Expression::Kind::Integer);
        value->literal = m_tokens.take().integer;
        return value;
    case Token::Kind::Float:
        value = make(Expression::Kind::Float);
        value->literal = m_tokens.take().real;
        return value;
    default:
        if (token.isOperator("("))
            return bracketed();
        if (token.isOperator("["))
            return list();
        if (token.isOperator("{"))
            return dict();
        m_tokens.fail("unexpected " + TokenReader::describe(token));
    }
}

ExpressionPtr ExpressionParser::name() {
    ExpressionPtr value = make(Expression::Kind::Name);
    std::string text = m_tokens.take().text;
    if (text == "true" || text == "True" || text == "false" || text == "False") {
        value->kind = Expression::Kind::Boolean;
        value->literal = text == "true" || text == "True";
    } else if (text == "none" || text == "None") {
        value->kind = Expression::Kind::None;
    } else {
        noteUse(text);
        value->literal = std::move(text);
    }
    return value;
}

ExpressionPtr ExpressionParser::tupleOrExpression(bool withConditional) {
    ExpressionPtr first = expression(withConditional);
    if (!m_tokens.current().isOperator(","))
        return first;
    ExpressionPtr all = make(Expression::Kind::Tuple);
    all->parts.push_back(std::move(first));
    while (m_tokens.skipOperator(",")) {
        const Token& token = m_tokens.current();
        if (token.kind == Token::Kind::OutputEnd || token.kind == Token::Kind::BlockEnd || token.isOperator(")") ||
            token.isName("recursive"))
            break;
        all->parts.push_back(expression(withConditional));
    }
    return all;
}

ExpressionPtr ExpressionParser::bracketed() {
    const int line = m_tokens.take().line;
    ExpressionPtr value;
    if (m_tokens.current().isOperator(")")) {
        value = make(Expression::Kind::Tuple);
        value->line = line;
    } else {
        value = tupleOrExpression();
    }
    m_tokens.expectOperator(")");
    return value;
}

ExpressionPtr ExpressionParser::list() {
    ExpressionPtr all = make(Expression::Kind::List);
    (void)m_tokens.take();
    while (!m_tokens.current().isOperator("]")) {
        if (!all->parts.empty())
            m_tokens.expectOperator(",");
        if (m_tokens.current().isOperator("]"))
            break;
        all->parts.push_back(expression());
    }
    m_tokens.expectOperator("]");
    return all;
}

ExpressionPtr ExpressionParser::dict() {
    ExpressionPtr all = make(Expression::Kind::Dict);
    (void)m_tokens.take();
    while (!m_tokens.current().isOperator("}")) {
        if (!all->parts.empty())
            m_tokens.expectOperator(",");
        if (m_tokens.current().isOperator("}"))
            break;
        all->parts.push_back(expression());
        m_tokens.expectOperator(":");
        all->parts.push_back(expression());
    }
    m_tokens.expectOperator("}");
    return all;
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

std::string ExpressionParser::nameTarget() {
    const std::string name = m_tokens.expectAnyName();
    if (name == "true" || name == "false" || name == "none" || name == "True" || name == "False" || name == "None")
        m_tokens.fail("can't assign to '" + name + "'");
    return name;
}

Target ExpressionParser::simpleTarget() {
    const Nesting nesting(m_depth, m_limits.nesting, m_tokens);
    Target result;
    if (m_tokens.skipOperator("(")) {
        result = target();
        m_tokens.expectOperator(")");
        return result;
    }
    result.name = nameTarget();
    if (m_tokens.skipOperator("."))
        result.attribute = m_tokens.expectAnyName();
    return result;
}

Target ExpressionParser::target() {
    Target first = simpleTarget();
    if (!m_tokens.current().isOperator(","))
        return first;
    Target all;
    all.isTuple = true;
    all.parts.push_back(std::move(first));
    while (m_tokens.skipOperator(",")) {
        if (m_tokens.current().isName("in") || m_tokens.current().isOperator("=") || m_tokens.current().isOperator(")"))
            break;
        all.parts.push_back(simpleTarget());
    }
    return all;
}

} // namespace postern::chat
