// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/analysis/rate.h"

namespace postern {

/// NaN of nothing.
[[nodiscard]] double meanOf(const std::vector<double>& values);
/// Of a sample (n − 1); NaN below two values.
[[nodiscard]] double deviationOf(const std::vector<double>& values);
/// Percentile bootstrap (Efron 1979) of a mean: 4,000 resamples from a fixed seed. One value gives itself twice, none [0, 1].
[[nodiscard]] Interval bootstrapMean(const std::vector<double>& values);
/// Pearson's correlation; NaN below three pairs or where one side does not vary.
[[nodiscard]] double pearsonCorrelation(const std::vector<double>& a, const std::vector<double>& b);
/// Ranks from 1, equal values sharing their mean rank.
[[nodiscard]] std::vector<double> ranksOf(const std::vector<double>& values);

} // namespace postern
