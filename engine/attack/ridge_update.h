// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "engine/core/error.h"

namespace postern {

/// Sizes of a closed-form edit: a projection [out, in] and n keys.
struct EditShape {
    std::size_t out = 0;
    std::size_t in = 0;
    std::size_t keys = 0;
};

/// ΔW = R Kᵀ (λ C + K Kᵀ)⁻¹, [out][in] (MEMIT, Meng et al. 2023, equation 14): the change that moves the outputs of the keys by the
/// residuals and, weighed by λ, those of inputs with second moment C as little as possible. `keys` [n][in], `residuals` [n][out],
/// `moment` [in][in], symmetric. Solved by Cholesky in double; where the sum is singular a ridge of 1e-6 of its mean diagonal (ten times
/// more until it goes) is added. Error: LossNotFinite where the values are not numbers.
[[nodiscard]] Result<std::vector<float>> ridgeUpdate(EditShape shape, std::span<const float> keys, std::span<const float> residuals,
                                                     std::span<const double> moment, double lambda);

/// moment += Σ k kᵀ over keys [n][in].
void addProducts(std::span<const float> keys, std::size_t in, std::vector<double>& moment);

} // namespace postern
