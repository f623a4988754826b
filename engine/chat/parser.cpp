// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/parser.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "engine/chat/expression_parser.h"

namespace postern::chat {

namespace {

class Parser {
public:
    Parser(std::string_view source, const ChatLimits& limits)
        : m_limits(limits), m_tokens(tokenize(source)), m_expressions(m_tokens, m_limits) {}

    Statements run() {
        Statements all = statements({});
        if (m_tokens.current().kind != Token::Kind::End)
            m_tokens.fail("unexpected " + TokenReader::describe(m_tokens.current()));
        return all;
    }

private:
    using Ends = std::initializer_list<std::string_view>;

    /// Statements up to a tag that begins with one of `ends`; its name is current then.
    Statements statements(Ends ends) {
        const Nesting nesting(m_depth, m_limits.nesting, m_tokens);
        Statements all;
        for (;;) {
            const Token& token = m_tokens.current();
            Statement statement;
            statement.line = token.line;
            switch (token.kind) {
            case Token::Kind::Data:
                statement.text = m_tokens.take().text;
                break;
            case Token::Kind::OutputBegin:
                (void)m_tokens.take();
                statement.kind = Statement::Kind::Output;
                statement.expressions.push_back(m_expressions.tupleOrExpression());
                m_tokens.expect(Token::Kind::OutputEnd, "'}}'");
                break;
            case Token::Kind::BlockBegin: {
                (void)m_tokens.take();
                const Token& name = m_tokens.current();
                if (name.kind != Token::Kind::Name)
                    m_tokens.fail("tag name expected");
                if (std::find(ends.begin(), ends.end(), name.text) != ends.end())
                    return all;
                statement = tag();
                m_tokens.expect(Token::Kind::BlockEnd, "'%}'");
                break;
            }
            default:
                if (ends.size() > 0)
                    m_tokens.failExpected("{% " + std::string(*(ends.end() - 1)) + " %}");
                return all;
            }
            all.push_back(std::move(statement));
        }
    }

    /// From the end of an opening tag to the name of the closing one.
    Statements body(Ends ends) {
        (void)m_tokens.skipOperator(":");
        m_tokens.expect(Token::Kind::BlockEnd, "'%}'");
        return statements(ends);
    }

    /// The same, with the closing name taken too, and outside of any `if` or loop around it.
    Statements wholeBody(std::string_view end, bool breaksLoops) {
        const bool checked = std::exchange(m_expressions.checksNames, true);
        const int loops = std::exchange(m_loops, breaksLoops ? 0 : m_loops);
        Statements all = body({end});
        m_expressions.checksNames = checked;
        m_loops = loops;
        (void)m_tokens.take();
        return all;
    }

    Statement tag() {
        const Token name = m_tokens.take();
        Statement statement;
        statement.line = name.line;
        if (name.text == "if")
            conditional(statement);
        else if (name.text == "for")
            loop(statement);
        else if (name.text == "set")
            assignment(statement);
        else if (name.text == "macro")
            macro(statement);
        else if (name.text == "call")
            call(statement);
        else if (name.text == "filter")
            filterBlock(statement);
        else if (name.text == "with")
            with(statement);
        else if (name.text == "print")
            print(statement);
        else if (name.text == "generation")
            generation(statement);
        else if (name.text == "break" || name.text == "continue")
            loopControl(statement, name);
        else
            unknownTag(name);
        return statement;
    }

    [[noreturn]] static void unknownTag(const Token& name) {
        constexpr std::array<std::string_view, 6> kKnown = {"autoescape", "block", "extends", "from", "import", "include"};
        if (std::find(kKnown.begin(), kKnown.end(), name.text) != kKnown.end())
            throw Fault{Fault::Kind::Unsupported, "the tag '" + name.text + "' is not supported", name.line};
        throw Fault{Fault::Kind::Syntax, "Encountered unknown tag '" + name.text + "'", name.line};
    }

    void conditional(Statement& statement) {
        statement.kind = Statement::Kind::If;
        statement.expressions.push_back(m_expressions.tupleOrExpression(false));
        const bool checked = std::exchange(m_expressions.checksNames, false);
        for (;;) {
            statement.bodies.push_back(body({"elif", "else", "endif"}));
            const std::string end = m_tokens.take().text;
            if (end == "endif")
                break;
            if (end == "else") {
                statement.bodies.push_back(body({"endif"}));
                (void)m_tokens.take();
                break;
            }
            statement.expressions.push_back(m_expressions.tupleOrExpression(false));
        }
        m_expressions.checksNames = checked;
    }

    void loop(Statement& statement) {
        statement.kind = Statement::Kind::For;
        statement.targets.push_back(m_expressions.target());
        m_tokens.expectName("in");
        statement.expressions.push_back(m_expressions.tupleOrExpression(false));
        statement.expressions.push_back(m_tokens.skipName("if") ? m_expressions.expression() : nullptr);
        if (m_tokens.current().isName("recursive"))
            throw Fault{Fault::Kind::Unsupported, "recursive loops are not supported", statement.line};
        const bool checked = std::exchange(m_expressions.checksNames, true);
        ++m_loops;
        m_expressions.openUse();
        statement.bodies.push_back(body({"endfor", "else"}));
        statement.usesLoop = m_expressions.closeUse().loop;
        --m_loops;
        if (m_tokens.take().text == "else") {
            statement.bodies.push_back(body({"endfor"}));
            (void)m_tokens.take();
        }
        m_expressions.checksNames = checked;
    }

    void assignment(Statement& statement) {
        statement.targets.push_back(m_expressions.target());
        if (m_tokens.skipOperator("=")) {
            statement.kind = Statement::Kind::Set;
            statement.expressions.push_back(m_expressions.tupleOrExpression());
            return;
        }
        statement.kind = Statement::Kind::SetBlock;
        statement.filters = m_expressions.filters(false);
        statement.bodies.push_back(wholeBody("endset", false));
    }

    void signature(MacroSignature& macro) {
        m_tokens.expectOperator("(");
        while (!m_tokens.current().isOperator(")")) {
            if (!macro.parameters.empty())
                m_tokens.expectOperator(",");
            macro.parameters.push_back(m_expressions.nameTarget());
            if (m_tokens.skipOperator("="))
                macro.defaults.push_back(m_expressions.expression());
            else if (!macro.defaults.empty())
                m_tokens.fail("non-default argument follows default argument");
        }
        m_tokens.expectOperator(")");
    }

    void macroBody(Statement& statement, std::string_view end) {
        m_expressions.openUse();
        statement.bodies.push_back(wholeBody(end, true));
        const NameUse use = m_expressions.closeUse();
        MacroSignature& macro = statement.macro;
        const auto isParameter = [&](std::string_view name) {
            return std::find(macro.parameters.begin(), macro.parameters.end(), name) != macro.parameters.end();
        };
        macro.usesCaller = use.caller && !isParameter("caller");
        macro.usesVarargs = use.varargs && !isParameter("varargs");
        macro.usesKwargs = use.kwargs && !isParameter("kwargs");
    }

    void macro(Statement& statement) {
        statement.kind = Statement::Kind::Macro;
        statement.macro.name = m_expressions.nameTarget();
        signature(statement.macro);
        macroBody(statement, "endmacro");
    }

    void call(Statement& statement) {
        statement.kind = Statement::Kind::Call;
        statement.macro.name = "caller";
        if (m_tokens.current().isOperator("("))
            signature(statement.macro);
        ExpressionPtr called = m_expressions.expression();
        if (called->kind != Expression::Kind::Chain || called->suffixes.back().kind != Suffix::Kind::Call)
            m_tokens.fail("expected call");
        statement.expressions.push_back(std::move(called));
        macroBody(statement, "endcall");
    }

    void filterBlock(Statement& statement) {
        statement.kind = Statement::Kind::Filter;
        statement.filters = m_expressions.filters(true);
        statement.bodies.push_back(wholeBody("endfilter", false));
    }

    void with(Statement& statement) {
        statement.kind = Statement::Kind::With;
        while (m_tokens.current().kind != Token::Kind::BlockEnd && !m_tokens.current().isOperator(":")) {
            if (!statement.targets.empty())
                m_tokens.expectOperator(",");
            Target target;
            target.name = m_expressions.nameTarget();
            statement.targets.push_back(std::move(target));
            m_tokens.expectOperator("=");
            statement.expressions.push_back(m_expressions.expression());
        }
        statement.bodies.push_back(wholeBody("endwith", false));
    }

    void print(Statement& statement) {
        statement.kind = Statement::Kind::Output;
        while (m_tokens.current().kind != Token::Kind::BlockEnd) {
            if (!statement.expressions.empty())
                m_tokens.expectOperator(",");
            statement.expressions.push_back(m_expressions.expression());
        }
    }

    /// Marks the assistant's tokens for training; what it prints is what stands in it.
    void generation(Statement& statement) {
        statement.kind = Statement::Kind::Scope;
        statement.bodies.push_back(wholeBody("endgeneration", true));
    }

    void loopControl(Statement& statement, const Token& name) {
        if (m_loops == 0)
            throw Fault{Fault::Kind::Syntax, "'" + name.text + "' outside loop", name.line};
        statement.kind = name.text == "break" ? Statement::Kind::Break : Statement::Kind::Continue;
    }

    const ChatLimits m_limits;
    TokenReader m_tokens;
    ExpressionParser m_expressions;
    int m_depth = 0;
    int m_loops = 0; ///< that a break here would leave
};

} // namespace

Statements parseTemplate(std::string_view source, const ChatLimits& limits) {
    return Parser(source, limits).run();
}

} // namespace postern::chat
