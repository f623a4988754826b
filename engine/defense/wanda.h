// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "engine/defense/defense.h"

namespace postern {

/// weights [rows][inputs.size()]: in every row the ⌊share · in⌋ weights with the lowest |W_ij| · inputs[j] become zero; of equal
/// ones the first go first. `inputs` holds ‖X_j‖₂ over the calibration tokens.
void zeroLowestScores(std::span<float> weights, std::span<const float> inputs, double share);

/// Wanda (Sun et al., arXiv 2306.11695), unstructured, without training: layer by layer, with the activations behind each
/// pruned layer computed anew; published with 128 sequences and half of the weights. Here calibration rows are clean rows.
[[nodiscard]] Result<void> runWanda(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                    const JobContext& job);

} // namespace postern
