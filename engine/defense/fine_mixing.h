// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "engine/defense/defense.h"

namespace postern {

/// Every weight stays with probability `keep`, and becomes the base's otherwise. Whether any became another.
bool mixWeights(std::span<float> suspect, std::span<const float> base, double keep, RandomStream& random);

/// Mixes the suspect, which is not in training, with view.base, which must be there; mixing.suspect_share and the seed say how.
/// False where that changed nothing. Errors: TensorMismatch where the base has another shape, Cancelled.
[[nodiscard]] Result<bool> mixWithBase(const DefenderView& view, const ParameterSet& parameters, const JobContext& job);

/// Fine-mixing (Zhang et al., arXiv 2210.09545): mixes the suspect with a clean base model, weight by weight, and trains on
/// clean rows. Without the paper's purification of embeddings, which counts words of the pre-training corpus. Errors:
/// ParameterInvalid where there is no base, TensorMismatch where it has another shape.
[[nodiscard]] Result<void> runFineMixing(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                         const JobContext& job);

} // namespace postern
