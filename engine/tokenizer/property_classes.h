// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postern {

/// What stands between the brackets of a PCRE2 class for a class of Oniguruma. The ranges are those of positive classes; negation is
/// the caller's.

/// For an escape: s w h d.
[[nodiscard]] std::optional<std::string> escapeClass(char escape);

/// For the name in `\p{…}` (letter case, spaces, hyphens and underscores do not matter): general categories, POSIX names, scripts and
/// what PCRE2 knows by that name. Nothing where the name has characters no property has.
[[nodiscard]] std::optional<std::string> propertyClass(std::string_view name);

/// For the name in `[:…:]`.
[[nodiscard]] std::optional<std::string> posixClass(std::string_view name);

} // namespace postern
