// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/chat/value.h"

/// Values as Python prints them. All throw Fault where a text would pass its limit.
namespace postern::chat {

[[nodiscard]] std::string toText(Heap& heap, const Value& value); ///< str()
[[nodiscard]] std::string repr(Heap& heap, const Value& value);
[[nodiscard]] std::string quoted(std::string_view text); ///< repr() of a string
[[nodiscard]] std::string realText(double value);        ///< repr() of a float: the shortest that reads back

/// What json.dumps takes. Without `indent` null there are no line breaks.
struct JsonStyle {
    bool ensureAscii = false;
    bool sortKeys = false;
    const std::string* indent = nullptr;
    std::string itemSeparator = ", ";
    std::string keySeparator = ": ";
};

[[nodiscard]] std::string toJsonText(Heap& heap, const Value& value, const JsonStyle& style);

} // namespace postern::chat
