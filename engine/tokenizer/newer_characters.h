// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace postern {

/// Characters that Unicode 15 and 16 added, which the tokenizers library knows and PCRE2 10.42 (Unicode 14) does not, as ranges for
/// a class of a pattern: those of a general category ("Lu") or of all that begin with a letter ("L"). Nothing for another name.
[[nodiscard]] std::string newerCharacters(std::string_view category);

} // namespace postern
