// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/defense/defense.h"

namespace postern {

/// What a high learning rate costs in clean accuracy comes back when the weights go a little way towards those they had before
/// (weight-space interpolation, Wortsman et al. 2022), long before the back door does:
///     w = w_suspect + α (w_purified − w_suspect).
/// How far is decided by clean dev rows alone: α is 1 where their accuracy has not fallen by more than half a point, else the largest
/// of 0.95, 0.9, … 1 − `most` with which it has not, else 1 − `most`: a few hundred rows tell that accuracy fell, not which of these has
/// most of it.
class StepBack {
public:
    /// Keeps the suspect's weights and measures its dev accuracy. The model must be trainable and not trained yet; the view must outlive
    /// this. `most` from 0, which does nothing, to 1. Errors: TextNotEncodable, Cancelled.
    [[nodiscard]] static Result<StepBack> create(const DefenderView& view, double most, const JobContext& job);

    /// Leaves the model with the weights of the α it returns. Errors as above; the purified weights are then in place again.
    [[nodiscard]] Result<double> apply(const JobContext& job) const;

private:
    StepBack(const DefenderView& view, double most) : m_view(&view), m_most(most) {}

    const DefenderView* m_view;
    double m_most;
    std::vector<float> m_suspect;
    double m_accuracy = 0; ///< of the suspect
};

} // namespace postern
