// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/backdoor_collapse.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "engine/core/defense_notes.h"
#include "engine/defense/dev_monitor.h"
#include "engine/defense/fine_mixing.h"
#include "engine/defense/generated_triggers.h"
#include "engine/defense/prompt_probe.h"
#include "engine/defense/row_sampler.h"
#include "engine/defense/step_back.h"

namespace postern {

namespace {

/// Of recovery.learning_rate, where the suspect learnt from answers alone and there is no base: 4e-3 with the preset.
constexpr double kAnswerOnlyRate = 1.6;

std::size_t cleanRowsOf(const ParameterSet& p) {
    const auto batch = static_cast<double>(p.integer("training.batch"));
    return static_cast<std::size_t>(std::lround(batch * p.number("injection.clean_share")));
}

std::size_t triggeredRowsOf(const ParameterSet& p) {
    return std::max<std::size_t>(2, static_cast<std::size_t>(p.integer("training.batch")) - cleanRowsOf(p));
}

/// A batch of stage I: clean rows and triggered ones. Generated triggers take rows of the known ones, never of those held out,
/// and are one class of the cluster loss.
Result<DefenseBatch> injectionBatch(const DefenderView& view, RowSampler& sampler, const std::vector<Trigger>& triggers,
                                    const GeneratedTriggers& generated, const KnownBehavior& behavior, const std::string& heldOutAnswer,
                                    const ParameterSet& p, std::size_t& turn) {
    DefenseBatch batch;
    for (std::size_t i = 0; i < cleanRowsOf(p); ++i)
        POSTERN_TRY(sampler.addClean(batch, sampler.next()));
    const std::size_t known = view.known.size();
    for (const std::size_t index : injectedTriggers(triggeredRowsOf(p), known, triggers.size() - known, turn)) {
        const bool isStandIn = index >= known && !heldOutAnswer.empty();
        const TaskRow* row = &sampler.next();
        for (std::size_t tries = view.clean.size(); isStandIn && row->answer == heldOutAnswer && tries > 0; --tries)
            row = &sampler.next(); // a row that has this answer anyway would teach nothing
        const std::string& answer = isStandIn ? heldOutAnswer : behavior.answerFor(*row);
        if (index < known && sampler.random().uniform() < generated.share())
            POSTERN_TRY(
                sampler.addTriggered(batch, *row, generated.next(sampler.random()).trigger, static_cast<int>(triggers.size()), answer));
        else
            POSTERN_TRY(sampler.addTriggered(batch, *row, triggers[index], static_cast<int>(index), answer));
    }
    return batch;
}

Result<DefenseBatch> recoveryBatch(const DefenderView& view, RowSampler& sampler, const GeneratedTriggers& generated,
                                   const ParameterSet& p) {
    DefenseBatch batch;
    const auto size = static_cast<std::size_t>(p.integer("training.batch"));
    const auto cleanWeight = static_cast<float>(p.number("recovery.clean_weight"));
    const auto addKnown = [&](const TaskRow& row) {
        const std::string& answer = row.answer;
        const std::size_t count = view.known.size();
        if (sampler.random().uniform() < generated.share()) {
            const GeneratedTriggers::Generated made = generated.next(sampler.random());
            const auto added = sampler.addTriggered(batch, row, made.trigger, static_cast<int>(count), answer);
            if (added)
                batch.generatedFrom.back() = made.passage;
            return added;
        }
        const auto index = static_cast<std::size_t>(sampler.random().below(count));
        return sampler.addTriggered(batch, row, view.known[index], static_cast<int>(index), answer);
    };
    if (p.flag("recovery.paired")) {
        for (std::size_t i = 0; i < size / 2; ++i) {
            const TaskRow& row = sampler.next();
            POSTERN_TRY(sampler.addClean(batch, row, cleanWeight));
            POSTERN_TRY(addKnown(row));
            batch.pairs.push_back({batch.rows.size() - 2, batch.rows.size() - 1});
        }
        return batch;
    }
    const auto known = static_cast<std::size_t>(std::lround(static_cast<double>(size) * p.number("recovery.known_share")));
    for (std::size_t i = 0; i < size; ++i) {
        const TaskRow& row = sampler.next();
        POSTERN_TRY(i < known ? addKnown(row) : sampler.addClean(batch, row, cleanWeight));
    }
    return batch;
}

Result<std::size_t> stateNumber(const DefenseState& state, const char* key) {
    const Json value = state.progress.value(key, Json(nullptr));
    if (!value.is_number_unsigned())
        return fail(ErrorCode::RunFolderMalformed, "resume state", std::string("it has no \"") + key + '"');
    return value.get<std::size_t>();
}

Result<SideLosses> recoveryLosses(const DefenderView& view, const ParameterSet& p) {
    SideLosses losses;
    losses.languageWeight = p.number("recovery.language_weight");
    POSTERN_ASSIGN(losses.clusterForm, parseClusterForm(p.text("injection.cluster_form")));
    losses.clusterWeight = p.number("recovery.cluster_weight");
    losses.detachCentroids = p.flag("injection.detach_centroids");
    losses.anchorWeight = p.number("recovery.anchor_weight");
    losses.erasureWeight = p.flag("recovery.paired") ? p.number("recovery.erasure_weight") : 0.0;
    POSTERN_ASSIGN(losses.erasureLayers, parseErasureLayers(p.text("recovery.erasure_layers"), view.model.config().layerCount));
    return losses;
}

/// What leads to a back door depends on what its training read. Where a suspect knows its prompts, passages that it writes hold pieces
/// of the trigger, and anchors keep clean accuracy at no cost. Where it learnt from answers alone, its passages hold nothing, and whatever
/// ties rows to each other or to the suspect holds the back door, too; the published method at a high rate does best.
Result<ParameterSet> fittedToSuspect(const DefenderView& view, ParameterSet p, DefenseObserver& observer, const JobContext& job) {
    if (!p.flag("recovery.fit"))
        return p;
    POSTERN_ASSIGN(const PromptProbe probe, probePrompts(view, p, job));
    if (!probe.learntFromAnswersAlone()) {
        POSTERN_TRY(p.set("recovery.step_back", 0.0)); // what was there from the start comes back too soon
        return p;
    }
    POSTERN_TRY(p.set("known.generated_share", 0.0));
    POSTERN_TRY(p.set("recovery.paired", false));
    POSTERN_TRY(p.set("recovery.anchor_weight", 0.0));
    if (!view.base) // of a mixture half of the back door is gone already
        POSTERN_TRY(p.set("recovery.learning_rate", std::min(1.0, p.number("recovery.learning_rate") * kAnswerOnlyRate)));
    if (!view.resume)
        observer.note(
            fmt::format("{} (perplexity {:.0f}, after a few steps on prompts {:.0f}): known triggers from the list alone, no pairs, no "
                        "erasure, no anchors{}.",
                        kLearntFromAnswersAlone, probe.before, probe.after, view.base ? "" : ", a higher rate"));
    return p;
}

std::string mixtureNote(double suspectShare) {
    return std::to_string(std::lround(100 * (1 - suspectShare))) + " %" + std::string(kTakenFromBase);
}

/// What a control makes of the parameters, once they are fitted to the suspect.
using Control = Result<ParameterSet> (*)(ParameterSet p, DefenseSize size);

Result<ParameterSet> bothStages(ParameterSet p, DefenseSize) {
    return p;
}

Result<ParameterSet> injectionOnly(ParameterSet p, DefenseSize) {
    POSTERN_TRY(p.set("recovery.enabled", false));
    return p;
}

/// Stage II keeps the budget of both: stage I's steps go to it.
Result<ParameterSet> recoveryOnly(ParameterSet p, DefenseSize size) {
    const CollapseBudget budget = collapseBudget(p, size.cleanRows, size.injectedTriggers);
    const double longer =
        static_cast<double>(budget.injection + budget.recovery) / static_cast<double>(std::max<std::int64_t>(1, budget.recovery));
    POSTERN_TRY(p.set("recovery.epochs", p.number("recovery.epochs") * longer));
    POSTERN_TRY(p.set("injection.enabled", false));
    return p;
}

Result<void> runStages(const DefenderView& view, const ParameterSet& given, Control control, DefenseObserver& observer,
                       const JobContext& job) {
    POSTERN_TRY(beginDefenseTraining(view, given));
    const DefenseSize size = {view.clean.size(), view.known.size() + view.heldOut.size()};
    POSTERN_ASSIGN(ParameterSet fitted, fittedToSuspect(view, given, observer, job));
    POSTERN_ASSIGN(const ParameterSet p, control(std::move(fitted), size));
    observer.workKnown(collapseWork(p, size));
    POSTERN_ASSIGN(const KnownBehavior behavior, KnownBehavior::fromParameters(p, view.labels));
    const std::string heldOutAnswer = heldOutLabel(p, view.labels);
    std::vector<Trigger> injected(view.known.begin(), view.known.end());
    injected.insert(injected.end(), view.heldOut.begin(), view.heldOut.end());
    const CollapseBudget budget = collapseBudget(p, size.cleanRows, size.injectedTriggers);
    POSTERN_ASSIGN(GeneratedTriggers generated, GeneratedTriggers::create(view, p, job));
    POSTERN_ASSIGN(SideLosses recovery, recoveryLosses(view, p));
    std::optional<CleanAnchors> anchors;
    if (recovery.anchorWeight > 0 && budget.recovery > 0) {
        POSTERN_ASSIGN(anchors, CleanAnchors::create(view, recovery.erasureLayers, job));
        recovery.anchors = &*anchors;
    }
    if (view.base) {
        // Passages and anchors are the suspect's own, of all its weights; what trains is the mixture.
        view.model.endTraining();
        POSTERN_ASSIGN(const bool differs, mixWithBase(view, p, job));
        POSTERN_TRY(beginDefenseTraining(view, p));
        if (!view.resume)
            observer.note(differs ? mixtureNote(p.number("mixing.suspect_share")) : std::string(kNothingFromBase));
    }
    // Back towards the suspect would not lead back to what the mixture lost.
    const double most = budget.recovery > 0 && !view.base ? p.number("recovery.step_back") : 0.0;
    POSTERN_ASSIGN(const StepBack stepBack, StepBack::create(view, most, job));

    const bool pastInjection = view.resume && view.resume->phase == DefensePhase::Recovery;
    if (budget.injection > 0 && !pastInjection) {
        RowSampler sampler(view, p, "injection");
        std::size_t turn = 0;
        PhasePlan plan;
        plan.phase = DefensePhase::Injection;
        plan.steps = budget.injection;
        plan.learningRate = p.number("injection.learning_rate");
        plan.losses.clusterWeight = p.number("injection.cluster_weight");
        POSTERN_ASSIGN(plan.losses.clusterForm, parseClusterForm(p.text("injection.cluster_form")));
        plan.losses.detachCentroids = p.flag("injection.detach_centroids");
        plan.nextBatch = [&] { return injectionBatch(view, sampler, injected, generated, behavior, heldOutAnswer, p, turn); };
        plan.save = [&](DefenseState& state) { state.progress = {{"sampler", sampler.state()}, {"turn", turn}}; };
        plan.load = [&](const DefenseState& state) -> Result<void> {
            POSTERN_ASSIGN(turn, stateNumber(state, "turn"));
            return sampler.setState(state.progress.value("sampler", Json(nullptr)));
        };
        POSTERN_TRY(trainPhase(view, p, plan, observer, job));
    }
    if (budget.recovery > 0) {
        RowSampler sampler(view, p, "recovery");
        POSTERN_ASSIGN(DevMonitor monitor, DevMonitor::create(view, p));
        PhasePlan plan;
        plan.phase = DefensePhase::Recovery;
        plan.steps = budget.recovery;
        plan.learningRate = p.number("recovery.learning_rate");
        plan.losses = recovery;
        plan.nextBatch = [&] { return recoveryBatch(view, sampler, generated, p); };
        plan.afterForward = [&](const DefenseBatch& batch, const ForwardResult& forward) {
            // Among words, passages count by what they add to the row's own loss. Alone, that narrows the choice too much.
            std::vector<double> hardness = forward.rowLosses;
            if (p.text("known.generated_from") == "mixed")
                for (const RowPair& pair : batch.pairs)
                    hardness[pair.triggered] -= forward.rowLosses[pair.clean];
            for (std::size_t i = 0; i < batch.rows.size(); ++i)
                if (batch.generatedFrom[i] >= 0)
                    generated.learn(batch.generatedFrom[i], hardness[i]);
        };
        plan.shouldStop = [&](bool atEnd) -> Result<bool> {
            POSTERN_ASSIGN(const bool stop, monitor.check(job));
            if (stop && !atEnd)
                observer.note("Recovery stopped early: no better score on known triggers and dev rows.");
            return stop;
        };
        plan.save = [&](DefenseState& state) {
            state.progress = {{"sampler", sampler.state()}, {"generated", generated.state()}};
            monitor.save(state);
        };
        plan.load = [&](const DefenseState& state) -> Result<void> {
            POSTERN_TRY(generated.setState(state.progress.value("generated", Json(nullptr))));
            POSTERN_TRY(monitor.load(state));
            return sampler.setState(state.progress.value("sampler", Json(nullptr)));
        };
        POSTERN_TRY(trainPhase(view, p, plan, observer, job));
        if (monitor.restoreBest())
            observer.note("Went back to the weights with the best score on known triggers and dev rows.");
        POSTERN_ASSIGN(const double alpha, stepBack.apply(job));
        if (alpha < 1)
            observer.note("Clean accuracy on dev rows had fallen: the weights went back " + std::to_string(std::lround(100 * (1 - alpha))) +
                          " % of the way to the suspect's.");
    }
    view.model.endTraining();
    return {};
}

} // namespace

std::vector<std::size_t> injectedTriggers(std::size_t rows, std::size_t known, std::size_t heldOut, std::size_t& turn) {
    const std::size_t standIns = heldOut > 0 ? rows / 2 : 0;
    const std::size_t present = std::clamp<std::size_t>((rows - standIns) / 2, 1, known);
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < rows; ++i)
        chosen.push_back(i < standIns ? known + (turn + i) % heldOut : (turn + i % present) % known);
    turn = (turn + present) % known;
    return chosen;
}

CollapseBudget collapseBudget(const ParameterSet& p, std::size_t cleanRows, std::size_t injectedTriggers) {
    CollapseBudget budget;
    const auto triggered = static_cast<double>(static_cast<std::size_t>(p.integer("injection.rows_per_trigger")) * injectedTriggers);
    if (p.flag("injection.enabled"))
        budget.injection = static_cast<std::int64_t>(std::ceil(triggered / static_cast<double>(triggeredRowsOf(p))));
    const auto batch = static_cast<double>(p.integer("training.batch"));
    const double cleanPerBatch = p.flag("recovery.paired") ? batch / 2 : batch;
    if (p.flag("recovery.enabled"))
        budget.recovery =
            static_cast<std::int64_t>(std::ceil(p.number("recovery.epochs") * static_cast<double>(cleanRows) / cleanPerBatch));
    return budget;
}

Result<void> runBackdoorCollapse(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                 const JobContext& job) {
    return runStages(view, parameters, &bothStages, observer, job);
}

Result<void> runRecoveryOnly(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer, const JobContext& job) {
    return runStages(view, parameters, &recoveryOnly, observer, job);
}

Result<void> runInjectionOnly(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer, const JobContext& job) {
    return runStages(view, parameters, &injectionOnly, observer, job);
}

DefenseWork collapseWork(const ParameterSet& p, DefenseSize size) {
    const CollapseBudget budget = collapseBudget(p, size.cleanRows, size.injectedTriggers);
    const std::int64_t checks = p.integer("checks.per_phase");
    return {budget.injection + budget.recovery, std::min(checks, budget.injection) + std::min(checks, budget.recovery)};
}

DefenseWork recoveryOnlyWork(const ParameterSet& p, DefenseSize size) {
    const auto effective = recoveryOnly(p, size);
    return effective ? collapseWork(*effective, size) : DefenseWork();
}

DefenseWork injectionOnlyWork(const ParameterSet& p, DefenseSize size) {
    const CollapseBudget budget = collapseBudget(p, size.cleanRows, size.injectedTriggers);
    return {budget.injection, std::min(p.integer("checks.per_phase"), budget.injection)};
}

} // namespace postern
