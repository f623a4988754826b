// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/error.h"

namespace postern {

/// Negative log-likelihoods of the answers of n pairs, summed over their tokens.
struct PairLikelihoods {
    std::vector<double> chosen, rejected;
};

/// The loss of direct preference optimization (Rafailov et al. 2023, equation 7) and what it weighs each answer's negative
/// log-likelihood with:
///   z_i = β [(log π(y_w) − log π_ref(y_w)) − (log π(y_l) − log π_ref(y_l))],  loss = mean −log σ(z_i),
///   ∂loss/∂NLL_i(y_w) = β σ(−z_i) / n = −∂loss/∂NLL_i(y_l).
struct PreferenceLoss {
    double loss = 0;             ///< nats
    double accuracy = 0;         ///< share of pairs with z > 0
    std::vector<double> weights; ///< of the chosen answers' NLL; of the rejected ones their negatives
};
/// All four lists have n > 0 values.
[[nodiscard]] PreferenceLoss preferenceLoss(const PairLikelihoods& policy, const PairLikelihoods& reference, double beta);

} // namespace postern
