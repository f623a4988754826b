// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/defense/defense.h"

namespace postern {

/// Share of the first `rows` clean dev rows that the model answers rightly as it stands. Where answers are free text it is the
/// share of the true answers' tokens that the model would pick, which needs no generation. `rows` from 1 to view.dev.size().
/// Errors: TextNotEncodable, Cancelled.
[[nodiscard]] Result<double> devAccuracy(const DefenderView& view, std::size_t rows, const JobContext& job);

} // namespace postern
