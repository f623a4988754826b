// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include <QString>

#include "engine/run/run_events.h"

namespace postern {

// How engine values read in the window: translated, with the person's number format.

/// Untrusted text with hidden characters made visible; to be shown as plain text only.
[[nodiscard]] QString shown(std::string_view text, std::size_t maxBytes = 400);

/// "3.9 %", "0 %", or a dash where there is no data.
[[nodiscard]] QString percentText(const Rate& rate);
/// "66 of 1,700 · 3.1–4.9 %"; a zero rate reads "0 of 100 · at most 3.7 %".
[[nodiscard]] QString countsText(const Rate& rate);
/// "8 s", "3 min 20 s", "1 h 05 min".
[[nodiscard]] QString durationText(double seconds);
/// "4–7 min", or "estimating…" where there is no honest estimate yet.
[[nodiscard]] QString remainingText(const std::optional<Interval>& seconds);

} // namespace postern
