// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/chat/chat_limits.h"
#include "engine/chat/syntax.h"
#include "engine/chat/token_reader.h"

namespace postern::chat {

/// Which names that mean something only in places were read: the caller and the rest of the arguments in a macro, `loop`
/// in a loop. One set for each macro and loop that is open.
struct NameUse {
    bool loop = false;
    bool caller = false;
    bool varargs = false;
    bool kwargs = false;
};

/// Jinja2's expression grammar, its precedences included: `~` binds more tightly than `+`, `**` goes from left to right,
/// and a sign more tightly than `**`.
class ExpressionParser {
public:
    ExpressionParser(TokenReader& tokens, const ChatLimits& limits) : m_tokens(tokens), m_limits(limits) {}

    [[nodiscard]] ExpressionPtr expression(bool withConditional = true);
    /// One expression, or several with commas as a tuple.
    [[nodiscard]] ExpressionPtr tupleOrExpression(bool withConditional = true);
    [[nodiscard]] Target target();
    [[nodiscard]] std::string nameTarget();
    /// `| f | g(…)` from its bar on; with `startsWithName` the first comes without a bar.
    [[nodiscard]] std::vector<Suffix> filters(bool startsWithName);

    void openUse() { m_uses.emplace_back(); }
    [[nodiscard]] NameUse closeUse();

    /// Inside an `if` a filter or test that does not exist is an error only when it is reached.
    bool checksNames = true;

private:
    [[nodiscard]] ExpressionPtr make(Expression::Kind kind) const;
    [[nodiscard]] ExpressionPtr disjunction();
    [[nodiscard]] ExpressionPtr conjunction();
    [[nodiscard]] ExpressionPtr negation();
    [[nodiscard]] ExpressionPtr comparison();
    [[nodiscard]] ExpressionPtr sum();
    [[nodiscard]] ExpressionPtr concatenation();
    [[nodiscard]] ExpressionPtr product();
    [[nodiscard]] ExpressionPtr power();
    [[nodiscard]] ExpressionPtr unary(bool withFilters);
    [[nodiscard]] ExpressionPtr primary();
    [[nodiscard]] ExpressionPtr name();
    [[nodiscard]] ExpressionPtr bracketed();
    [[nodiscard]] ExpressionPtr list();
    [[nodiscard]] ExpressionPtr dict();
    /// Appends suffixes to `base`: attributes, items and calls, or filters and tests too.
    void suffixes(ExpressionPtr& base, bool withFilters);
    [[nodiscard]] Suffix attributeSuffix();
    [[nodiscard]] Suffix itemSuffix();
    [[nodiscard]] Suffix filterSuffix();
    [[nodiscard]] Suffix testSuffix();
    [[nodiscard]] ExpressionPtr subscript(Suffix& suffix);
    [[nodiscard]] CallArguments callArguments();
    [[nodiscard]] std::string dottedName();
    void noteUse(std::string_view name);
    void noteUnknown(const char* kind, const std::string& name);
    void throwUnknown();
    [[nodiscard]] Target simpleTarget();

    TokenReader& m_tokens;
    const ChatLimits& m_limits;
    int m_depth = 0;
    std::vector<NameUse> m_uses;
    std::optional<Fault> m_unknown; ///< a filter or test that does not exist, unless a condition turns out to follow
};

} // namespace postern::chat
