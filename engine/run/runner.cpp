// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/runner.h"

#include <algorithm>
#include <chrono>
#include <exception>

#include "engine/core/hash.h"
#include "engine/defense/defense.h"
#include "engine/defense/phase_trainer.h"
#include "engine/run/frame_maker.h"
#include "engine/run/resume_state.h"
#include "engine/run/run_clock.h"
#include "engine/run/run_estimate.h"
#include "engine/run/run_evaluation.h"
#include "engine/run/run_folder.h"
#include "engine/run/run_inputs.h"

namespace postern {

namespace {

double secondsSince(std::chrono::steady_clock::time_point began) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

/// One run from start to end. It alone holds both the secret (in the evaluator) and the defence; the only way from one to
/// the other is the model itself, which the evaluation never changes.
class Run : private DefenseObserver {
public:
    Run(const RunSpecification& specification, RunObserver& observer, RunFolder& folder, ResumeStore& store, const ResumeState* resume,
        std::stop_token stop)
        : m_specification(specification), m_observer(observer), m_folder(folder), m_store(store), m_resume(resume) {
        m_job.stop = std::move(stop);
        m_job.report = [this](const Progress& progress) { report(progress.what, progress.done, progress.total); };
    }

    Result<void> execute() {
        if (!m_resume)
            POSTERN_TRY(startPhase(Phase::Loading));
        const ParameterSet& p = m_specification.parameters;
        setComputeThreads(static_cast<int>(p.integer("threads")));
        POSTERN_ASSIGN(const Precision precision, parsePrecision(p.text("precision")));
        POSTERN_ASSIGN(RunInputs inputs, readRunInputs(m_specification, m_job));
        m_manifest = runManifest(m_specification, inputs, precision);
        if (m_resume)
            POSTERN_TRY(takeUpManifest());
        POSTERN_TRY(m_folder.writeManifest(m_manifest));
        if (!m_resume && computeFacts().slowBlas && precision == Precision::Float32)
            POSTERN_TRY(emit(Note{"No optimized BLAS was found: expect matrix products to be many times slower."}));
        POSTERN_ASSIGN(LanguageModel model, LanguageModel::load(inputs.folder, precision, m_job, LanguageModel::Purpose::Training,
                                                                withAdapter(m_specification, inputs)));
        if (p.flag("adapter.keep"))
            model.keepAdapters();
        m_model = &model;
        const PromptEncoder encoder = makeEncoder(m_specification, inputs);
        POSTERN_ASSIGN(const KnownTriggers triggers, chooseKnownTriggers(p));
        POSTERN_ASSIGN(const Evaluator evaluator, makeEvaluator(p, inputs, encoder, triggers));
        if (!m_resume && inputs.secret && p.text("known.behavior") == "label" && p.text("known.answer") == inputs.secret->target)
            POSTERN_TRY(emit(Note{"The known behaviour equals the attacker's target: capture and attack can not be told apart."}));
        m_evaluator = &evaluator;
        POSTERN_ASSIGN(FrameMaker frames, FrameMaker::create(p, evaluator.frameRows(), model.config().layerCount));
        m_frames = &frames;
        if (m_resume)
            POSTERN_TRY(frames.setState(m_resume->frames));
        else
            POSTERN_TRY(emit(frames.points()));

        const DefenseEntry& defense = *findDefense(p.text("defense"));
        const DefenseWork work = defense.work(p, {inputs.defender.rows.size(), triggers.known.size() + triggers.heldOut.size()});
        workKnown(work);

        if (m_resume) {
            m_step = m_resume->step;
            tellEarlier();
        } else {
            POSTERN_TRY(startPhase(Phase::Baseline));
            const auto began = std::chrono::steady_clock::now();
            POSTERN_TRY(lookAtModel(Phase::Baseline, true));
            m_clock.baselineDone(secondsSince(began));
            if (const std::string note = rateNote(p, model.config().hiddenSize); work.steps > 0 && !note.empty())
                POSTERN_TRY(emit(Note{note}));
        }

        const DefenderView view{model,
                                encoder,
                                inputs.labels,
                                inputs.defender.rows,
                                inputs.dev.rows,
                                triggers.known,
                                triggers.heldOut,
                                m_resume ? &m_resume->defense : nullptr,
                                inputs.base ? &*inputs.base : nullptr};
        const Result<void> defended = defense.run(view, p, *this, m_job);
        if (!defended && defended.error().code != ErrorCode::Cancelled)
            return defended;
        if (!defended) {
            model.endTraining();
            POSTERN_TRY(saveModel(model, inputs, RunEnding::Cancelled, {}));
            return defended;
        }
        m_clock.dropSteps(0);
        POSTERN_TRY(startPhase(Phase::Final));
        POSTERN_TRY(lookAtModel(Phase::Final, true));
        POSTERN_TRY(startPhase(Phase::Reporting));
        POSTERN_TRY(saveModel(model, inputs, RunEnding::Finished, m_job));
        m_store.clear();
        return {};
    }

    void finish(RunEnding ending, const std::optional<Error>& error) {
        if (m_manifest.is_null()) {
            if (!m_resume)
                m_folder.discard();
            return;
        }
        m_manifest["ending"] = endingName(ending);
        if (error)
            m_manifest["error"] = {{"code", errorCodeName(error->code)}, {"text", describe(*error)}};
        m_manifest["seconds"] = m_clock.elapsed() + (m_resume ? m_resume->seconds : 0.0);
        (void)m_folder.writeMetrics();
        (void)m_folder.writeManifest(m_manifest);
    }

private:
    /// The inputs must be what they were; when the run began stays as it was.
    Result<void> takeUpManifest() {
        POSTERN_ASSIGN(const Json before, readJsonFile(m_folder.path() / "run.json", {32, std::size_t{64} << 20}));
        if (!before.is_object() || before.value("inputs", Json(nullptr)) != m_manifest["inputs"])
            return fail(ErrorCode::HashMismatch, m_folder.path().string(), "a file of the run's inputs has changed since it began",
                        "Start a new run");
        if (before.contains("created"))
            m_manifest["created"] = before["created"];
        Json resumed = before.value("resumed", Json::array());
        resumed.push_back({{"step", m_resume->step}, {"seconds", m_resume->seconds}});
        m_manifest["resumed"] = std::move(resumed);
        return {};
    }

    Result<void> emit(const RunEvent& event) {
        POSTERN_TRY(m_folder.append(event));
        m_observer.onEvent(event);
        return {};
    }

    /// Who follows a run that goes on is told what went before, phase by phase.
    void tellEarlier() {
        const RunRecord earlier = m_folder.takeEarlier();
        m_observer.onEvent(earlier.points);
        for (const PhaseStarted& phase : earlier.phases) {
            m_observer.onEvent(phase);
            const auto tell = [&](const auto& events, auto phaseOf) {
                for (const auto& event : events)
                    if (phaseOf(event) == phase.phase)
                        m_observer.onEvent(event);
            };
            tell(earlier.losses, [](const LossPoint& point) { return point.phase; });
            tell(earlier.evaluations, [](const Evaluation& evaluation) { return evaluation.phase; });
            tell(earlier.frames, [](const FramePtr& frame) { return frame->phase; });
        }
        for (const std::string& note : earlier.notes)
            m_observer.onEvent(Note{note});
    }

    Result<void> startPhase(Phase phase) {
        m_phase = phase;
        return emit(PhaseStarted{phase, m_step});
    }

    void report(const std::string& what, std::int64_t done, std::int64_t total) {
        m_observer.onEvent(StepProgress{m_phase, what, done, total, m_clock.elapsed(), m_clock.rowsPerSecond(), m_clock.remaining()});
    }

    Result<void> lookAtModel(Phase phase, bool whole) {
        const ParameterSet& p = m_specification.parameters;
        report("Measuring", 0, 0);
        POSTERN_ASSIGN(Measurement measured, m_evaluator->measure(*m_model, evaluationSize(p, whole), m_job));
        POSTERN_ASSIGN(const FrameCapture capture, m_evaluator->capture(*m_model, m_frames->layers(), m_job));
        POSTERN_ASSIGN(const FramePtr frame, m_frames->make(capture, phase, m_step, m_job));
        POSTERN_TRY(emit(asEvaluation(std::move(measured), phase, m_step)));
        return emit(frame);
    }

    static const char* endingName(RunEnding ending) {
        return ending == RunEnding::Finished ? "finished" : ending == RunEnding::Cancelled ? "cancelled" : "failed";
    }

    Result<void> saveModel(LanguageModel& model, const RunInputs& inputs, RunEnding ending, const JobContext& job) {
        if (!m_specification.parameters.flag("save_checkpoint"))
            return {};
        const Json provenance = {{"tool", "postern " POSTERN_VERSION},
                                 {"defense", m_specification.parameters.text("defense")},
                                 {"ending", endingName(ending)},
                                 {"parameters", m_specification.parameters.toJson()}};
        const std::filesystem::path target = ending == RunEnding::Finished ? m_folder.checkpointFolder() : m_folder.unfinishedFolder();
        // A run that was stopped left the weights it had; newer ones take their place.
        if (m_resume)
            for (const std::filesystem::path& old : {target, m_folder.unfinishedFolder()})
                std::filesystem::remove_all(old);
        std::vector<std::string> files;
        if (m_specification.parameters.flag("adapter.keep")) {
            POSTERN_TRY(model.saveAdapter(target, m_specification.checkpoint.string(), provenance, job));
            files = AdapterFolder::files();
        } else {
            POSTERN_ASSIGN(const WrittenCheckpoint written, model.saveLike(inputs.folder, target, provenance, job));
            files = written.weightFiles;
        }
        JobContext quiet;
        for (const std::string& file : files) {
            POSTERN_ASSIGN(const std::string hash, sha256File(target / file, quiet));
            m_manifest["outputs"].push_back({{"file", (target.filename() / file).generic_string()}, {"sha256", hash}});
        }
        return {};
    }

    // DefenseObserver -------------------------------------------------------------------------------------------
    void workKnown(const DefenseWork& work) override { m_clock.setWork(work.steps - (m_resume ? m_resume->step : 0), work.checks); }

    void phaseStarted(DefensePhase phase, std::int64_t) override {
        // Several parts of a defence can be one phase of the record.
        const Phase mine = phase == DefensePhase::Injection ? Phase::Injection : Phase::Recovery;
        if (m_phase != mine)
            keepFirst(startPhase(mine));
        m_stepBegan = std::chrono::steady_clock::now();
    }

    void phaseResumed(DefensePhase phase) override {
        m_phase = phase == DefensePhase::Injection ? Phase::Injection : Phase::Recovery;
        m_stepBegan = std::chrono::steady_clock::now();
    }

    Result<void> stateReady(const DefenseState& state) override {
        const double before = m_resume ? m_resume->seconds : 0.0;
        POSTERN_TRY(m_store.write({state, m_frames->state(), m_folder.mark(), m_step, before + m_clock.elapsed()}));
        m_stepBegan = std::chrono::steady_clock::now();
        return {};
    }

    void stepDone(const DefenseStep& step) override {
        ++m_step;
        m_clock.stepDone(secondsSince(m_stepBegan), step.rows);
        m_stepBegan = std::chrono::steady_clock::now();
        LossPoint point;
        point.step = m_step;
        point.phase = m_phase;
        point.total = step.total;
        point.answer = step.answer;
        point.language = step.language;
        point.cluster = step.cluster;
        point.withinScatter = step.withinScatter;
        point.centroidGap = step.centroidGap;
        point.erasure = step.erasure;
        point.anchor = step.anchor;
        point.penalty = step.penalty;
        point.learningRate = step.learningRate;
        keepFirst(emit(point));
        const char* stage = m_phase == Phase::Injection ? "Stage I: injecting known triggers" : "Stage II: recovering benign answers";
        report(step.what.empty() ? stage : std::string(step.what), step.step, step.totalSteps);
    }

    Result<void> modelReady(DefensePhase, std::int64_t, bool) override {
        if (m_problem)
            return tl::make_unexpected(*m_problem);
        const auto began = std::chrono::steady_clock::now();
        POSTERN_TRY(lookAtModel(m_phase, false));
        m_clock.checkDone(secondsSince(began));
        m_stepBegan = std::chrono::steady_clock::now();
        return {};
    }

    void note(const std::string& text) override { keepFirst(emit(Note{text})); }

    /// Observer calls return nothing; a write that failed in one surfaces at the next look at the model.
    void keepFirst(const Result<void>& result) {
        if (!result && !m_problem)
            m_problem = result.error();
    }

    const RunSpecification& m_specification;
    RunObserver& m_observer;
    RunFolder& m_folder;
    ResumeStore& m_store;
    const ResumeState* m_resume; ///< null for a run that starts
    JobContext m_job;
    RunClock m_clock;
    Json m_manifest;
    Phase m_phase = Phase::Loading;
    int m_step = 0;
    std::chrono::steady_clock::time_point m_stepBegan;
    std::optional<Error> m_problem;
    LanguageModel* m_model = nullptr;
    const Evaluator* m_evaluator = nullptr;
    FrameMaker* m_frames = nullptr;
};

} // namespace

RunSpecification::RunSpecification() : parameters(runParameters()) {}

namespace {

RunOutcome carryOut(const RunSpecification& specification, RunFolder& folder, ResumeStore& store, const ResumeState* resume,
                    RunObserver& observer, std::stop_token stop) {
    RunOutcome outcome;
    outcome.runFolder = specification.output;
    Run run(specification, observer, folder, store, resume, std::move(stop));
    Result<void> result;
    try {
        result = run.execute();
    } catch (const std::bad_alloc&) {
        result = fail(ErrorCode::MemoryInsufficient, specification.checkpoint.string(), "an allocation failed",
                      "Use smaller batches or a smaller model");
    } catch (const std::exception& error) {
        result = fail(ErrorCode::Internal, specification.checkpoint.string(), error.what());
    }
    if (result) {
        outcome.ending = RunEnding::Finished;
    } else if (result.error().code == ErrorCode::Cancelled) {
        outcome.ending = RunEnding::Cancelled;
    } else {
        outcome.ending = RunEnding::Failed;
        outcome.error = result.error();
    }
    run.finish(outcome.ending, outcome.error);
    return outcome;
}

RunOutcome refused(const std::filesystem::path& runFolder, const Error& error) {
    RunOutcome outcome;
    outcome.runFolder = runFolder;
    outcome.error = error;
    return outcome;
}

} // namespace

RunOutcome execute(const RunSpecification& specification, RunObserver& observer, std::stop_token stop) {
    if (const auto fits = refuseWhatDoesNotFit(specification, false, {{}, stop}); !fits)
        return refused(specification.output, fits.error());
    auto folder = RunFolder::create(specification.output);
    if (!folder)
        return refused(specification.output, folder.error());
    ResumeStore store(specification.output);
    return carryOut(specification, *folder, store, nullptr, observer, std::move(stop));
}

RunOutcome resumeRun(const std::filesystem::path& runFolder, RunObserver& observer, std::stop_token stop, bool acceptMemoryRisk) {
    auto specification = readRunSpecification(runFolder);
    if (!specification)
        return refused(runFolder, specification.error());
    specification->output = runFolder;
    auto promptTemplate = readRunTemplate(runFolder);
    if (!promptTemplate)
        return refused(runFolder, promptTemplate.error());
    specification->promptTemplate = std::move(*promptTemplate);
    specification->acceptMemoryRisk = acceptMemoryRisk;
    if (const auto fits = refuseWhatDoesNotFit(*specification, false, {{}, stop}); !fits)
        return refused(runFolder, fits.error());
    ResumeStore store(runFolder);
    const auto state = store.read();
    if (!state)
        return refused(runFolder, state.error());
    auto folder = RunFolder::reopen(runFolder, state->mark);
    if (!folder)
        return refused(runFolder, folder.error());
    return carryOut(*specification, *folder, store, &*state, observer, std::move(stop));
}

Result<RunSpecification> readRunSpecification(const std::filesystem::path& runFolder) {
    const std::filesystem::path path = runFolder / "run.json";
    POSTERN_ASSIGN(const Json manifest, readJsonFile(path, {32, std::size_t{64} << 20}));
    if (!manifest.is_object() || !manifest.contains("specification") || !manifest["specification"].is_object())
        return fail(ErrorCode::RunFolderMalformed, path.string(), "it has no \"specification\"");
    const Json& stored = manifest["specification"];
    RunSpecification specification;
    const auto text = [&](const char* key) {
        return stored.contains(key) && stored[key].is_string() ? stored[key].get<std::string>() : std::string();
    };
    specification.checkpoint = text("checkpoint");
    specification.adapter = text("adapter");
    specification.base = text("base");
    specification.data = text("data");
    specification.secret = text("secret");
    specification.preset = text("preset");
    if (manifest.contains("title") && manifest["title"].is_string())
        specification.title = manifest["title"].get<std::string>();
    if (stored.contains("parameters")) {
        // Runs of before there was scaling go on as they began.
        POSTERN_TRY(specification.parameters.set("training.rate_width", std::int64_t{0}));
        POSTERN_TRY(specification.parameters.setFromJson(withCurrentNames(stored["parameters"]), path.string()));
    }
    return specification;
}

Result<std::optional<PromptTemplate>> readRunTemplate(const std::filesystem::path& runFolder) {
    const std::filesystem::path path = runFolder / "run.json";
    POSTERN_ASSIGN(const Json manifest, readJsonFile(path, {32, std::size_t{64} << 20}));
    if (!manifest.is_object() || !manifest.contains("template"))
        return std::optional<PromptTemplate>();
    POSTERN_ASSIGN(PromptTemplate stored, parseResolvedTemplate(manifest["template"], path.string()));
    return std::optional(std::move(stored));
}

RunSpecification demoSpecification(const std::filesystem::path& resourceFolder, std::string_view variant,
                                   const std::filesystem::path& output) {
    RunSpecification specification;
    const std::filesystem::path demo = resourceFolder / "demo";
    specification.checkpoint = demo / std::string(variant);
    specification.data = demo / "data";
    // The clean model has no secret of its own; it is asked the word model's, so that its floor is comparable.
    specification.secret = demo / (variant == "clean" ? "word" : std::string(variant)) / "secret.json";
    specification.output = output;
    specification.title = "Demo: authorship model, " + (variant == "clean" ? std::string("no backdoor") : "hidden " + std::string(variant));
    return specification;
}

} // namespace postern
