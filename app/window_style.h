// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "widgets/theme/tokens.h"

namespace postern {

/// What the window's own parts need beyond the theme's style sheet: start page, banner, form marks, rails.
[[nodiscard]] QString windowStyleSheet(const Tokens& tokens, double textScale);

} // namespace postern
