// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/chat/chat_limits.h"
#include "engine/chat/syntax.h"

namespace postern::chat {

/// Parses a template. Throws Fault: Syntax; Unsupported for tags, filters and tests that are known but not carried out;
/// Limit for nesting.
[[nodiscard]] Statements parseTemplate(std::string_view source, const ChatLimits& limits);

} // namespace postern::chat
