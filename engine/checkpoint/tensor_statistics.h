// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "engine/checkpoint/weight_source.h"

namespace postern {

/// Statistics of every tensor, in the order of `source.tensors()`. Reads every element once through the mapping, on several
/// threads, and holds no tensor in memory; the numbers do not depend on the number of threads. Tensors whose type is not
/// decoded stay unknown. Errors: Cancelled, HashMismatch where the file changed.
[[nodiscard]] Result<std::vector<TensorStatistics>> computeStatistics(const WeightSource& source, const JobContext& job = {});

/// The same of values in memory.
[[nodiscard]] TensorStatistics statisticsOf(std::span<const float> values);
[[nodiscard]] TensorStatistics statisticsOf(std::span<const double> values);

} // namespace postern
