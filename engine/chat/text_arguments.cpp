// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/text_arguments.h"

#include <algorithm>

#include "engine/chat/objects.h"
#include "engine/chat/operators.h"
#include "engine/chat/text.h"

namespace postern::chat {

Bound::Bound(std::string_view function, const Arguments& arguments, std::initializer_list<std::string_view> parameters,
             std::size_t required)
    : m_values(parameters.size(), nullptr) {
    const std::string name(function);
    if (arguments.positional.size() > parameters.size())
        typeFault(name + "() takes at most " + std::to_string(parameters.size()) + " arguments (" +
                  std::to_string(arguments.positional.size()) + " given)");
    for (std::size_t i = 0; i < arguments.positional.size(); ++i)
        m_values[i] = &arguments.positional[i];
    for (const auto& [key, value] : arguments.named) {
        const auto* const found = std::find(parameters.begin(), parameters.end(), key);
        if (found == parameters.end())
            typeFault(name + "() got an unexpected keyword argument '" + key + '\'');
        const Value*& place = m_values[static_cast<std::size_t>(found - parameters.begin())];
        if (place != nullptr)
            typeFault(name + "() got multiple values for argument '" + key + '\'');
        place = &value;
    }
    for (std::size_t i = 0; i < required; ++i)
        if (m_values[i] == nullptr)
            typeFault(name + "() missing a required argument: '" + std::string(*(parameters.begin() + i)) + '\'');
}

const Text& textArgument(const Value& value, std::string_view function) {
    if (const UndefinedValue* const undefined = value.undefined())
        undefinedFault(*undefined);
    const Text* const text = value.text();
    if (text == nullptr)
        typeFault(std::string(function) + "() argument must be str, not " + std::string(typeName(value)));
    return *text;
}

std::int64_t wholeArgument(const Value* value, std::int64_t fallback, std::string_view function) {
    if (value == nullptr)
        return fallback;
    if (const UndefinedValue* const undefined = value->undefined())
        undefinedFault(*undefined);
    const auto whole = value->wholeNumber();
    if (!whole)
        typeFault(std::string(function) + "(): '" + std::string(typeName(*value)) + "' object cannot be interpreted as an integer");
    return *whole;
}

std::string replaced(Heap& heap, std::string_view text, std::string_view from, std::string_view to, std::int64_t most) {
    heap.searchWork(text.size());
    std::string result;
    const auto add = [&](std::string_view part) {
        heap.checkTextSize(result.size() + part.size());
        result += part;
    };
    std::int64_t done = 0;
    std::size_t at = 0;
    while (most < 0 || done < most) {
        if (from.empty()) { // between all characters, and at both ends
            add(to);
            ++done;
            if (at >= text.size())
                return result;
            const std::size_t begin = at;
            (void)nextCharacter(text, at);
            add(text.substr(begin, at - begin));
            continue;
        }
        const std::size_t found = findForward(text, from, at);
        if (found == kNowhere)
            break;
        add(text.substr(at, found - at));
        add(to);
        at = found + from.size();
        ++done;
    }
    add(text.substr(at));
    return result;
}

std::string surrounded(Heap& heap, std::string_view text, std::int64_t left, std::int64_t right, std::string_view fill) {
    const auto limit = static_cast<std::int64_t>(heap.limits().textBytes);
    if (left > limit || right > limit)
        heap.checkTextSize(heap.limits().textBytes + 1);
    heap.checkTextSize(text.size() + static_cast<std::size_t>(left + right) * fill.size());
    std::string result;
    for (std::int64_t i = 0; i < left; ++i)
        result += fill;
    result += text;
    for (std::int64_t i = 0; i < right; ++i)
        result += fill;
    return result;
}

bool caseTest(Heap& heap, const Text& text, bool upper) {
    heap.work(text.bytes.size());
    bool any = false;
    for (std::size_t at = 0; at < text.bytes.size();) {
        const char32_t character = nextCharacter(text.bytes, at);
        if (upper ? isLowerCase(character) : isUpperCase(character))
            return false;
        any = any || (upper ? isUpperCase(character) : isLowerCase(character));
    }
    return any;
}

} // namespace postern::chat
