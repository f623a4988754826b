// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/analysis/measurement.h"
#include "engine/analysis/rate.h"
#include "engine/analysis/row_class.h"
#include "engine/analysis/separation.h"
#include "engine/core/error.h"
#include "engine/core/json.h"

/// What a run tells its observers: plain values, no torch, no Qt, safe to share between threads as const.
namespace postern {

/// The course of a run, in order. A control may skip Injection or Recovery.
enum class Phase { Loading, Baseline, Injection, Recovery, Final, Reporting };
[[nodiscard]] std::string_view phaseName(Phase phase); ///< "loading", "baseline", … as in JSON

[[nodiscard]] std::string_view rowClassName(RowClass rowClass);

/// Everything measured at one evaluation step.
struct Evaluation {
    int step = 0; ///< optimizer steps since the start of the run, over all phases
    Phase phase = Phase::Baseline;
    std::vector<TriggerMeasurement> triggers;
    Rate floor;                 ///< the target's rate on the same rows without a trigger
    Rate cleanAccuracy;         ///< CACC, by `measure`
    double cleanPerplexity = 0; ///< per token of clean prompt text; 0 when not measured at this step
    AccuracyMeasure measure = AccuracyMeasure::Labels;
    Rate cleanEmpty;             ///< rows without a trigger that are answered with nothing; with Tokens alone
    double answerPerplexity = 0; ///< per token of the true answers to clean rows; with Tokens alone, else 0
};

/// Whether the held-out known triggers can stand in for the unknown one: at the end of stage I at least half of their rows showed
/// what they were taught. Where a defence injects nothing they never show it, and a rate of zero afterwards says nothing.
[[nodiscard]] bool canStandIn(std::span<const Evaluation> evaluations);

/// Loss components of one optimizer step; a component that the phase does not have is NaN.
struct LossPoint {
    int step = 0;
    Phase phase = Phase::Injection;
    double total = 0;
    double answer = 0;        ///< cross-entropy of the answers (L_inj or L_rec)
    double language = 0;      ///< weighted language modelling on clean prompts
    double cluster = 0;       ///< weighted cluster loss L_cluster
    double withinScatter = 0; ///< mean of V_k
    double centroidGap = 0;   ///< mean of |mu_k - mu_m|^2
    double erasure = 0;       ///< shift erasure
    double anchor = 0;        ///< distance of clean rows from the suspect's own states
    double penalty = 0;       ///< what the defence adds of its own, weighted
    double learningRate = 0;
};

/// Step, rate and honest remaining time; the estimate is absent before 5 steps and 3 s.
struct StepProgress {
    Phase phase = Phase::Loading;
    std::string what;       ///< for people: "recovery", "hashing model.safetensors"
    std::int64_t done = 0;  ///< in the phase
    std::int64_t total = 0; ///< in the phase; 0 is unknown
    double elapsedSeconds = 0;
    double rowsPerSecond = 0;
    std::optional<Interval> remainingSeconds; ///< for the whole run
};

/// One evaluated row, fixed for the whole run; frames refer to it by index.
struct FramePoint {
    int id = 0; ///< index into the run's points
    RowClass rowClass = RowClass::Clean;
    std::string passage;  ///< as the model sees it, trigger included
    std::string trigger;  ///< the inserted text or empty
    std::string expected; ///< the true answer
};

/// One captured layer of one frame. Coordinates are [point][2].
struct LayerFrame {
    int layer = 0;                             ///< 0 is the embedding, L the final normed state
    std::vector<std::array<float, 2>> pca;     ///< on the basis fitted at the baseline frame
    std::vector<std::array<float, 2>> tsne;    ///< aligned to the previous frame
    std::array<double, 2> explainedVariance{}; ///< of the two components, in the baseline, 0–1
    double tsneDivergence = 0;                 ///< Kullback–Leibler divergence at the end
    Separation separation;
};

/// A key frame: where every point lies in every captured layer at one evaluation step.
struct Frame {
    int index = 0;
    int step = 0;
    Phase phase = Phase::Baseline;
    std::vector<LayerFrame> layers;
    std::vector<std::string> answers; ///< the model's answer for every point
    std::vector<bool> attackHit;      ///< the answer shows the attacker's target
};

struct PhaseStarted {
    Phase phase = Phase::Loading;
    int step = 0;
};

struct Note {
    std::string text; ///< warnings and decisions ("stopped early: …")
};

using PointsPtr = std::shared_ptr<const std::vector<FramePoint>>;
using FramePtr = std::shared_ptr<const Frame>;

/// In the order they happen. Points come once, before the first frame.
using RunEvent = std::variant<PhaseStarted, StepProgress, LossPoint, Evaluation, PointsPtr, FramePtr, Note>;

/// Called on the engine's thread only; must return quickly.
class RunObserver {
public:
    virtual ~RunObserver() = default;
    virtual void onEvent(const RunEvent& event) = 0;
};

enum class RunEnding { Finished, Cancelled, Failed };

struct RunOutcome {
    RunEnding ending = RunEnding::Failed;
    std::optional<Error> error; ///< for Failed
    std::filesystem::path runFolder;
};

/// JSON forms as in events.jsonl; reading is strict about names and types.
[[nodiscard]] Json toJson(const Rate& rate);
[[nodiscard]] Json toJson(const Evaluation& evaluation);
[[nodiscard]] Json toJson(const LossPoint& point);
[[nodiscard]] Result<Evaluation> evaluationFromJson(const Json& json);
[[nodiscard]] Result<LossPoint> lossPointFromJson(const Json& json);

} // namespace postern
