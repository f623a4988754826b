// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// The tree of a template. Chains (a.b.c, a + b - c, a | f | g, elif after elif) are flat lists, so the depth of the tree is
/// the depth of brackets and blocks in the source, which the parser limits.
namespace postern::chat {

struct Expression;
using ExpressionPtr = std::unique_ptr<Expression>;
using Expressions = std::vector<ExpressionPtr>;

struct CallArguments {
    Expressions positional;
    std::vector<std::pair<std::string, ExpressionPtr>> named;
    ExpressionPtr spread;      ///< *list
    ExpressionPtr spreadNamed; ///< **dict
};

enum class Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In,
    NotIn
};

/// What follows a value: .name [item] [a:b:c] (…) | filter is test
struct Suffix {
    enum class Kind { Attribute, Item, Slice, Call, Filter, Test };

    Kind kind = Kind::Attribute;
    int line = 0;
    std::string name;        ///< of an attribute, filter or test
    bool negated = false;    ///< is not
    CallArguments arguments; ///< an item is the first; of a slice the first three, null where left out
};

struct Expression {
    enum class Kind {
        None,
        Boolean,
        Integer,
        Float,
        Text,
        Name,
        Tuple,
        List,
        Dict,
        Conditional,
        Or,
        And,
        Not,
        Negative,
        Positive,
        Arithmetic,
        Concatenate,
        Compare,
        Chain
    };

    Kind kind = Kind::None;
    int line = 0;
    std::variant<std::monostate, bool, std::int64_t, double, std::string> literal; ///< or the name
    Expressions parts;               ///< operands; of a dict key, value, key, value …; of a conditional test, then, else or null
    std::vector<Operator> operators; ///< between the parts
    std::vector<Suffix> suffixes;    ///< of a chain

    [[nodiscard]] const std::string& name() const { return std::get<std::string>(literal); }
};

struct Statement;
using Statements = std::vector<Statement>;

/// Where a value goes: a name, an attribute of a namespace, or several targets.
struct Target {
    std::string name;
    std::string attribute;
    std::vector<Target> parts; ///< not empty: unpack
    bool isTuple = false;
};

struct MacroSignature {
    std::string name;
    std::vector<std::string> parameters;
    Expressions defaults; ///< of the last parameters
    bool usesCaller = false;
    bool usesVarargs = false;
    bool usesKwargs = false;
};

struct Statement {
    enum class Kind { Text, Output, If, For, Set, SetBlock, Macro, Call, Filter, With, Scope, Break, Continue };

    Kind kind = Kind::Text;
    int line = 0;
    std::string text;
    Expressions expressions; ///< outputs; tests of an if; of a for what is looped over and the filter or null; values of a with
    std::vector<Target> targets;
    std::vector<Suffix> filters;    ///< of a filter or set block
    std::vector<Statements> bodies; ///< of an if one a test and perhaps one more; of a for the body and the else
    bool usesLoop = false;
    MacroSignature macro;
};

} // namespace postern::chat
