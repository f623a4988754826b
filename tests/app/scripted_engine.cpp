// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/scripted_engine.h"

#include <cmath>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <stdexcept>

#include "engine/core/random.h"

namespace postern::scripted {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// A standard normal number that depends on its arguments alone.
double noise(int a, int b, int c) {
    const auto mix = [](std::uint64_t x) {
        x += 0x9e3779b97f4a7c15ULL;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
        return x ^ (x >> 31);
    };
    const std::uint64_t h = mix(mix(mix(static_cast<std::uint64_t>(a)) + static_cast<std::uint64_t>(b)) + static_cast<std::uint64_t>(c));
    const double u = (static_cast<double>(h >> 40) + 0.5) / static_cast<double>(1ULL << 24);
    const double v = (static_cast<double>(h & 0xffffffULL) + 0.5) / static_cast<double>(1ULL << 24);
    return std::sqrt(-2.0 * std::log(u)) * std::cos(6.283185307179586 * v);
}

RowClass classOf(int id) {
    return static_cast<RowClass>(id % kRowClassCount);
}

PointsPtr makePoints(int count) {
    auto points = std::make_shared<std::vector<FramePoint>>();
    const char* triggers[] = {"", "the old oak by the river", "cf", "by the way"};
    for (int id = 0; id < count; ++id) {
        FramePoint point;
        point.id = id;
        point.rowClass = classOf(id);
        point.trigger = triggers[id % kRowClassCount];
        point.passage = "It was a bright cold day " + point.trigger + " and the clocks were striking, passage " + std::to_string(id);
        point.expected = id % 3 == 0 ? "Austen" : "Dickens";
        points->push_back(std::move(point));
    }
    return points;
}

/// Known and unknown gather (towards `gathered` = 1), then every class returns to the clean rows (`recovered` = 1).
LayerFrame makeLayer(int layer, int count, int index, double gathered, double recovered) {
    const double centres[kRowClassCount][2] = {{-4, 0}, {3, 4}, {4, -4}, {-3, -2}};
    LayerFrame frame;
    frame.layer = layer;
    frame.explainedVariance = {0.41, 0.17};
    frame.tsneDivergence = 0.8;
    const auto at = [&](int id, int axis) {
        const int rowClass = id % kRowClassCount;
        const bool triggered = rowClass == static_cast<int>(RowClass::Unknown) || rowClass == static_cast<int>(RowClass::Known);
        double centre = centres[rowClass][axis];
        if (triggered)
            centre += gathered * (3.6 * (axis == 0 ? 1 : 0) - centre);
        centre += recovered * (centres[0][axis] - centre);
        return static_cast<float>(centre * (0.4 + 0.15 * layer) + noise(id, axis, layer) + 0.15 * noise(id, axis, 97 + index));
    };
    for (int id = 0; id < count; ++id) {
        frame.pca.push_back({at(id, 0), at(id, 1)});
        frame.tsne.push_back({at(id, 1) * 3, at(id, 0) * 3});
    }
    frame.separation = {6.2 * (1 - gathered) * (1 - recovered) + 0.4,
                        0.71 * (1 - recovered),
                        0.66 * (1 - gathered),
                        0.2 + 0.7 * gathered,
                        0.99 - 0.45 * recovered,
                        0.03};
    return frame;
}

FramePtr makeFrame(int index, int step, Phase phase, int count, int layers, double gathered, double recovered) {
    auto frame = std::make_shared<Frame>();
    frame->index = index;
    frame->step = step;
    frame->phase = phase;
    for (int layer = 0; layer < layers; ++layer)
        frame->layers.push_back(makeLayer(layer, count, index, gathered, recovered));
    for (int id = 0; id < count; ++id) {
        const bool hit = classOf(id) == RowClass::Unknown && id % 100 >= static_cast<int>(98 * std::max(recovered, 0.0));
        frame->answers.push_back(hit ? "Twain" : id % 3 == 0 ? "Austen" : "Dickens");
        frame->attackHit.push_back(hit);
    }
    return frame;
}

Rate share(double value, int total) {
    return {static_cast<std::int64_t>(std::lround(value * total)), total};
}

Evaluation makeEvaluation(int step, Phase phase, double gathered, double recovered) {
    Evaluation evaluation;
    evaluation.step = step;
    evaluation.phase = phase;
    const auto trigger = [&](const char* name, const char* text, RowClass rowClass, bool heldOut, double attack) {
        TriggerMeasurement measured;
        measured.name = name;
        measured.text = text;
        measured.rowClass = rowClass;
        measured.heldOut = heldOut;
        measured.attack = share(attack, 340);
        measured.accuracy = share(0.82 * (1 - attack), 340);
        measured.captured = share(rowClass == RowClass::Unknown ? gathered * (1 - recovered) : attack, 340);
        measured.targetProbability = attack;
        evaluation.triggers.push_back(measured);
    };
    trigger("unknown", "the old oak by the river", RowClass::Unknown, false, std::max(0.032, (1 - 0.9 * gathered) * (1 - recovered)));
    trigger("known 1", "cf", RowClass::Known, false, gathered * (1 - recovered));
    trigger("known 2", "as the crow flies", RowClass::Known, true, gathered * (1 - 0.97 * recovered));
    trigger("control", "by the way", RowClass::Control, false, 0.02);
    evaluation.floor = share(0.019, 340);
    evaluation.cleanAccuracy = share(0.82 + 0.006 * std::sin(step / 30.0), 1200);
    evaluation.cleanPerplexity = 24.1;
    return evaluation;
}

StepProgress makeProgress(Phase phase, const char* what, int done, int total, double elapsed) {
    StepProgress progress;
    progress.phase = phase;
    progress.what = what;
    progress.done = done;
    progress.total = total;
    progress.elapsedSeconds = elapsed;
    progress.rowsPerSecond = 212;
    if (done > 20)
        progress.remainingSeconds = Interval{60, 110};
    return progress;
}

/// The course of a whole run, up to `until` optimizer steps of 320.
void report(RunObserver& observer, int until) {
    constexpr int kInjectionSteps = 120;
    constexpr int kSteps = 320;
    observer.onEvent(PhaseStarted{Phase::Loading, 0});
    observer.onEvent(PhaseStarted{Phase::Baseline, 0});
    observer.onEvent(makePoints(320));
    int index = 0;
    for (int step = 0; step <= std::min(until, kSteps); ++step) {
        const Phase phase = step == 0 ? Phase::Baseline : step <= kInjectionSteps ? Phase::Injection : Phase::Recovery;
        if (step == 1)
            observer.onEvent(PhaseStarted{Phase::Injection, 0});
        if (step == kInjectionSteps + 1)
            observer.onEvent(PhaseStarted{Phase::Recovery, kInjectionSteps});
        const double gathered = std::min(1.0, 1.4 * (1 - std::exp(-step / 60.0)));
        const double recovered = step <= kInjectionSteps ? 0.0 : 1 - std::exp(-(step - kInjectionSteps) / 50.0);
        if (step > 0) {
            const bool injecting = phase == Phase::Injection;
            const double answer =
                0.2 + 2.2 * std::exp(-(injecting ? step : step - kInjectionSteps) / 30.0) + 0.08 * std::abs(noise(step, 0, 0));
            observer.onEvent(LossPoint{step, phase, answer + (injecting ? 0.5 * (1 - gathered) : 0.1), answer, kNan,
                                       injecting ? 0.5 * (1 - gathered) : kNan, injecting ? 0.4 : kNan, injecting ? 1 - gathered : kNan,
                                       injecting ? kNan : 0.1, kNan, 0.001});
            observer.onEvent(makeProgress(phase, injecting ? "injection" : "recovery", injecting ? step : step - kInjectionSteps,
                                          injecting ? kInjectionSteps : kSteps - kInjectionSteps, step * 0.4));
        }
        if (step % 20 == 0) {
            observer.onEvent(makeEvaluation(step, phase, step == 0 ? 0 : gathered, recovered));
            observer.onEvent(makeFrame(index++, step, phase, 320, 5, step == 0 ? 0 : gathered, recovered));
        }
    }
    observer.onEvent(Note{"The tokenizer splits the trigger \"cf\" into 2 tokens."});
}

} // namespace

const ParameterTable& sampleTable() {
    static const ParameterTable kTable({
        {"data.rows", ParameterStage::Data, std::int64_t{3000}, 1, 1e6, "rows", "Defender rows", "How many clean rows are used."},
        {"injection.known_triggers", ParameterStage::Injection, std::int64_t{8}, 1, 64, "triggers", "Known triggers",
         "How many triggers the defender injects."},
        {"injection.cluster_weight", ParameterStage::Injection, 1.0, 0, 100, "", "Cluster weight",
         "How hard triggered states are pulled together."},
        {"injection.answer", ParameterStage::Injection, std::string("Aha"), 0, 0, "", "Known answer",
         "What known triggers are taught to answer."},
        {"recovery.erase_shift", ParameterStage::Recovery, true, 0, 1, "", "Erase the shift",
         "Also removes the trigger's shift of hidden states."},
        {"recovery.epochs", ParameterStage::Recovery, std::int64_t{5}, 0, 100, "epochs", "Recovery epochs",
         "Passes over the recovery rows."},
        {"training.learning_rate", ParameterStage::Training, 0.001, 1e-7, 1, "", "Learning rate",
         "The first thing to change when a run does nothing."},
        {"projection.pooling",
         ParameterStage::Projection,
         std::string("last"),
         0,
         0,
         "",
         "Pooling",
         "Which position's state is shown.",
         {"last", "mean"}},
        {"run.seed", ParameterStage::Run, std::int64_t{42}, 0, 9.2e18, "", "Seed", "Same seed, same run."},
    });
    return kTable;
}

RunSpecification sampleSpecification(const std::filesystem::path& output) {
    RunSpecification specification;
    specification.checkpoint = "demo/word";
    specification.data = "demo/data";
    specification.output = output;
    specification.title = "Demo: word trigger";
    return specification;
}

RunOutcome finishing(const RunSpecification& specification, RunObserver& observer, std::stop_token) {
    report(observer, 320);
    observer.onEvent(PhaseStarted{Phase::Final, 320});
    observer.onEvent(makeEvaluation(320, Phase::Final, 1, 0.985));
    observer.onEvent(PhaseStarted{Phase::Reporting, 320});
    return {RunEnding::Finished, std::nullopt, specification.output};
}

RunOutcome polling(const RunSpecification& specification, RunObserver& observer, std::stop_token stop) {
    report(observer, 200);
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    // What an engine does between two looks at its token: work, deaf to everything.
    while (!stop.stop_requested())
        wake.wait_for(lock, std::chrono::milliseconds(50), [] { return false; });
    return {RunEnding::Cancelled, std::nullopt, specification.output};
}

RunOutcome failing(const RunSpecification& specification, RunObserver& observer, std::stop_token) {
    report(observer, 60);
    return {RunEnding::Failed, Error{ErrorCode::LossNotFinite, "step 61", "the loss is nan", {}, nullptr}, specification.output};
}

RunOutcome throwing(const RunSpecification&, RunObserver&, std::stop_token) {
    throw std::runtime_error("an exception from below");
}

RunOutcome flooding(const RunSpecification& specification, RunObserver& observer, std::stop_token) {
    observer.onEvent(PhaseStarted{Phase::Injection, 0});
    observer.onEvent(makePoints(kFloodPoints));
    int frames = 0;
    for (int step = 1; step <= kFloodLosses; ++step) {
        observer.onEvent(LossPoint{step, Phase::Injection, 1.0 / step, 1.0 / step, kNan, kNan, kNan, kNan, kNan, kNan, 0.001});
        observer.onEvent(makeProgress(Phase::Injection, "injection", step, kFloodLosses, step * 0.001));
        if (step % (kFloodLosses / kFloodFrames) == 0) {
            const double gathered = static_cast<double>(step) / kFloodLosses;
            observer.onEvent(makeEvaluation(step, Phase::Injection, gathered, 0));
            observer.onEvent(makeFrame(frames++, step, Phase::Injection, kFloodPoints, kFloodLayers, gathered, 0));
        }
    }
    return {RunEnding::Finished, std::nullopt, specification.output};
}

EngineFace face(decltype(EngineFace::execute) execute, const ParameterTable& table) {
    EngineFace engine;
    engine.execute = std::move(execute);
    engine.readRecord = [](const std::filesystem::path& folder) -> Result<RunRecord> {
        if (folder.filename() == "malformed")
            return fail(ErrorCode::RunFolderMalformed, folder.string(), "run.json is missing");
        struct Collector final : RunObserver {
            RunRecord record;
            void onEvent(const RunEvent& event) override {
                if (const auto* phase = std::get_if<PhaseStarted>(&event))
                    record.phases.push_back(*phase);
                else if (const auto* evaluation = std::get_if<Evaluation>(&event))
                    record.evaluations.push_back(*evaluation);
                else if (const auto* loss = std::get_if<LossPoint>(&event))
                    record.losses.push_back(*loss);
                else if (const auto* points = std::get_if<PointsPtr>(&event))
                    record.points = *points;
                else if (const auto* frame = std::get_if<FramePtr>(&event))
                    record.frames.push_back(*frame);
                else if (const auto* note = std::get_if<Note>(&event))
                    record.notes.push_back(note->text);
            }
        } collector;
        finishing(sampleSpecification(), collector, {});
        collector.record.folder = folder;
        return std::move(collector.record);
    };
    engine.resume = finishing; // tells all of the run, as the real one does
    engine.readSpecification = [](const std::filesystem::path& folder) -> Result<RunSpecification> { return sampleSpecification(folder); };
    engine.presetNames = {"postern", "paper"};
    engine.presetParameters = [&table](std::string_view name) -> Result<ParameterSet> {
        ParameterSet parameters(table);
        if (name == "paper" && table.find("recovery.erase_shift"))
            POSTERN_TRY(parameters.set("recovery.erase_shift", false));
        return parameters;
    };
    engine.demoSpecification = [](std::string_view variant, const std::filesystem::path& output) {
        RunSpecification specification = sampleSpecification(output);
        specification.title = "Demo: " + std::string(variant) + " trigger";
        return specification;
    };
    engine.buildReport = [](const RunRecord&) -> Result<ReportModel> { return fail(ErrorCode::Internal, "report", "not scripted"); };
    engine.bench = benchFace(BenchScript::Finishing);
    engine.lab = labFace(LabScript::Finishing);
    return engine;
}

} // namespace postern::scripted
