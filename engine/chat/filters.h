// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "engine/chat/objects.h"

namespace postern::chat {

using FilterCode = Value (*)(Interpreter&, const Value& input, const Arguments&);

struct FilterEntry {
    std::string_view name;
    FilterCode code; ///< null: a filter of Jinja2 that is refused by name
};

/// Jinja2's filters, with transformers' tojson.
[[nodiscard]] bool isFilterName(std::string_view name);
[[nodiscard]] const FilterEntry* findFilter(std::string_view name);

/// The parts of the table.
[[nodiscard]] const std::vector<FilterEntry>& textFilters();
[[nodiscard]] const std::vector<FilterEntry>& layoutFilters();
[[nodiscard]] const std::vector<FilterEntry>& valueFilters();
[[nodiscard]] const std::vector<FilterEntry>& listFilters();
[[nodiscard]] const std::vector<FilterEntry>& selectionFilters();

/// A function that gets an attribute ("a.b.0", or an index; null for the value itself) of a value.
class AttributeGetter {
public:
    AttributeGetter(Interpreter& interpreter, const Value* attribute, const Value* fallback = nullptr);
    [[nodiscard]] Value operator()(const Value& value) const;

private:
    Interpreter& m_interpreter;
    Values m_parts;
    const Value* m_fallback;
};

/// Text in lower case, anything else as it is: what sorting without regard to case compares.
[[nodiscard]] Value withoutCase(Heap& heap, const Value& value);

} // namespace postern::chat
