// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "engine/chat/objects.h"

namespace postern::chat {

/// The attribute that Python's type of `value` has under `name`: a method, or an undefined value that says so for what the
/// immutable sandbox forbids. Nothing where the type has no such attribute. Throws for one that is known but not carried out.
[[nodiscard]] std::optional<Value> typeAttribute(Heap& heap, const Value& value, std::string_view name);

/// The methods of str.
[[nodiscard]] Method::Code textMethod(std::string_view name);

} // namespace postern::chat
