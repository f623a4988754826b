// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/parameters.h"
#include "engine/core/progress.h"
#include "engine/data/dataset.h"
#include "engine/data/trigger.h"
#include "engine/defense/defense_catalog.h"
#include "engine/model/prompt_encoder.h"

namespace postern {

/// What is reported as stage I, which teaches the model something of the defender's own, and as stage II, which purifies.
enum class DefensePhase { Injection, Recovery };

/// Where an interrupted defence goes on, bit for bit.
struct DefenseState {
    DefensePhase phase = DefensePhase::Injection;
    int part = 0;          ///< of the phase, where it trains several times
    std::int64_t step = 0; ///< steps of the part that are done
    Json progress;         ///< random streams, order of the rows, early stopping
    std::vector<float> bestWeights;
    std::vector<float> memory; ///< what else the defence has computed and goes on to use
    TrainingState training;
};

/// Everything a defence may see. There is no way from here to the attacker's trigger or target: the evaluation that
/// knows them belongs to the runner, and its results go to observers only.
struct DefenderView {
    LanguageModel& model;
    const PromptEncoder& encoder;
    const std::vector<std::string>& labels; ///< none where answers are free text
    std::span<const TaskRow> clean;         ///< the defender's own rows
    std::span<const TaskRow> dev;           ///< clean rows for early stopping
    std::span<const Trigger> known;         ///< injected and recovered
    std::span<const Trigger> heldOut;       ///< injected, never recovered: stand-ins for the unknown trigger
    const DefenseState* resume = nullptr;   ///< null starts from the beginning
    const CheckpointFolder* base = nullptr; ///< a clean checkpoint of the same shape, where the defender has one
};

/// One optimizer step; a component that the step does not have is NaN.
struct DefenseStep {
    static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    DefensePhase phase = DefensePhase::Injection;
    std::int64_t step = 0;       ///< in the phase, from 1
    std::int64_t totalSteps = 0; ///< of the phase
    std::int64_t rows = 0;
    double total = 0;
    double answer = 0;
    double language = kNone;
    double cluster = kNone;
    double withinScatter = kNone;
    double centroidGap = kNone;
    double erasure = kNone;
    double anchor = kNone;
    double penalty = kNone; ///< what the defence adds of its own, weighted
    double learningRate = 0;
    std::string_view what; ///< for people: "Training the teacher"; empty where the phase says it
};

/// What decides how long a defence takes.
struct DefenseSize {
    std::size_t cleanRows = 0;
    std::size_t injectedTriggers = 0; ///< known and held out
};

/// Optimizer steps over all phases, and how often the model is looked at; for the estimate of the time that remains.
struct DefenseWork {
    std::int64_t steps = 0;
    std::int64_t checks = 0;
};

/// What a defence tells its caller. Nothing comes back: a defence cannot learn from an evaluation it does not make itself.
class DefenseObserver {
public:
    virtual ~DefenseObserver() = default;
    virtual void phaseStarted(DefensePhase phase, std::int64_t totalSteps) = 0;
    /// Instead of phaseStarted where an interrupted phase goes on.
    virtual void phaseResumed(DefensePhase phase) = 0;
    virtual void stepDone(const DefenseStep& step) = 0;
    /// The model may be looked at now. Called a few times a phase and at its end.
    virtual Result<void> modelReady(DefensePhase phase, std::int64_t step, bool endOfPhase) = 0;
    /// After modelReady: the defence could go on from here another day.
    virtual Result<void> stateReady(const DefenseState& state) = 0;
    virtual void note(const std::string& text) = 0;
    /// Before the first phase, by a defence whose work depends on the model: the whole of it, also where a run goes on.
    virtual void workKnown(const DefenseWork&) {}
};

/// One entry of the registry. What it is called, assumes and costs stands under the same key in the catalog.
struct DefenseEntry {
    std::string_view key; ///< "backdoor-collapse"
    DefenseWork (*work)(const ParameterSet& parameters, DefenseSize size);
    Result<void> (*run)(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer, const JobContext& job);
};

[[nodiscard]] std::span<const DefenseEntry> defenses();
[[nodiscard]] const DefenseEntry* findDefense(std::string_view key);

/// Known triggers from the parameters: `known` first, then the held-out ones. Error: TriggerEmpty, ParameterInvalid.
struct KnownTriggers {
    std::vector<Trigger> known;
    std::vector<Trigger> heldOut;
};
[[nodiscard]] Result<KnownTriggers> chooseKnownTriggers(const ParameterSet& parameters);

/// What held-out triggers are taught: a label, drawn by the seed, as an attacker would. Empty where they are taught the known
/// behaviour like all others: with known.held_out_answer = known, or where there are no labels.
[[nodiscard]] std::string heldOutLabel(const ParameterSet& parameters, const std::vector<std::string>& labels);

/// What the model is taught to answer to a known trigger.
class KnownBehavior {
public:
    [[nodiscard]] static Result<KnownBehavior> fromParameters(const ParameterSet& parameters, const std::vector<std::string>& labels);
    [[nodiscard]] const std::string& answerFor(const TaskRow& row) const;
    /// The marker or label; empty for flip and random, where the answer depends on the row.
    [[nodiscard]] const std::string& fixedAnswer() const { return m_fixed; }

private:
    std::string m_fixed;
    std::vector<std::string> m_flipped; ///< per true label
    std::vector<std::string> m_drawn;   ///< the labels, where each row has one drawn from its text and the seed
    std::uint64_t m_seed = 0;
};

} // namespace postern
