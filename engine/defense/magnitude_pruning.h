// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "engine/defense/defense.h"

namespace postern {

/// Sets the ⌊share · n⌋ values of smallest magnitude to zero; of equal ones the first go first.
void zeroSmallest(std::span<float> values, double share);

/// Unstructured magnitude pruning of every module by itself, without training. The sparsity of 0.35 is that of the baseline in
/// the code of CROW (Min et al., arXiv 2411.12768).
[[nodiscard]] Result<void> runMagnitudePruning(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                               const JobContext& job);

} // namespace postern
