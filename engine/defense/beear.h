// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/defense/defense.h"

namespace postern {

/// The last `count` prompt tokens of each row, the last one first; fewer where a prompt is shorter. Beside each place which of the
/// count it is, 0 for the last token.
struct PromptEnds {
    std::vector<TokenPlace> places;
    std::vector<std::size_t> slotOf;
};
[[nodiscard]] PromptEnds promptEnds(std::span<const TokenRow> rows, std::int64_t count);

/// One step of the search: every value of the perturbation [slot][dim] goes by `step` against the sign of its gradient, which is
/// summed over the places [place][dim] of its slot.
void descendBySign(std::vector<float>& perturbation, std::span<const float> gradient, std::span<const std::size_t> slotOf, std::size_t dim,
                   double step);

/// The layer that beear.layer names; 0 is the one at 9/32 of the depth, at least 1. Error: ParameterInvalid.
[[nodiscard]] Result<int> perturbedLayer(std::int64_t wanted, std::int64_t layerCount);

/// BEEAR (Zeng et al., EMNLP 2024, arXiv 2406.17092). Inner: a universal perturbation of the states that one layer puts out at the
/// last prompt tokens, which lowers the cross-entropy of an unwanted answer. Outer: the true answers under the perturbation, beside
/// clean rows without it, which anchor what the model can do. Layer 9 of 32 and 5 tokens are as published; the search by signs,
/// its lengths and the learning rate are not.
///
/// The defender assumes what kind of answer is unwanted, not which one: every label takes its turn.
[[nodiscard]] Result<void> runBeear(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                    const JobContext& job);

} // namespace postern
