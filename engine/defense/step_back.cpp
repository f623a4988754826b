// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/step_back.h"

#include "engine/defense/dev_accuracy.h"

namespace postern {

namespace {

constexpr double kLoss = 0.005; ///< of accuracy that is let pass
constexpr double kStep = 0.05;  ///< of α

std::vector<float> between(const std::vector<float>& from, const std::vector<float>& to, double share) {
    const auto alpha = static_cast<float>(share);
    std::vector<float> weights(from.size());
    for (std::size_t i = 0; i < from.size(); ++i)
        weights[i] = from[i] + alpha * (to[i] - from[i]);
    return weights;
}

} // namespace

Result<StepBack> StepBack::create(const DefenderView& view, double most, const JobContext& job) {
    StepBack made(view, view.dev.empty() ? 0.0 : most);
    if (made.m_most > 0) {
        made.m_suspect = view.model.snapshot();
        POSTERN_ASSIGN(made.m_accuracy, devAccuracy(view, view.dev.size(), job));
    }
    return made;
}

Result<double> StepBack::apply(const JobContext& job) const {
    if (m_most <= 0)
        return 1.0;
    LanguageModel& model = m_view->model;
    const std::vector<float> purified = model.snapshot();
    const auto steps = static_cast<int>(m_most / kStep + 1e-9);
    double alpha = 1;
    for (int i = 0; i <= steps; ++i) {
        alpha = 1 - i * kStep;
        if (i > 0)
            model.restore(between(m_suspect, purified, alpha));
        const Result<double> accuracy = devAccuracy(*m_view, m_view->dev.size(), job);
        if (!accuracy) {
            model.restore(purified);
            return Failure(accuracy.error());
        }
        if (*accuracy >= m_accuracy - kLoss)
            break;
    }
    return alpha;
}

} // namespace postern
