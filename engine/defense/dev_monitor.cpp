// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/dev_monitor.h"

#include <algorithm>
#include <cmath>

#include "engine/defense/dev_accuracy.h"
#include "engine/model/answering.h"

namespace postern {

bool isClearlyWorse(double last, double best, std::size_t rows) {
    // The score is a difference of two shares: below a half, one of them may be as uncertain as a share can be.
    const double share = std::clamp((last + best) / 2, 0.5, 1.0);
    return best - last > 2 * std::sqrt(2 * share * (1 - share) / static_cast<double>(rows));
}

Result<DevMonitor> DevMonitor::create(const DefenderView& view, const ParameterSet& parameters) {
    POSTERN_ASSIGN(KnownBehavior behavior, KnownBehavior::fromParameters(parameters, view.labels));
    DevMonitor monitor(view, std::move(behavior));
    monitor.m_patience = parameters.integer("recovery.patience");
    std::vector<std::string> answers = view.labels;
    if (!monitor.m_behavior.fixedAnswer().empty())
        answers.push_back(monitor.m_behavior.fixedAnswer());
    POSTERN_ASSIGN(monitor.m_budget, answerBudget(view.encoder, answers));
    const auto count = std::min(view.dev.size(), static_cast<std::size_t>(parameters.integer("checks.dev_rows")));
    monitor.m_rows = count;
    RandomStream places(static_cast<std::uint64_t>(parameters.integer("seed")), "dev monitor places");
    for (std::size_t i = 0; i < count; ++i) {
        monitor.m_passages.push_back(view.dev[i].text);
    }
    for (std::size_t i = 0; i < count && !view.known.empty(); ++i)
        monitor.m_passages.push_back(insertTrigger(view.dev[i].text, view.known[i % view.known.size()], places));
    return monitor;
}

Result<bool> DevMonitor::check(const JobContext& job) {
    if (m_rows == 0 || m_patience == 0)
        return false;
    AnswerRequest request;
    request.maxNewTokens = m_budget;
    JobContext quiet;
    quiet.stop = job.stop;
    const bool free = m_view->labels.empty();
    const std::size_t count = m_rows;
    // Free answers to clean rows are judged without generating them.
    const std::size_t first = free ? count : 0;
    POSTERN_ASSIGN(const Answers answers,
                   answerPassages(m_view->model, m_view->encoder, std::span(m_passages).subspan(first), request, quiet));
    std::size_t right = 0;
    std::size_t known = 0;
    for (std::size_t i = first; i < m_passages.size(); ++i) {
        const TaskRow& row = m_view->dev[i % count];
        const std::string& answer = answers.texts[i - first];
        if (i < count)
            right += answer == row.answer ? 1 : 0;
        else if (free)
            known += answer.starts_with(m_behavior.answerFor(row)) ? 1 : 0;
        else
            known += answer == m_behavior.answerFor(row) ? 1 : 0;
    }
    double accuracy = static_cast<double>(right) / static_cast<double>(count);
    if (free) {
        POSTERN_ASSIGN(accuracy, devAccuracy(*m_view, count, quiet));
    }
    m_last = accuracy - static_cast<double>(known) / static_cast<double>(count);
    if (!m_best || m_last > *m_best) {
        m_best = m_last;
        m_bestWeights = m_view->model.snapshot();
        m_worse = 0;
        return false;
    }
    return ++m_worse >= m_patience;
}

bool DevMonitor::restoreBest() {
    constexpr double kClearLossOfTokens = 0.02; // free answers are judged by thousands of tokens, for which that is no chance
    if (!m_best || m_bestWeights.empty())
        return false;
    if (m_view->labels.empty() ? m_last >= *m_best - kClearLossOfTokens : !isClearlyWorse(m_last, *m_best, m_rows))
        return false;
    m_view->model.restore(m_bestWeights);
    return true;
}

void DevMonitor::save(DefenseState& state) const {
    state.progress["monitor"] = {{"best", m_best ? Json(*m_best) : Json(nullptr)}, {"last", m_last}, {"worse", m_worse}};
    state.bestWeights = m_bestWeights;
}

Result<void> DevMonitor::load(const DefenseState& state) {
    const Json monitor = state.progress.value("monitor", Json(nullptr));
    if (!monitor.is_object() || !monitor.contains("best") || !monitor.contains("last") || !monitor["last"].is_number() ||
        !monitor.contains("worse") || !monitor["worse"].is_number_integer() ||
        (monitor["best"].is_number() && state.bestWeights.size() != state.training.weights.size()))
        return fail(ErrorCode::RunFolderMalformed, "resume state", "its early stopping is not that of this run");
    m_best = monitor["best"].is_number() ? std::optional(monitor["best"].get<double>()) : std::nullopt;
    m_last = monitor["last"].get<double>();
    m_worse = monitor["worse"].get<std::int64_t>();
    m_bestWeights = state.bestWeights;
    return {};
}

} // namespace postern
