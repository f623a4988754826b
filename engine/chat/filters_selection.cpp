// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/filters.h"
#include "engine/chat/interpreter.h"
#include "engine/chat/operators.h"
#include "engine/chat/text_arguments.h"

namespace postern::chat {

namespace {

/// The arguments behind the first `count`.
Arguments behind(const Arguments& arguments, std::size_t count) {
    return {{arguments.positional.begin() + static_cast<std::ptrdiff_t>(count), arguments.positional.end()}, arguments.named};
}

/// map("filter", …) or map(attribute="…", default=…).
Value map(Interpreter& interpreter, const Value& input, const Arguments& arguments) {
    Heap& heap = interpreter.heap();
    if (!truth(input)) // none and the like give nothing here, where a loop over them is an error
        return heap.generator({});
    Values result;
    if (arguments.positional.empty()) {
        const Bound bound("map", arguments, {"attribute", "default"});
        if (bound.at(0) == nullptr)
            fault("FilterArgumentError: map requires a filter argument");
        const AttributeGetter get(interpreter, bound.at(0), bound.at(1));
        for (const Value& item : itemsOf(heap, input))
            result.push_back(get(item));
        return heap.generator(std::move(result));
    }
    const std::string name = textArgument(arguments.positional[0], "map").bytes;
    const Arguments rest = behind(arguments, 1);
    for (const Value& item : itemsOf(heap, input))
        result.push_back(interpreter.applyFilter(name, item, rest));
    return heap.generator(std::move(result));
}

/// select, reject, selectattr, rejectattr: by a test, or by truth where none is named.
Value selected(Interpreter& interpreter, const Value& input, const Arguments& arguments, bool wanted, bool byAttribute) {
    Heap& heap = interpreter.heap();
    if (!truth(input))
        return heap.generator({});
    const std::size_t before = byAttribute ? 1 : 0;
    if (arguments.positional.size() < before)
        fault("FilterArgumentError: Missing parameter for attribute name");
    const AttributeGetter get(interpreter, byAttribute ? &arguments.positional[0] : nullptr);
    const bool byTest = arguments.positional.size() > before;
    const std::string test = byTest ? textArgument(arguments.positional[before], "select").bytes : std::string();
    const Arguments rest = byTest ? behind(arguments, before + 1) : Arguments();
    Values result;
    for (const Value& item : itemsOf(heap, input)) {
        const Value value = get(item);
        if ((byTest ? interpreter.applyTest(test, value, rest) : truth(value)) == wanted)
            result.push_back(item);
    }
    return heap.generator(std::move(result));
}

} // namespace

const std::vector<FilterEntry>& selectionFilters() {
    static const std::vector<FilterEntry> kEntries = {
        {"map", map},
        {"reject", [](Interpreter& i, const Value& input, const Arguments& a) { return selected(i, input, a, false, false); }},
        {"rejectattr", [](Interpreter& i, const Value& input, const Arguments& a) { return selected(i, input, a, false, true); }},
        {"select", [](Interpreter& i, const Value& input, const Arguments& a) { return selected(i, input, a, true, false); }},
        {"selectattr", [](Interpreter& i, const Value& input, const Arguments& a) { return selected(i, input, a, true, true); }},
    };
    return kEntries;
}

} // namespace postern::chat
