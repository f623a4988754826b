// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/defense/defense.h"

namespace postern {

/// Whether a score over `rows` rows lies below the best one by more than two standard errors of the difference of two shares.
/// The best of a few noisy checks looks better than it is, and weights from the middle of a phase, where the rate is high,
/// keep more of an unknown back door than those at its end: a loss that chance explains is no reason to go back to them.
[[nodiscard]] bool isClearlyWorse(double last, double best, std::size_t rows);

/// Early stopping from what a defender has: the share of known-triggered dev rows that still show the known behaviour,
/// and the accuracy on clean dev rows. The score is accuracy − known rate; the best weights are kept. Where answers are free text, an
/// answer shows the behaviour that begins with it, and the accuracy is the share of the true answers' tokens that the model
/// would pick.
class DevMonitor {
public:
    [[nodiscard]] static Result<DevMonitor> create(const DefenderView& view, const ParameterSet& parameters);

    /// Measures now; true when `patience` checks brought nothing better.
    [[nodiscard]] Result<bool> check(const JobContext& job);
    /// Puts the best weights back if the last ones are clearly worse; returns whether it did.
    bool restoreBest();

    void save(DefenseState& state) const; ///< progress["monitor"] and bestWeights
    /// Error: RunFolderMalformed.
    [[nodiscard]] Result<void> load(const DefenseState& state);

private:
    DevMonitor(const DefenderView& view, KnownBehavior behavior) : m_view(&view), m_behavior(std::move(behavior)) {}

    const DefenderView* m_view;
    KnownBehavior m_behavior;
    std::int64_t m_patience = 0;
    int m_budget = 8;
    std::vector<std::string> m_passages; ///< clean rows first, then the same rows with known triggers
    std::size_t m_rows = 0;              ///< of the view's dev rows
    std::vector<float> m_bestWeights;
    std::optional<double> m_best;
    double m_last = 0;
    std::int64_t m_worse = 0;
};

} // namespace postern
