// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/pretraining.h"

#include <chrono>
#include <cmath>
#include <deque>
#include <numeric>

#include "engine/attack/pretraining_rows.h"
#include "engine/attack/training_save.h"
#include "engine/checkpoint/checkpoint_target.h"
#include "engine/model/schedule.h"

namespace postern {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kPieceTokens = 1024; ///< between two looks at the stop token

double secondsBetween(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double>(to - from).count();
}

/// All steps of both phases, decided before the first: so the total is known and any step can be gone back to.
class StepPlan {
public:
    struct Step {
        bool text = false;
        std::size_t first = 0; ///< into the order of its phase
        std::size_t count = 0;
    };

    StepPlan(const ParameterSet& parameters, const PretrainingRows& rows) : m_parameters(parameters) {
        add(rows.text, true, parameters.number("text.epochs"), m_textOrder);
        add(rows.rows, false, parameters.number("rows.epochs"), m_rowOrder);
    }

    [[nodiscard]] std::span<const Step> steps() const { return m_steps; }
    [[nodiscard]] std::int64_t tokens(std::size_t step) const { return m_tokens[step]; }
    /// The rows of a step.
    [[nodiscard]] std::span<const std::uint32_t> rowsOf(const Step& step) const {
        return std::span(step.text ? m_textOrder : m_rowOrder).subspan(step.first, step.count);
    }

private:
    void add(const std::vector<TokenRow>& rows, bool text, double epochs, std::vector<std::uint32_t>& order) {
        const auto wanted = static_cast<std::size_t>(epochs * static_cast<double>(rows.size()));
        const auto seed = static_cast<std::uint64_t>(m_parameters.integer("seed"));
        std::vector<std::uint32_t> pass(rows.size());
        std::iota(pass.begin(), pass.end(), 0U);
        for (std::size_t epoch = 0; order.size() < wanted; ++epoch) {
            RandomStream(seed, (text ? "text order " : "row order ") + std::to_string(epoch)).shuffle(std::span(pass));
            const std::size_t taken = std::min(pass.size(), wanted - order.size());
            order.insert(order.end(), pass.begin(), pass.begin() + static_cast<std::ptrdiff_t>(taken));
        }
        const auto budget = m_parameters.integer("training.batch_tokens");
        for (std::size_t first = 0; first < order.size();) {
            Step step{text, first, 0};
            std::int64_t tokens = 0;
            for (; first < order.size() && (step.count == 0 || tokens < budget); ++first, ++step.count)
                tokens += static_cast<std::int64_t>(rows[order[first]].tokens.size());
            m_steps.push_back(step);
            m_tokens.push_back(tokens);
        }
    }

    const ParameterSet& m_parameters;
    std::vector<std::uint32_t> m_textOrder, m_rowOrder;
    std::vector<Step> m_steps;
    std::vector<std::int64_t> m_tokens; ///< per step
};

/// Tokens a second over the last minute of work.
class RateMeter {
public:
    void add(std::int64_t tokens) {
        const Clock::time_point now = Clock::now();
        m_marks.emplace_back(now, tokens);
        while (m_marks.size() > 2 && secondsBetween(m_marks.front().first, now) > kWindowSeconds)
            m_marks.pop_front();
    }
    [[nodiscard]] double rate() const {
        const double seconds = m_marks.empty() ? 0 : secondsBetween(m_marks.front().first, m_marks.back().first);
        return seconds < kLeastSeconds ? 0 : static_cast<double>(m_marks.back().second - m_marks.front().second) / seconds;
    }

private:
    static constexpr double kWindowSeconds = 60;
    static constexpr double kLeastSeconds = 5;
    std::deque<std::pair<Clock::time_point, std::int64_t>> m_marks; ///< tokens seen by then
};

/// One optimizer step's gradients, piece by piece; each piece weighs as many tokens as it has of the step's. Returns the mean
/// loss over the tokens that count.
Result<double> accumulate(LanguageModel& model, const std::vector<TokenRow>& rows, std::span<const std::uint32_t> members,
                          double promptWeight, const JobContext& job) {
    const auto prompts = [](const TokenRow& row) { return static_cast<double>(row.promptLength - 1); };
    const auto answers = [](const TokenRow& row) { return static_cast<double>(row.tokens.size()) - row.promptLength; };
    double allPrompts = 0;
    double allAnswers = 0;
    for (const std::uint32_t index : members) {
        allPrompts += prompts(rows[index]);
        allAnswers += answers(rows[index]);
    }
    double loss = 0;
    for (std::size_t next = 0; next < members.size();) {
        POSTERN_TRY(job.checkStop());
        TrainingBatch piece;
        double piecePrompts = 0;
        double pieceAnswers = 0;
        for (std::size_t tokens = 0; next < members.size(); ++next) {
            const TokenRow& row = rows[members[next]];
            if (tokens += row.tokens.size(); !piece.rows.empty() && tokens > kPieceTokens)
                break;
            piece.rows.push_back(&row);
            piecePrompts += prompts(row);
            pieceAnswers += answers(row);
        }
        piece.answerWeight = pieceAnswers / allAnswers;
        piece.promptWeight = piecePrompts > 0 ? promptWeight * piecePrompts / allPrompts : 0;
        loss += model.forward(piece).answerLoss * piece.answerWeight;
        model.backward();
    }
    return loss;
}

/// Model and place of a pretraining, made anew or taken up where it was left.
class Pretraining {
public:
    Pretraining(const PretrainingSpecification& specification, LanguageModel model, PretrainingRows rows, std::string fingerprint)
        : m_specification(specification), m_model(std::move(model)), m_rows(std::move(rows)), m_plan(specification.parameters, m_rows),
          m_save(unfinishedFolder(specification.output) / "state.safetensors", std::move(fingerprint)) {}

    Result<void> run(const PretrainingObserver& observer, const JobContext& job) {
        m_model.beginFullTraining();
        POSTERN_ASSIGN(const std::optional<SavedTraining> saved, m_save.read());
        if (saved) {
            POSTERN_TRY(m_model.restoreTraining(saved->state));
            m_step = std::min(static_cast<std::size_t>(saved->step), m_plan.steps().size());
        }
        const Result<void> trained = train(observer, job);
        if (!trained && trained.error().code == ErrorCode::Cancelled)
            POSTERN_TRY(save());
        return trained;
    }

    [[nodiscard]] LanguageModel& model() { return m_model; }

private:
    Result<void> train(const PretrainingObserver& observer, const JobContext& job) {
        const ParameterSet& p = m_specification.parameters;
        const std::size_t total = m_plan.steps().size();
        LearningRateSchedule schedule;
        schedule.peak = p.number("training.learning_rate");
        schedule.totalSteps = static_cast<std::int64_t>(total);
        schedule.warmupSteps = std::min(p.integer("training.warmup"), schedule.totalSteps / 2);
        UpdateSettings update;
        update.weightDecay = p.number("training.weight_decay");
        update.maxGradientNorm = p.number("training.clip");
        update.beta2 = 0.98;
        std::int64_t seen = 0;
        std::int64_t all = 0;
        for (std::size_t i = 0; i < total; ++i)
            (i < m_step ? seen : all) += m_plan.tokens(i);
        all += seen;
        RateMeter meter;
        meter.add(seen);
        Clock::time_point lastSave = Clock::now();
        while (m_step < total) {
            const StepPlan::Step& step = m_plan.steps()[m_step];
            POSTERN_ASSIGN(const double loss, accumulate(m_model, step.text ? m_rows.text : m_rows.rows, m_plan.rowsOf(step),
                                                         p.number("rows.prompt_weight"), job));
            update.learningRate = schedule.at(static_cast<std::int64_t>(m_step));
            const double norm = m_model.update(update);
            if (!std::isfinite(loss) || !std::isfinite(norm))
                return fail(ErrorCode::LossNotFinite, "step " + std::to_string(m_step), "the loss or the gradient is not a number",
                            "Lower training.learning_rate");
            seen += m_plan.tokens(m_step++);
            if (secondsBetween(lastSave, Clock::now()) > 60 * p.number("saving.minutes")) {
                POSTERN_TRY(save());
                lastSave = Clock::now();
            }
            meter.add(seen);
            const double rate = meter.rate();
            if (observer)
                observer({step.text ? "Text" : "Rows", static_cast<std::int64_t>(m_step), static_cast<std::int64_t>(total), seen, loss,
                          rate, rate > 0 ? static_cast<double>(all - seen) / rate : -1});
            job.progress("Training", static_cast<std::int64_t>(m_step), static_cast<std::int64_t>(total));
        }
        return {};
    }

    Result<void> save() { return m_save.write({m_model.trainingState(), static_cast<std::int64_t>(m_step)}); }

    const PretrainingSpecification& m_specification;
    LanguageModel m_model;
    PretrainingRows m_rows;
    StepPlan m_plan;
    TrainingSave m_save;
    std::size_t m_step = 0; ///< the next one
};

} // namespace

std::filesystem::path unfinishedFolder(const std::filesystem::path& output) {
    std::filesystem::path folder = output;
    if (!folder.has_filename()) // "name/"
        folder = folder.parent_path();
    return folder += ".unfinished";
}

Result<void> pretrainCheckpoint(const PretrainingSpecification& specification, const PretrainingObserver& observer, const JobContext& job) {
    const ParameterSet& p = specification.parameters;
    POSTERN_ASSIGN(const PretrainingSources sources, readPretrainingSources(specification, job));
    const std::filesystem::path unfinished = unfinishedFolder(specification.output);
    const std::filesystem::path fresh = unfinished / "model";
    std::error_code problem;
    if (!std::filesystem::exists(unfinished, problem)) // else what is there is this training's own
        POSTERN_TRY(requireNoCheckpoint(specification.output));
    std::filesystem::create_directories(fresh, problem);
    if (problem)
        return fail(ErrorCode::FileUnwritable, fresh.string(), problem.message());
    POSTERN_TRY(TrainingSave(unfinished / "state.safetensors", sources.fingerprint).read()); // before an hour of work begins
    if (!std::filesystem::exists(unfinished / "state.safetensors", problem))
        POSTERN_TRY(writeFreshModel(specification, sources, fresh, job));
    POSTERN_ASSIGN(PretrainingRows rows, encodePretraining(specification, sources, fresh, job));
    POSTERN_ASSIGN(const Precision precision, parsePrecision(p.text("precision")));
    setComputeThreads(static_cast<int>(p.integer("threads")));
    POSTERN_ASSIGN(const Json json, readJsonFile(fresh / "config.json"));
    POSTERN_ASSIGN(const ModelConfig config, parseModelConfig(json, (fresh / "config.json").string()));
    Pretraining pretraining(specification, LanguageModel::create(config, precision, static_cast<std::uint64_t>(p.integer("seed"))),
                            std::move(rows), sources.fingerprint);
    POSTERN_TRY(pretraining.run(observer, job));
    pretraining.model().endTraining();
    const Json provenance = {{"tool", "postern " POSTERN_VERSION}, {"parameters", p.toJson()}};
    POSTERN_TRY(pretraining.model().saveNew(specification.output, fresh, Dtype::BF16, provenance, job));
    std::filesystem::remove_all(unfinished, problem);
    return {};
}

} // namespace postern
