// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/methods.h"

#include <algorithm>
#include <array>

#include "engine/chat/interpreter.h"
#include "engine/chat/operators.h"
#include "engine/chat/printing.h"

namespace postern::chat {

namespace {

template <std::size_t N>
bool isOneOf(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

Value view(Interpreter& interpreter, const Value& self, Sequence::Form form) {
    Values items;
    for (const auto& [key, value] : self.as<Dict>()->entries) {
        if (form == Sequence::Form::Items)
            items.push_back(interpreter.heap().tuple({key, value}));
        else
            items.push_back(form == Sequence::Form::Keys ? key : value);
    }
    return interpreter.heap().sequence(form, std::move(items));
}

Method::Code dictMethod(std::string_view name) {
    if (name == "items")
        return [](Interpreter& interpreter, const Value& self, const Arguments& arguments) {
            const Bound none("items", arguments, {});
            return view(interpreter, self, Sequence::Form::Items);
        };
    if (name == "keys")
        return [](Interpreter& interpreter, const Value& self, const Arguments& arguments) {
            const Bound none("keys", arguments, {});
            return view(interpreter, self, Sequence::Form::Keys);
        };
    if (name == "values")
        return [](Interpreter& interpreter, const Value& self, const Arguments& arguments) {
            const Bound none("values", arguments, {});
            return view(interpreter, self, Sequence::Form::Members);
        };
    if (name == "get")
        return [](Interpreter& interpreter, const Value& self, const Arguments& arguments) {
            const Bound bound("get", arguments, {"key", "default"}, 1);
            const Value* const found = find(interpreter.heap(), *self.as<Dict>(), *bound.at(0));
            return found != nullptr ? *found : bound.at(1) != nullptr ? *bound.at(1) : Value();
        };
    if (name == "copy")
        return [](Interpreter&, const Value& self, const Arguments& arguments) {
            const Bound none("copy", arguments, {});
            return self; // nothing can change it, so it is its own copy
        };
    return nullptr;
}

Method::Code sequenceMethod(std::string_view name, Sequence::Form form) {
    if (form != Sequence::Form::List && form != Sequence::Form::Tuple && form != Sequence::Form::Range)
        return nullptr;
    if (name == "index")
        return [](Interpreter& interpreter, const Value& self, const Arguments& arguments) -> Value {
            const Bound bound("index", arguments, {"value"}, 1);
            const Values& items = self.as<Sequence>()->items;
            for (std::size_t i = 0; i < items.size(); ++i)
                if (equal(interpreter.heap(), items[i], *bound.at(0)))
                    return static_cast<std::int64_t>(i);
            fault("ValueError: " + repr(interpreter.heap(), *bound.at(0)) + " is not in list");
        };
    if (name == "count")
        return [](Interpreter& interpreter, const Value& self, const Arguments& arguments) -> Value {
            const Bound bound("count", arguments, {"value"}, 1);
            const Values& items = self.as<Sequence>()->items;
            return static_cast<std::int64_t>(std::count_if(
                items.begin(), items.end(), [&](const Value& each) { return equal(interpreter.heap(), each, *bound.at(0)); }));
        };
    if (name == "copy" && form == Sequence::Form::List)
        return [](Interpreter&, const Value& self, const Arguments& arguments) {
            const Bound none("copy", arguments, {});
            return self;
        };
    return nullptr;
}

std::optional<Value> loopAttribute(Heap& heap, const Value& value, std::string_view name) {
    Loop& loop = *value.as<Loop>();
    const auto length = [&] { return static_cast<std::int64_t>(loop.length()); };
    if (name == "index0")
        return Value(loop.index0);
    if (name == "index")
        return Value(loop.index0 + 1);
    if (name == "first")
        return Value(loop.index0 == 0);
    if (name == "last")
        return Value(loop.peek() == nullptr);
    if (name == "length")
        return Value(length());
    if (name == "revindex")
        return Value(length() - loop.index0);
    if (name == "revindex0")
        return Value(length() - loop.index0 - 1);
    if (name == "depth")
        return Value(std::int64_t{1});
    if (name == "depth0")
        return Value(std::int64_t{0});
    if (name == "previtem")
        return loop.previous.empty() ? heap.undefined("there is no previous item") : loop.previous.front();
    if (name == "nextitem") {
        const Value* const next = loop.peek();
        return next != nullptr ? *next : heap.undefined("there is no next item");
    }
    if (name == "cycle")
        return Value(heap.make<Method>(value, [](Interpreter&, const Value& self, const Arguments& arguments) {
            if (arguments.positional.empty() || !arguments.named.empty())
                typeFault("no items for cycling given");
            const auto count = static_cast<std::int64_t>(arguments.positional.size());
            return arguments.positional[static_cast<std::size_t>(std::max<std::int64_t>(0, self.as<Loop>()->index0) % count)];
        }));
    if (name == "changed")
        return Value(heap.make<Method>(value, [](Interpreter& interpreter, const Value& self, const Arguments& arguments) -> Value {
            Loop& changing = *self.as<Loop>();
            const Values& now = arguments.positional;
            bool same = std::exchange(changing.changedBefore, true) && now.size() == changing.lastChanged.size();
            for (std::size_t i = 0; same && i < now.size(); ++i)
                same = equal(interpreter.heap(), now[i], changing.lastChanged[i]);
            changing.lastChanged = now;
            return !same;
        }));
    return std::nullopt;
}

std::optional<Value> cyclerAttribute(Heap& heap, const Value& value, std::string_view name) {
    const Cycler& cycler = *value.as<Cycler>();
    if (name == "current")
        return cycler.items[cycler.at];
    if (name == "next")
        return Value(heap.make<Method>(value, [](Interpreter&, const Value& self, const Arguments& arguments) {
            const Bound none("next", arguments, {});
            Cycler& turning = *self.as<Cycler>();
            const Value now = turning.items[turning.at];
            turning.at = (turning.at + 1) % turning.items.size();
            return now;
        }));
    if (name == "reset")
        return Value(heap.make<Method>(value, [](Interpreter&, const Value& self, const Arguments& arguments) {
            const Bound none("reset", arguments, {});
            self.as<Cycler>()->at = 0;
            return Value();
        }));
    return std::nullopt;
}

/// Methods that Python has and a template could ask for, but that nothing here carries out.
bool isKnownUnsupported(const Value& value, std::string_view name) {
    static constexpr std::array<std::string_view, 8> kText = {"encode",      "expandtabs", "format_map", "isidentifier",
                                                              "isprintable", "istitle",    "maketrans",  "translate"};
    static constexpr std::array<std::string_view, 13> kNumber = {"as_integer_ratio", "bit_count", "bit_length", "conjugate", "denominator",
                                                                 "from_bytes",       "fromhex",   "hex",        "imag",      "is_integer",
                                                                 "numerator",        "real",      "to_bytes"};
    static constexpr std::array<std::string_view, 2> kView = {"isdisjoint", "mapping"};
    if (value.text() != nullptr)
        return isOneOf(name, kText);
    if (value.number())
        return isOneOf(name, kNumber);
    const Sequence* const sequence = value.as<Sequence>();
    if (sequence != nullptr && (sequence->form == Sequence::Form::Keys || sequence->form == Sequence::Form::Items))
        return isOneOf(name, kView);
    return value.as<Dict>() != nullptr && name == "fromkeys";
}

bool isForbidden(const Value& value, std::string_view name) {
    static constexpr std::array<std::string_view, 8> kList = {"append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort"};
    static constexpr std::array<std::string_view, 5> kDict = {"clear", "pop", "popitem", "setdefault", "update"};
    static constexpr std::array<std::string_view, 16> kInner = {
        "__class__",  "__init__", "__dict__", "__doc__",     "__module__", "__getattribute__", "__str__", "__repr__",
        "__reduce__", "__hash__", "__len__",  "__getitem__", "__iter__",   "__subclasshook__", "__dir__", "__eq__",
    };
    const Sequence* const sequence = value.as<Sequence>();
    return (sequence != nullptr && sequence->form == Sequence::Form::List && isOneOf(name, kList)) ||
           (value.as<Dict>() != nullptr && isOneOf(name, kDict)) || isOneOf(name, kInner);
}

} // namespace

std::optional<Value> typeAttribute(Heap& heap, const Value& value, std::string_view name) {
    if (isForbidden(value, name))
        return heap.undefined("SecurityError: access to attribute '" + std::string(name) + "' of '" + std::string(typeName(value)) +
                              "' object is unsafe.");
    if (isKnownUnsupported(value, name))
        unsupported("'" + std::string(typeName(value)) + '.' + std::string(name) + "' is not supported");
    Method::Code code = nullptr;
    if (value.text() != nullptr) {
        code = textMethod(name);
    } else if (value.as<Dict>() != nullptr) {
        code = dictMethod(name);
    } else if (const Sequence* const sequence = value.as<Sequence>()) {
        code = sequenceMethod(name, sequence->form);
        if (code == nullptr && sequence->form == Sequence::Form::Range) {
            if (name == "start")
                return Value(sequence->start);
            if (name == "stop")
                return Value(sequence->stop);
            if (name == "step")
                return Value(sequence->stride);
        }
    } else if (const Namespace* const space = value.as<Namespace>()) {
        for (const auto& [known, attribute] : space->attributes)
            if (known == name && !name.starts_with('_'))
                return attribute;
    } else if (value.as<Loop>() != nullptr) {
        return loopAttribute(heap, value, name);
    } else if (value.as<Cycler>() != nullptr) {
        return cyclerAttribute(heap, value, name);
    } else if (const Macro* const macro = value.as<Macro>(); macro != nullptr && name == "name") {
        return heap.text(macro->signature->name);
    }
    if (code == nullptr)
        return std::nullopt;
    return Value(heap.make<Method>(value, code));
}

} // namespace postern::chat
