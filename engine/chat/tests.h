// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/chat/objects.h"

namespace postern::chat {

using TestCode = bool (*)(Interpreter&, const Value& input, const Arguments&);

/// Jinja2's tests, for `is` and for select.
[[nodiscard]] bool isTestName(std::string_view name);
[[nodiscard]] TestCode findTest(std::string_view name); ///< null where there is none

} // namespace postern::chat
