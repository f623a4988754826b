// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/filters.h"

#include <map>

#include "engine/chat/interpreter.h"
#include "engine/chat/operators.h"
#include "engine/chat/printing.h"
#include "engine/chat/text.h"

namespace postern::chat {

namespace {

/// Known to Jinja2, of no use in a prompt, or not the same twice.
constexpr std::string_view kRefused[] = {"filesizeformat", "pprint", "random", "urlize", "xmlattr"};

const std::map<std::string_view, FilterEntry>& table() {
    static const std::map<std::string_view, FilterEntry> kTable = [] {
        std::map<std::string_view, FilterEntry> all;
        for (const auto* part : {&textFilters(), &layoutFilters(), &valueFilters(), &listFilters(), &selectionFilters()})
            for (const FilterEntry& entry : *part)
                all.emplace(entry.name, entry);
        for (const std::string_view name : kRefused)
            all.emplace(name, FilterEntry{name, nullptr});
        return all;
    }();
    return kTable;
}

} // namespace

bool isFilterName(std::string_view name) {
    return table().contains(name);
}

const FilterEntry* findFilter(std::string_view name) {
    const auto found = table().find(name);
    return found != table().end() ? &found->second : nullptr;
}

AttributeGetter::AttributeGetter(Interpreter& interpreter, const Value* attribute, const Value* fallback)
    : m_interpreter(interpreter), m_fallback(fallback != nullptr && !fallback->isNone() ? fallback : nullptr) {
    if (attribute == nullptr || attribute->isNone())
        return;
    const Text* const path = attribute->text();
    if (path == nullptr) {
        m_parts.push_back(*attribute);
        return;
    }
    for (std::size_t begin = 0; begin <= path->bytes.size();) {
        const std::size_t end = std::min(path->bytes.find('.', begin), path->bytes.size());
        const std::string part = path->bytes.substr(begin, end - begin);
        const bool isIndex = !part.empty() && part.size() < 10 && part.find_first_not_of("0123456789") == std::string::npos;
        m_parts.push_back(isIndex ? Value(static_cast<std::int64_t>(std::stol(part))) : interpreter.heap().text(part));
        begin = end + 1;
    }
}

Value AttributeGetter::operator()(const Value& value) const {
    Value current = value;
    for (const Value& part : m_parts) {
        current = m_interpreter.subscript(current, part);
        if (m_fallback != nullptr && current.undefined() != nullptr)
            current = *m_fallback;
    }
    return current;
}

Value withoutCase(Heap& heap, const Value& value) {
    const Text* const text = value.text();
    return text != nullptr ? heap.text(lowerCase(text->bytes)) : value;
}

} // namespace postern::chat
