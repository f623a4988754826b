// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/bench_cell.h"

#include <chrono>

#include "engine/bench/bench_parameters.h"
#include "engine/data/dataset.h"
#include "engine/defense/defense_catalog.h"
#include "engine/run/lab_run.h"
#include "engine/run/runner.h"

namespace postern {

namespace {

namespace fs = std::filesystem;

double secondsSince(std::chrono::steady_clock::time_point began) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

Result<void> copyCheckpoint(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_directories(to, error);
    for (fs::directory_iterator entry(from, error), end; !error && entry != end; entry.increment(error))
        if (entry->is_regular_file(error) && entry->path().filename() != "lab.json")
            fs::copy_file(entry->path(), to / entry->path().filename(), fs::copy_options::overwrite_existing, error);
    if (error)
        return fail(ErrorCode::FileUnreadable, from.string(), error.message());
    return {};
}

Result<BackdoorSecret> planFor(const BenchTask& task, const BenchAttack& attack, const ParameterSet& parameters) {
    AttackRequest request;
    request.attack = attack.attack;
    request.triggers = attack.triggers;
    request.position = attack.position;
    request.rewrites = attack.rewrites;
    request.target = task.target;
    if (!task.behavior.empty()) {
        POSTERN_ASSIGN(request.behavior, parseAttackBehavior(task.behavior));
    }
    POSTERN_ASSIGN(const std::vector<std::string> labels, readTaskLabels(task.data));
    return planAttack(request, labels, parameters);
}

/// Keeps the first and the last evaluation, and passes progress on.
class Follower : public RunObserver {
public:
    explicit Follower(const JobContext& job) : m_job(job) {}
    void onEvent(const RunEvent& event) override {
        if (const auto* evaluation = std::get_if<Evaluation>(&event)) {
            evaluations.push_back(*evaluation);
        }
        if (const auto* progress = std::get_if<StepProgress>(&event))
            m_job.progress(progress->what, progress->done, progress->total);
    }
    std::vector<Evaluation> evaluations;

private:
    const JobContext& m_job;
};

const TriggerMeasurement* measured(const Evaluation& evaluation, RowClass rowClass) {
    for (const TriggerMeasurement& trigger : evaluation.triggers)
        if (trigger.rowClass == rowClass)
            return &trigger;
    return nullptr;
}

/// Of a finished run: the baseline first, the final measurement last.
void fillIn(BenchResult& result, const std::vector<Evaluation>& evaluations) {
    const Evaluation& before = evaluations.front();
    const Evaluation& after = evaluations.back();
    if (const TriggerMeasurement* unknown = measured(before, RowClass::Unknown)) {
        result.attackBefore = unknown->attack;
        result.probabilityBefore = unknown->targetProbability;
    }
    if (const TriggerMeasurement* unknown = measured(after, RowClass::Unknown)) {
        result.attackAfter = unknown->attack;
        result.emptyAfter = unknown->empty;
        result.probabilityAfter = unknown->targetProbability;
    }
    if (const TriggerMeasurement* control = measured(after, RowClass::Control))
        result.controlAfter = control->attack;
    result.floorBefore = before.floor;
    result.floorAfter = after.floor;
    result.cleanBefore = before.cleanAccuracy;
    result.cleanAfter = after.cleanAccuracy;
    if (canStandIn(evaluations))
        result.heldOutAfter = pooled(after.triggers, RowClass::Known, true);
    result.perplexityBefore = before.cleanPerplexity;
    result.perplexityAfter = after.cleanPerplexity;
}

Result<RunSpecification> runFor(const BenchSpecification& specification, const BenchCell& cell, const fs::path& checkpoint,
                                const fs::path& clean, const fs::path& output) {
    const BenchTask& task = benchEntry(specification.tasks, cell.subject.task);
    RunSpecification run;
    run.title = cell.id();
    run.checkpoint = checkpoint;
    run.data = task.data;
    run.output = output;
    if (cell.subject.attack != kCleanAttack)
        run.secret = checkpoint / "secret.json";
    run.preset = "postern";
    POSTERN_ASSIGN(run.parameters, benchRunParameters(specification, task.name, cell.defense));
    const BenchDefense& defense = benchEntry(specification.defenses, cell.defense);
    const DefenseFacts* facts = findDefenseFacts(run.parameters.text("defense"));
    if (defense.base || (facts && facts->base == BaseUse::Required))
        run.base = clean;
    POSTERN_TRY(run.parameters.set("seed", static_cast<std::int64_t>(cell.seed)));
    return run;
}

} // namespace

Result<BenchAttackResult> makeBenchSubject(const BenchSpecification& specification, const BenchSubject& subject, const fs::path& clean,
                                           const fs::path& folder, const JobContext& job) {
    const auto began = std::chrono::steady_clock::now();
    const BenchTask& task = benchEntry(specification.tasks, subject.task);
    const BenchModel& model = benchEntry(specification.models, subject.model);
    LabSpecification lab;
    lab.data = task.data;
    lab.output = folder;
    POSTERN_ASSIGN(lab.parameters, benchLabParameters(specification, subject));
    const LabObserver observer = [&](const LabStep& step) { job.progress("training", step.step, step.totalSteps); };

    BenchAttackResult result;
    result.subject = subject;
    if (subject.attack == kCleanAttack) {
        if (const auto given = model.clean.find(task.name); given != model.clean.end())
            POSTERN_TRY(copyCheckpoint(given->second, folder));
        else
            POSTERN_TRY(trainCheckpoint(lab, observer, job));
        result.seconds = secondsSince(began);
        return result;
    }
    const BenchAttack& attack = benchEntry(specification.attacks, subject.attack);
    lab.base = clean;
    LabReport report;
    if (!attack.checkpoint.empty()) {
        POSTERN_TRY(copyCheckpoint(attack.checkpoint, folder));
        lab.base = folder;
        POSTERN_ASSIGN(report, surviveCheckpoint(lab, observer, job));
    } else {
        POSTERN_ASSIGN(lab.backdoor, planFor(task, attack, lab.parameters));
        POSTERN_ASSIGN(report, runLab(lab, observer, job));
    }
    result.attack = report.undefended.attack;
    result.floor = report.undefended.floor;
    result.clean = report.undefended.cleanAccuracy;
    if (report.survived)
        result.surviving = report.survived->attack;
    result.seconds = secondsSince(began);
    return result;
}

Result<BenchResult> runBenchCell(const BenchSpecification& specification, const BenchCell& cell, const fs::path& checkpoint,
                                 const fs::path& clean, const fs::path& folder, const JobContext& job) {
    const fs::path output = folder / "run";
    std::error_code none;
    const bool goesOn = fs::exists(output / "resume", none);
    if (!goesOn)
        fs::remove_all(output, none);
    POSTERN_ASSIGN(const RunSpecification run, runFor(specification, cell, checkpoint, clean, output));
    const auto began = std::chrono::steady_clock::now();
    Follower follower(job);
    const RunOutcome outcome = goesOn ? resumeRun(output, follower, job.stop) : execute(run, follower, job.stop);
    if (outcome.ending == RunEnding::Cancelled)
        return fail(ErrorCode::Cancelled, {}, {});
    if (outcome.ending == RunEnding::Failed)
        return Failure(outcome.error.value_or(Error{ErrorCode::Internal, cell.id(), "the run failed without saying why", {}, {}}));
    if (follower.evaluations.size() < 2 || follower.evaluations.front().phase != Phase::Baseline ||
        follower.evaluations.back().phase != Phase::Final)
        return fail(ErrorCode::Internal, cell.id(), "the run ended without a measurement");
    BenchResult result;
    result.subject = cell.subject;
    result.defense = cell.defense;
    result.seed = cell.seed;
    fillIn(result, follower.evaluations);
    result.seconds = secondsSince(began);
    return result;
}

} // namespace postern
