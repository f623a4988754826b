// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/tests.h"

#include <map>

#include "engine/chat/filters.h"
#include "engine/chat/interpreter.h"
#include "engine/chat/operators.h"
#include "engine/chat/printing.h"
#include "engine/chat/text_arguments.h"

namespace postern::chat {

namespace {

/// A test without arguments.
template <auto code>
bool plain(Interpreter&, const Value& input, const Arguments& arguments) {
    const Bound none("the test", arguments, {});
    return code(input);
}

/// A test that compares with one argument.
template <Operator operation>
bool comparing(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("the test", arguments, {"other"}, 1);
    return compare(interpreter.heap(), operation, input, *bound.at(0));
}

bool isCallable(const Value& value) {
    if (value.undefined() != nullptr)
        return true; // it has __call__, which raises
    const Object* const object = value.object();
    return object != nullptr &&
           (object->type == ObjectType::Function || object->type == ObjectType::Method || object->type == ObjectType::Macro ||
            object->type == ObjectType::Joiner || object->type == ObjectType::Loop);
}

bool isSequence(const Value& value) {
    if (value.text() != nullptr || value.undefined() != nullptr || value.as<Dict>() != nullptr)
        return true;
    const Sequence* const sequence = value.as<Sequence>();
    return sequence != nullptr && sequence->isIndexed();
}

bool isDivisible(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound bound("divisibleby", arguments, {"num"}, 1);
    return equal(interpreter.heap(), arithmetic(interpreter.heap(), Operator::Modulo, input, *bound.at(0)), std::int64_t{0});
}

template <std::int64_t rest>
bool hasRest(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("the test", arguments, {});
    return equal(interpreter.heap(), arithmetic(interpreter.heap(), Operator::Modulo, input, std::int64_t{2}), rest);
}

bool isSame(Interpreter&, const Value& input, const Arguments& arguments) {
    const Bound bound("sameas", arguments, {"other"}, 1);
    const Value& other = *bound.at(0);
    if (input.isNone() || other.isNone())
        return input.isNone() && other.isNone();
    if (input.boolean() != nullptr || other.boolean() != nullptr)
        return input.boolean() != nullptr && other.boolean() != nullptr && *input.boolean() == *other.boolean();
    if (input.object() != nullptr || other.object() != nullptr)
        return input.object() == other.object();
    unsupported("sameas compares only none, booleans and containers here");
}

template <bool upper>
bool hasCase(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    const Bound none("the test", arguments, {});
    const Value text = interpreter.heap().text(toText(interpreter.heap(), input));
    return caseTest(interpreter.heap(), *text.text(), upper);
}

template <bool (*known)(std::string_view)>
bool names(Interpreter&, const Value& input, const Arguments& arguments) {
    const Bound none("the test", arguments, {});
    return input.text() != nullptr && known(input.text()->bytes);
}

const std::map<std::string_view, TestCode>& table() {
    static const std::map<std::string_view, TestCode> kTable = {
        {"boolean", plain<[](const Value& v) { return v.boolean() != nullptr; }>},
        {"callable", plain<isCallable>},
        {"defined", plain<[](const Value& v) { return v.undefined() == nullptr; }>},
        {"divisibleby", isDivisible},
        {"escaped", plain<[](const Value& v) { return v.text() != nullptr && v.text()->markup; }>},
        {"even", hasRest<0>},
        {"false", plain<[](const Value& v) { return v.boolean() != nullptr && !*v.boolean(); }>},
        {"filter", names<isFilterName>},
        {"float", plain<[](const Value& v) { return v.real() != nullptr; }>},
        {"integer", plain<[](const Value& v) { return v.integer() != nullptr; }>},
        {"in", comparing<Operator::In>},
        {"iterable", plain<isIterable>},
        {"lower", hasCase<false>},
        {"mapping", plain<[](const Value& v) { return v.as<Dict>() != nullptr; }>},
        {"none", plain<[](const Value& v) { return v.isNone(); }>},
        {"number", plain<[](const Value& v) { return v.number().has_value(); }>},
        {"odd", hasRest<1>},
        {"sameas", isSame},
        {"sequence", plain<isSequence>},
        {"string", plain<[](const Value& v) { return v.text() != nullptr; }>},
        {"test", names<isTestName>},
        {"true", plain<[](const Value& v) { return v.boolean() != nullptr && *v.boolean(); }>},
        {"undefined", plain<[](const Value& v) { return v.undefined() != nullptr; }>},
        {"upper", hasCase<true>},
        {"==", comparing<Operator::Equal>},
        {"eq", comparing<Operator::Equal>},
        {"equalto", comparing<Operator::Equal>},
        {"!=", comparing<Operator::NotEqual>},
        {"ne", comparing<Operator::NotEqual>},
        {"<", comparing<Operator::Less>},
        {"lt", comparing<Operator::Less>},
        {"lessthan", comparing<Operator::Less>},
        {"<=", comparing<Operator::LessEqual>},
        {"le", comparing<Operator::LessEqual>},
        {">", comparing<Operator::Greater>},
        {"gt", comparing<Operator::Greater>},
        {"greaterthan", comparing<Operator::Greater>},
        {">=", comparing<Operator::GreaterEqual>},
        {"ge", comparing<Operator::GreaterEqual>},
    };
    return kTable;
}

} // namespace

bool isTestName(std::string_view name) {
    return table().contains(name);
}

TestCode findTest(std::string_view name) {
    const auto found = table().find(name);
    return found != table().end() ? found->second : nullptr;
}

} // namespace postern::chat
