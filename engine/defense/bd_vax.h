// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "engine/defense/defense.h"

namespace postern {

/// s = mean_i ‖Δ_i‖₂ · mean over pairs i < m of max(0, cos(Δ_i, Δ_m)): large where all vaccines move a channel, and in one direction.
/// Two or more vectors of one length.
[[nodiscard]] double signatureScore(std::span<const std::vector<float>> deltas);

/// The ⌊share · n⌋ channels of highest score, in ascending order of their index; of equal ones the first.
[[nodiscard]] std::vector<std::size_t> highest(std::span<const double> scores, double share);

/// BD-Vax (Li and Kim, ICLR 2026, arXiv 2603.13461) for models whose weights all train: N back doors of the defender's own, each
/// fine-tuned into the suspect, and matched clean fine-tunings; Δ_i is their difference. An MLP channel is a unit with its rows of
/// gate and up and its column of down. The channels of highest score are drawn anew, 8 % of all, and the model trains on
/// about 200 clean rows; N = 7. Lengths and rates of the trainings are not published in numbers.
[[nodiscard]] Result<void> runBdVax(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                    const JobContext& job);
[[nodiscard]] DefenseWork bdVaxWork(const ParameterSet& parameters, DefenseSize size);

} // namespace postern
