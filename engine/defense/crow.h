// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "engine/defense/defense.h"

namespace postern {

/// How much consecutive layers' states differ, with gradients.
struct Consistency {
    double value = 0;
    std::vector<LayerStates> gradients; ///< per layer of the input, [token][dim]
};

/// Mean over consecutive pairs of layers and tokens of 1 − cos(h_l, h_{l+1}). states: two or more layers in their order, each
/// [token][dim]. A state of norm zero has cosine 0 and no gradient.
[[nodiscard]] Consistency consistency(std::span<const LayerStates> states, std::int64_t dim);

/// Which layers' states enter: the published code leaves out the embeddings and the final normed state, so 1 to L − 1.
/// Error: ConfigUnsupported where these are fewer than two.
[[nodiscard]] Result<std::vector<int>> consistencyLayers(std::int64_t layerCount);

/// CROW (Min et al., ICML 2025, arXiv 2411.12768): CE on clean rows + 5.5 · C(h(E + ε sign g)) with g = ∂C/∂E and ε = 0.1, learning
/// rate 1e-3. Differences: padding does not exist here, E is what enters the first layer (where a family scales or norms its
/// embeddings, this lies behind it), and gradients are those of the whole batch.
[[nodiscard]] Result<void> runCrow(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                   const JobContext& job);

} // namespace postern
