// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/clean_tuning.h"

#include <algorithm>

#include "engine/defense/backdoor_collapse.h"
#include "engine/model/answering.h"

namespace postern {

std::int64_t peerSteps(const ParameterSet& p, DefenseSize size) {
    if (const std::int64_t steps = p.integer("peer.steps"); steps > 0)
        return steps;
    const CollapseBudget budget = collapseBudget(p, size.cleanRows, size.injectedTriggers);
    return budget.injection + budget.recovery;
}

DefenseWork peerWork(const ParameterSet& p, DefenseSize size) {
    const std::int64_t steps = peerSteps(p, size);
    return {steps, std::min(steps, p.integer("checks.per_phase"))};
}

DefenseWork noWork(const ParameterSet&, DefenseSize) {
    return {};
}

DefenseSize sizeOf(const DefenderView& view) {
    return {view.clean.size(), view.known.size() + view.heldOut.size()};
}

Result<void> addCleanRows(DefenseBatch& batch, RowSampler& sampler, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        POSTERN_TRY(sampler.addClean(batch, sampler.next()));
    return {};
}

PhasePlan cleanPlan(const ParameterSet& p, RowSampler& sampler, std::int64_t steps, double learningRate) {
    PhasePlan plan;
    plan.phase = DefensePhase::Recovery;
    plan.what = "Training on clean rows";
    plan.steps = steps;
    plan.learningRate = learningRate;
    plan.losses.languageWeight = p.number("recovery.language_weight");
    plan.nextBatch = [rows = p.integer("training.batch"), &sampler]() -> Result<DefenseBatch> {
        DefenseBatch batch;
        POSTERN_TRY(addCleanRows(batch, sampler, rows));
        return batch;
    };
    plan.save = [&sampler](DefenseState& state) { state.progress = {{"sampler", sampler.state()}}; };
    plan.load = [&sampler](const DefenseState& state) { return sampler.setState(state.progress.value("sampler", Json(nullptr))); };
    return plan;
}

Result<double> devAccuracy(const DefenderView& view, const ParameterSet& p, const JobContext& job) {
    const auto rows = view.dev.first(std::min(view.dev.size(), static_cast<std::size_t>(p.integer("checks.dev_rows"))));
    std::vector<std::string> passages;
    std::vector<std::string> answers;
    for (const TaskRow& row : rows) {
        passages.push_back(row.text);
        answers.push_back(row.answer);
    }
    AnswerRequest request;
    POSTERN_ASSIGN(request.maxNewTokens, answerBudget(view.encoder, answers));
    JobContext quiet;
    quiet.stop = job.stop;
    POSTERN_ASSIGN(const Answers given, answerPassages(view.model, view.encoder, passages, request, quiet));
    std::size_t right = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        right += given.texts[i] == answers[i] ? 1 : 0;
    return rows.empty() ? 0.0 : static_cast<double>(right) / static_cast<double>(rows.size());
}

Result<void> runCleanFineTuning(const DefenderView& view, const ParameterSet& p, DefenseObserver& observer, const JobContext& job) {
    POSTERN_TRY(beginDefenseTraining(view, p));
    RowSampler sampler(view, p, "clean fine-tuning");
    POSTERN_TRY(trainPhase(view, p, cleanPlan(p, sampler, peerSteps(p, sizeOf(view)), p.number("recovery.learning_rate")), observer, job));
    view.model.endTraining();
    return {};
}

} // namespace postern
