// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/prompt_probe.h"

#include <algorithm>
#include <cmath>

#include "engine/defense/phase_trainer.h"
#include "engine/defense/row_sampler.h"

namespace postern {

namespace {

constexpr std::size_t kSteps = 12;
constexpr std::size_t kBatch = 32;
constexpr std::size_t kMeasured = 128;  ///< dev rows
constexpr std::size_t kRowsAtOnce = 16; ///< between two looks at the stop token
constexpr double kRate = 1e-3;

/// How many of the rows of all three parts are done.
class ProbeProgress {
public:
    ProbeProgress(const JobContext& job, std::size_t measured)
        : m_job(&job), m_total(static_cast<std::int64_t>(2 * measured + kSteps * kBatch)) {}

    /// Looks at the stop token, too.
    [[nodiscard]] Result<void> add(std::size_t rows) {
        POSTERN_TRY(m_job->checkStop());
        m_job->progress("Finding out how the suspect was trained", m_done, m_total);
        m_done += static_cast<std::int64_t>(rows);
        return {};
    }

private:
    const JobContext* m_job;
    std::int64_t m_total;
    std::int64_t m_done = 0;
};

Result<TokenRow> promptOf(const DefenderView& view, const TaskRow& row) {
    POSTERN_ASSIGN(std::vector<std::int32_t> tokens, view.encoder.prompt(row.text));
    const auto length = static_cast<std::int32_t>(tokens.size());
    return TokenRow{std::move(tokens), length};
}

Result<double> perplexity(const DefenderView& view, std::span<const TokenRow> prompts, ProbeProgress& progress) {
    double negativeLog = 0;
    std::int64_t tokens = 0;
    for (std::size_t first = 0; first < prompts.size(); first += kRowsAtOnce) {
        const auto rows = prompts.subspan(first, std::min(kRowsAtOnce, prompts.size() - first));
        POSTERN_TRY(progress.add(rows.size()));
        const auto part = view.model.likelihood(rows);
        negativeLog += part.negativeLog;
        tokens += part.tokens;
    }
    return std::exp(negativeLog / static_cast<double>(std::max<std::int64_t>(1, tokens)));
}

Result<void> readPrompts(const DefenderView& view, const ParameterSet& p, ProbeProgress& progress) {
    RowSampler sampler(view, p, "prompt probe");
    UpdateSettings update;
    update.learningRate = kRate * rateFactor(p, view.model.config().hiddenSize);
    update.maxGradientNorm = p.number("training.clip");
    for (std::size_t step = 0; step < kSteps; ++step) {
        POSTERN_TRY(progress.add(kBatch));
        std::vector<TokenRow> prompts;
        for (std::size_t i = 0; i < kBatch; ++i) {
            POSTERN_ASSIGN(TokenRow prompt, promptOf(view, sampler.next()));
            prompts.push_back(std::move(prompt));
        }
        TrainingBatch batch;
        for (const TokenRow& row : prompts)
            batch.rows.push_back(&row);
        batch.answerWeight = 0;
        batch.promptWeight = 1;
        static_cast<void>(view.model.forward(batch));
        view.model.backward();
        view.model.update(update);
    }
    return {};
}

} // namespace

Result<PromptProbe> probePrompts(const DefenderView& view, const ParameterSet& parameters, const JobContext& job) {
    std::vector<TokenRow> measured;
    for (const TaskRow& row : view.dev.first(std::min(kMeasured, view.dev.size()))) {
        POSTERN_ASSIGN(TokenRow prompt, promptOf(view, row));
        measured.push_back(std::move(prompt));
    }
    PromptProbe probe;
    if (measured.empty() || view.clean.empty())
        return probe;
    ProbeProgress progress(job, measured.size());
    POSTERN_ASSIGN(probe.before, perplexity(view, measured, progress));
    const TrainingState state = view.model.trainingState();
    const Result<void> read = readPrompts(view, parameters, progress);
    Result<double> after = read ? perplexity(view, measured, progress) : Result<double>(Failure(read.error()));
    POSTERN_TRY(view.model.restoreTraining(state));
    POSTERN_ASSIGN(probe.after, std::move(after));
    POSTERN_TRY(progress.add(0));
    return probe;
}

} // namespace postern
