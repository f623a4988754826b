// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/chat/value.h"

/// What filters and methods on text have in common.
namespace postern::chat {

/// The argument as a string or an integer; throws TypeError for another type. `function` is for the message.
[[nodiscard]] const Text& textArgument(const Value& value, std::string_view function);
[[nodiscard]] std::int64_t wholeArgument(const Value* value, std::int64_t fallback, std::string_view function);

/// str.replace, the size checked before anything is built; `most` negative replaces all.
[[nodiscard]] std::string replaced(Heap& heap, std::string_view text, std::string_view from, std::string_view to, std::int64_t most);

/// `fill` that many times on both sides.
[[nodiscard]] std::string surrounded(Heap& heap, std::string_view text, std::int64_t left, std::int64_t right, std::string_view fill);

/// str.isupper or str.islower.
[[nodiscard]] bool caseTest(Heap& heap, const Text& text, bool upper);

} // namespace postern::chat
