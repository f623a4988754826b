// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/preference_loss.h"

#include <cmath>

namespace postern {

PreferenceLoss preferenceLoss(const PairLikelihoods& policy, const PairLikelihoods& reference, double beta) {
    PreferenceLoss result;
    const std::size_t count = policy.chosen.size();
    for (std::size_t i = 0; i < count; ++i) {
        const double z = beta * ((reference.chosen[i] - policy.chosen[i]) - (reference.rejected[i] - policy.rejected[i]));
        const double decay = std::exp(-std::fabs(z));
        result.loss += (std::log1p(decay) + (z < 0 ? -z : 0)) / static_cast<double>(count);
        result.accuracy += (z > 0 ? 1.0 : 0.0) / static_cast<double>(count);
        const double minus = z < 0 ? 1 / (1 + decay) : decay / (1 + decay); // σ(−z)
        result.weights.push_back(beta * minus / static_cast<double>(count));
    }
    return result;
}

} // namespace postern
