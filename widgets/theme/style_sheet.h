// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "widgets/theme/tokens.h"

namespace postern {

/// The application style sheet, generated from tokens.
///
/// Dynamic properties that widgets may set (before they are shown):
/// QPushButton `role` = "primary" | "danger" | "quiet"; QLabel `role` = "title" | "heading" | "caption" | "muted" |
/// "figure" | "overline"; QLabel/QFrame `tone` = "ok" | "warning" | "danger" | "accent"; QFrame `card` = true.
[[nodiscard]] QString styleSheetFor(const Tokens& tokens, double textScale);

} // namespace postern
