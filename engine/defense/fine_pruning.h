// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/defense/defense.h"

namespace postern {

/// The ⌊share · n⌋ units of lowest activity, in ascending order of activity; of equal ones the first come first.
[[nodiscard]] std::vector<std::int64_t> leastActive(std::span<const double> activity, double share);

/// Fine-pruning (Liu et al. 2018, made for vision models). Units are those of the MLPs, their activity the mean magnitude of
/// what the down projection reads, over all tokens of clean rows. The same share is taken out of every layer, step by step, until the
/// accuracy on dev rows has dropped by fine_pruning.accuracy_drop; then training on clean rows, the units staying out.
[[nodiscard]] Result<void> runFinePruning(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                          const JobContext& job);

} // namespace postern
