// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "engine/defense/defense.h"
#include "engine/defense/relative_distance.h"

namespace postern {

/// Mean over the rows of 1 − cos(e, −e0) = 1 + cos(e, e0), where e is the mean of a row's states. states [token][dim], row by row,
/// `lengths` tokens a row; goals [row][dim] are e0, constants. The gradient is with respect to the states.
[[nodiscard]] StateLoss rotationLoss(std::span<const float> states, std::int64_t dim, std::span<const std::size_t> lengths,
                                     std::span<const float> goals);

/// BackFlush (Rachapudi et al., arXiv 2605.12529): the model learns the known behaviour on auxiliary rows with known triggers and
/// unlearns the same rows, either by climbing their cross-entropy or by turning the mean of their last layer's states into the
/// opposite of what it was after learning. Three epochs each at 1e-4, as published. Losses are those of the answers; the published
/// code trains on all tokens of a row.
[[nodiscard]] Result<void> runBackFlushAscent(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                              const JobContext& job);
[[nodiscard]] Result<void> runBackFlushRotation(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                                const JobContext& job);
[[nodiscard]] DefenseWork backFlushWork(const ParameterSet& parameters, DefenseSize size);

} // namespace postern
