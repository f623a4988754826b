// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/expression_parser.h"

#include <optional>
#include <utility>

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
