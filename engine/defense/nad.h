// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "engine/defense/defense.h"
#include "engine/defense/relative_distance.h"

namespace postern {

/// The attention map of one row at one layer, Q = A / ‖A‖₂ with A_t = Σ_c h_tc² (NAD with p = 2). states [token][dim] → [token].
[[nodiscard]] std::vector<float> attentionMap(std::span<const float> states, std::int64_t dim);

/// Mean over the tokens of (Q_t − goal_t)², with its gradient with respect to the states [token][dim].
[[nodiscard]] StateLoss attentionMapLoss(std::span<const float> states, std::int64_t dim, std::span<const float> goal);

/// Neural attention distillation (Li et al., arXiv 2101.05930, made for vision models; β = 1000 as there for the upper groups of
/// layers). The maps are those of hidden states, over the tokens of a row in place of the pixels of an image. The teacher's maps are
/// computed once, so that no second model stands in memory. Learning rates are of AdamW and not the published ones of SGD.
[[nodiscard]] Result<void> runNad(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                  const JobContext& job);
[[nodiscard]] DefenseWork nadWork(const ParameterSet& parameters, DefenseSize size);

} // namespace postern
