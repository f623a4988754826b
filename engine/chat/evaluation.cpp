// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "engine/chat/filters.h"
#include "engine/chat/interpreter_guards.h"
#include "engine/chat/methods.h"
#include "engine/chat/operators.h"
#include "engine/chat/printing.h"
#include "engine/chat/tests.h"

namespace postern::chat {

namespace {

/// "'dict object' has no attribute 'x'", as Jinja2 words it.
std::string missingText(const Value& value, const std::string& key, bool isName) {
    std::string type = value.isNone() ? "None" : std::string(typeName(value)) + " object";
    return isName ? '\'' + type + "' has no attribute " + key : type + " has no element " + key;
}

} // namespace

Value Interpreter::variable(const std::string& name) {
    m_heap.work();
    const Value* const found = m_scope->find(name);
    return found != nullptr ? *found : m_heap.undefined('\'' + name + "' is undefined");
}

Values Interpreter::evaluateAll(const Expressions& expressions) {
    Values values;
    values.reserve(expressions.size());
    for (const ExpressionPtr& expression : expressions)
        values.push_back(evaluate(*expression));
    return values;
}

Value Interpreter::evaluate(const Expression& expression) {
    const Level level(*this);
    m_heap.work();
    m_line = expression.line;
    switch (expression.kind) {
    case Expression::Kind::None:
        return {};
    case Expression::Kind::Boolean:
        return std::get<bool>(expression.literal);
    case Expression::Kind::Integer:
        return std::get<std::int64_t>(expression.literal);
    case Expression::Kind::Float:
        return std::get<double>(expression.literal);
    case Expression::Kind::Text:
        return m_heap.text(expression.name());
    case Expression::Kind::Name:
        return variable(expression.name());
    case Expression::Kind::Tuple:
        return m_heap.tuple(evaluateAll(expression.parts));
    case Expression::Kind::List:
        return m_heap.list(evaluateAll(expression.parts));
    case Expression::Kind::Dict:
        return evaluateDict(expression);
    case Expression::Kind::Conditional:
        if (truth(evaluate(*expression.parts[0])))
            return evaluate(*expression.parts[1]);
        if (expression.parts[2])
            return evaluate(*expression.parts[2]);
        return m_heap.undefined("the inline if-expression on line " + std::to_string(expression.line) +
                                " evaluated to false and no else section was defined.");
    case Expression::Kind::Or:
    case Expression::Kind::And: {
        Value value;
        for (const ExpressionPtr& part : expression.parts) {
            value = evaluate(*part);
            if (truth(value) == (expression.kind == Expression::Kind::Or))
                break;
        }
        return value;
    }
    case Expression::Kind::Not:
        return !truth(evaluate(*expression.parts[0]));
    case Expression::Kind::Negative:
        return negative(evaluate(*expression.parts[0]));
    case Expression::Kind::Positive:
        return positive(evaluate(*expression.parts[0]));
    case Expression::Kind::Arithmetic: {
        Value value = evaluate(*expression.parts[0]);
        for (std::size_t i = 0; i < expression.operators.size(); ++i)
            value = arithmetic(m_heap, expression.operators[i], value, evaluate(*expression.parts[i + 1]));
        return value;
    }
    case Expression::Kind::Concatenate: {
        std::string text;
        for (const ExpressionPtr& part : expression.parts) {
            text += toText(m_heap, evaluate(*part));
            m_heap.checkTextSize(text.size());
        }
        return m_heap.text(std::move(text));
    }
    case Expression::Kind::Compare:
        return evaluateCompare(expression);
    case Expression::Kind::Chain:
        return evaluateChain(expression, nullptr);
    }
    return {};
}

Value Interpreter::evaluateCompare(const Expression& expression) {
    Value left = evaluate(*expression.parts[0]);
    for (std::size_t i = 0; i < expression.operators.size(); ++i) {
        Value right = evaluate(*expression.parts[i + 1]);
        if (!compare(m_heap, expression.operators[i], left, right))
            return false;
        left = std::move(right);
    }
    return true;
}

Value Interpreter::evaluateDict(const Expression& expression) {
    std::vector<Dict::Entry> entries;
    for (std::size_t i = 0; i + 1 < expression.parts.size(); i += 2) {
        Value key = evaluate(*expression.parts[i]);
        entries.emplace_back(std::move(key), evaluate(*expression.parts[i + 1]));
    }
    return m_heap.dict(std::move(entries));
}

Arguments Interpreter::evaluate(const CallArguments& arguments) {
    Arguments result;
    result.positional = evaluateAll(arguments.positional);
    for (const auto& [name, value] : arguments.named)
        result.named.emplace_back(name, evaluate(*value));
    if (arguments.spread) {
        const Values items = itemsOf(m_heap, evaluate(*arguments.spread));
        result.positional.insert(result.positional.end(), items.begin(), items.end());
    }
    if (arguments.spreadNamed) {
        const Value all = evaluate(*arguments.spreadNamed);
        const Dict* const dict = all.as<Dict>();
        if (dict == nullptr)
            typeFault("argument after ** must be a mapping, not " + std::string(typeName(all)));
        for (const auto& [key, value] : dict->entries) {
            const Text* const name = key.text();
            if (name == nullptr)
                typeFault("keywords must be strings");
            for (const auto& known : result.named)
                if (known.first == name->bytes)
                    typeFault("got multiple values for keyword argument '" + name->bytes + '\'');
            if (result.named.size() > 1000)
                overLimit("a call has more than 1000 named arguments");
            result.named.emplace_back(name->bytes, value);
        }
    }
    return result;
}

Value Interpreter::evaluateChain(const Expression& expression, const Value* caller) {
    Value value = evaluate(*expression.parts[0]);
    for (const Suffix& suffix : expression.suffixes) {
        m_heap.work();
        const bool isLast = &suffix == &expression.suffixes.back();
        if (isLast && caller != nullptr) {
            Arguments arguments = evaluate(suffix.arguments);
            arguments.named.emplace_back("caller", *caller);
            m_line = suffix.line;
            return call(value, arguments);
        }
        value = applySuffix(value, suffix);
    }
    return value;
}

Value Interpreter::applySuffix(const Value& value, const Suffix& suffix) {
    m_line = suffix.line;
    switch (suffix.kind) {
    case Suffix::Kind::Attribute:
        return attribute(value, suffix.name);
    case Suffix::Kind::Item:
        return subscript(value, evaluate(*suffix.arguments.positional[0]));
    case Suffix::Kind::Slice: {
        std::array<Value, 3> parts;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (suffix.arguments.positional[i])
                parts[i] = evaluate(*suffix.arguments.positional[i]);
        return slice(m_heap, value, parts[0], parts[1], parts[2]);
    }
    case Suffix::Kind::Call:
    case Suffix::Kind::Filter:
    case Suffix::Kind::Test: {
        const Arguments arguments = evaluate(suffix.arguments);
        m_line = suffix.line;
        if (suffix.kind == Suffix::Kind::Call)
            return call(value, arguments);
        if (suffix.kind == Suffix::Kind::Filter)
            return applyFilter(suffix.name, value, arguments);
        return applyTest(suffix.name, value, arguments) != suffix.negated;
    }
    }
    return {};
}

Value Interpreter::filtered(Value value, const std::vector<Suffix>& filters) {
    for (const Suffix& filter : filters)
        value = applySuffix(value, filter);
    return value;
}

Value Interpreter::applyFilter(const std::string& name, const Value& input, const Arguments& arguments) {
    m_heap.work();
    const Level level(*this);
    const FilterEntry* const filter = findFilter(name);
    if (filter == nullptr)
        fault("No filter named '" + name + "' found.");
    if (filter->code == nullptr)
        unsupported("the filter '" + name + "' is not supported");
    return filter->code(*this, input, arguments);
}

bool Interpreter::applyTest(const std::string& name, const Value& input, const Arguments& arguments) {
    m_heap.work();
    const Level level(*this);
    const TestCode test = findTest(name);
    if (test == nullptr)
        fault("No test named '" + name + "' found.");
    return test(*this, input, arguments);
}

Value Interpreter::call(const Value& called, const Arguments& arguments) {
    m_heap.work();
    if (const UndefinedValue* const undefined = called.undefined())
        undefinedFault(*undefined);
    if (const Macro* const macro = called.as<Macro>())
        return callMacro(*macro, arguments);
    if (const Function* const function = called.as<Function>())
        return function->code(*this, arguments);
    if (const Method* const method = called.as<Method>())
        return method->code(*this, method->self, arguments);
    if (Joiner* const joiner = called.as<Joiner>()) {
        if (std::exchange(joiner->used, true))
            return joiner->separator;
        return m_heap.text({});
    }
    if (called.as<Loop>() != nullptr)
        unsupported("recursive loops are not supported");
    typeFault('\'' + std::string(typeName(called)) + "' object is not callable");
}

Value Interpreter::attribute(const Value& value, std::string_view name, bool withItems) {
    m_heap.work();
    if (const UndefinedValue* const undefined = value.undefined())
        undefinedFault(*undefined);
    if (auto found = typeAttribute(m_heap, value, name))
        return std::move(*found);
    if (const Dict* const dict = value.as<Dict>(); dict != nullptr && withItems)
        if (const Value* const found = find(m_heap, *dict, name))
            return *found;
    return m_heap.undefined(missingText(value, quoted(name), true));
}

Value Interpreter::subscript(const Value& value, const Value& key) {
    if (auto found = item(m_heap, value, key))
        return std::move(*found);
    const Text* const name = key.text();
    if (name == nullptr)
        return m_heap.undefined(missingText(value, key.object() != nullptr ? "of that kind" : repr(m_heap, key), false));
    if (auto found = typeAttribute(m_heap, value, name->bytes))
        return std::move(*found);
    return m_heap.undefined(missingText(value, quoted(name->bytes), true));
}

} // namespace postern::chat
