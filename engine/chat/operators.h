// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/chat/syntax.h"
#include "engine/chat/value.h"

/// Python's operators on values. All throw Fault.
namespace postern::chat {

[[nodiscard]] bool truth(const Value& value);
[[nodiscard]] bool equal(Heap& heap, const Value& a, const Value& b);
/// `symbol` is for the message: only `<` is asked for, the others follow from it.
[[nodiscard]] bool less(Heap& heap, const Value& a, const Value& b, std::string_view symbol = "<");
[[nodiscard]] bool contains(Heap& heap, const Value& container, const Value& item);
[[nodiscard]] bool compare(Heap& heap, Operator operation, const Value& a, const Value& b);

[[nodiscard]] Value arithmetic(Heap& heap, Operator operation, const Value& a, const Value& b);
[[nodiscard]] Value negative(const Value& value);
[[nodiscard]] Value positive(const Value& value);

/// `"%s and %d" % value`, a tuple for several.
[[nodiscard]] std::string formatPercent(Heap& heap, const Text& form, const Value& value);
/// "{} {0} {name:>8}".format(…); `named` null for none.
[[nodiscard]] std::string formatBraces(Heap& heap, const Text& form, const Values& positional,
                                       const std::vector<std::pair<std::string, Value>>& named);

/// Throws the undefined value's own message.
[[noreturn]] void undefinedFault(const UndefinedValue& value);

/// Everything an iteration gives, an iterator's rest; characters of a text, keys of a dictionary. Undefined gives nothing.
[[nodiscard]] Values itemsOf(Heap& heap, const Value& value);
/// len(); throws where there is none.
[[nodiscard]] std::size_t lengthOf(const Value& value);
[[nodiscard]] bool isIterable(const Value& value);

/// value[key] and value.name where the attribute is no method: null where there is none.
[[nodiscard]] std::optional<Value> item(Heap& heap, const Value& value, const Value& key);
[[nodiscard]] Value slice(Heap& heap, const Value& value, const Value& start, const Value& stop, const Value& stride);
/// Bytes of `text` from character `begin` to `end`.
[[nodiscard]] std::string_view characters(const Text& text, std::size_t begin, std::size_t end);

} // namespace postern::chat
