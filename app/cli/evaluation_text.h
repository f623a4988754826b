// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/run/run_events.h"

namespace postern::cli {

/// An evaluation as lines for a terminal: every rate with its counts and interval.
[[nodiscard]] std::string evaluationText(const Evaluation& evaluation);

} // namespace postern::cli
