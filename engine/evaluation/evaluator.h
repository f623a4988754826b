// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/analysis/measurement.h"
#include "engine/data/backdoor_secret.h"
#include "engine/data/dataset.h"
#include "engine/model/answering.h"

namespace postern {

/// What is evaluated. The secret's trigger and target are here and nowhere near a defence.
struct EvaluationPlan {
    std::vector<TaskRow> test;
    std::vector<std::string> labels;       ///< none where answers are free text
    std::optional<BackdoorSecret> unknown; ///< absent in the field
    std::vector<Trigger> known;
    std::vector<Trigger> heldOut;
    Trigger control;
    std::vector<std::string> knownAnswers; ///< the known behaviour's answer per test row
    std::string heldOutAnswer;             ///< the label that held-out triggers were taught; empty: the known behaviour
    std::uint64_t seed = 1;
    std::size_t frameRows = 100; ///< rows per class in a frame
    bool sharedBases = true;     ///< the same passages in every class of a frame, or different ones
    int maxNewTokens = 48;       ///< of a free answer; never fewer than target and known behaviour need
};

/// How many rows each class gets; 0 takes all there are.
struct EvaluationSize {
    std::size_t rows = 0; ///< clean and unknown
    std::size_t controlRows = 0;
    std::size_t knownRows = 0;      ///< per known trigger
    std::size_t perplexityRows = 0; ///< 0 measures none
};

/// One row of a frame.
struct FrameRow {
    RowClass rowClass = RowClass::Clean;
    std::string passage;
    std::string trigger;
    std::string expected;
};

/// States and answers of the frame's rows.
struct FrameCapture {
    std::vector<LayerStates> states; ///< per layer [row][dim]
    std::vector<std::string> answers;
    std::vector<bool> attackHit;
};

/// Asks the model and counts. Where answers are free text, equality says nothing: the accuracy is then the share of the true
/// answers' tokens that the model would pick (AccuracyMeasure::Tokens), and an answer is captured that begins with the known one.
/// What shows the target is the secret's scorer's business in both. Which rows carry which trigger where is fixed at creation by the seed,
/// so that two states of the model answer the same questions.
class Evaluator {
public:
    /// Errors: DataEmpty (no row whose true answer is not the target, or none that can carry the trigger), TriggerEmpty, TextNotEncodable.
    [[nodiscard]] static Result<Evaluator> create(const PromptEncoder& encoder, EvaluationPlan plan);

    [[nodiscard]] Result<Measurement> measure(LanguageModel& model, const EvaluationSize& size, const JobContext& job) const;
    [[nodiscard]] const std::vector<FrameRow>& frameRows() const { return m_frameRows; }
    [[nodiscard]] Result<FrameCapture> capture(LanguageModel& model, const std::vector<int>& layers, const JobContext& job) const;

private:
    /// Test rows with one trigger inserted; the first ones are used when fewer are wanted.
    struct Probe {
        TriggerMeasurement blank; ///< name, text, class
        std::vector<std::string> passages;
        std::vector<std::size_t> rows; ///< of the test set, per passage
    };

    /// Counts over answers of rows whose true answers are known.
    struct Tally {
        Rate attack, captured, heldOut, accuracy, empty;
    };

    Evaluator(const PromptEncoder& encoder, EvaluationPlan plan) : m_encoder(&encoder), m_plan(std::move(plan)) {}
    [[nodiscard]] bool hasOwnAnswer(const TriggerMeasurement& probe) const { return probe.heldOut && !m_plan.heldOutAnswer.empty(); }
    void addProbe(const std::string& name, const Trigger& trigger, RowClass rowClass, bool heldOut);
    [[nodiscard]] Result<void> addUnknown();
    [[nodiscard]] bool isFree() const { return m_plan.labels.empty(); }
    /// The likelihood of the rows' true answers after these passages. Polls the stop token between batches.
    [[nodiscard]] Result<LanguageModel::Likelihood> trueAnswers(LanguageModel& model, std::span<const std::string> passages,
                                                                std::span<const std::size_t> rows, const JobContext& job) const;
    [[nodiscard]] Tally tally(const std::vector<std::string>& answers, std::span<const std::size_t> rows) const;
    void addFrameRows();
    [[nodiscard]] Result<TriggerMeasurement> measureProbe(LanguageModel& model, const Probe& probe, std::size_t rows,
                                                          const JobContext& job) const;

    const PromptEncoder* m_encoder;
    EvaluationPlan m_plan;
    std::vector<std::size_t> m_victims; ///< test rows whose true answer does not show the target, in their order
    std::vector<Probe> m_probes;
    std::vector<FrameRow> m_frameRows;
    int m_budget = 8;
    std::int32_t m_targetToken = -1;
};

} // namespace postern
