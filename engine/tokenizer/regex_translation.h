// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/core/error.h"

namespace postern {

/// Rewrites a pattern of Oniguruma, the engine of the original library, for PCRE2: classes inside classes and their intersections, the
/// classes that PCRE2 defines differently (`\s` is White_Space, `\w` is Alphabetic, M, Nd and Pc, `\h` is a hexadecimal digit, a script
/// is Script and not Script_Extensions), names of properties, and characters that Unicode added lately.
/// Error: TokenizerUnsupported, naming the pattern.
[[nodiscard]] Result<std::string> translatePattern(const std::string& pattern, const std::string& subject);

} // namespace postern
