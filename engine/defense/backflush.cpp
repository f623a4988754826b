// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/backflush.h"

#include <algorithm>
#include <cmath>

#include "engine/defense/clean_tuning.h"

namespace postern {

namespace {

constexpr std::size_t kTokensAtOnce = 512; ///< of the rows whose states are read together

std::size_t auxiliaryCount(const ParameterSet& p, std::size_t triggers) {
    const auto wanted = static_cast<std::size_t>(p.integer("backflush.rows"));
    return wanted > 0 ? wanted : static_cast<std::size_t>(p.integer("injection.rows_per_trigger")) * triggers;
}

std::int64_t stepsOf(const ParameterSet& p, std::size_t rows) {
    const double epochs = p.number("backflush.epochs") * static_cast<double>(rows);
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(epochs / static_cast<double>(p.integer("training.batch")))));
}

/// Rows with known triggers and the known answer; the same for both phases, and for a run that goes on.
Result<std::vector<TaskRow>> auxiliaryRows(const DefenderView& view, const ParameterSet& p) {
    POSTERN_ASSIGN(const KnownBehavior behavior, KnownBehavior::fromParameters(p, view.labels));
    if (view.known.empty() || view.clean.empty())
        return fail(ErrorCode::ParameterInvalid, "known.count", "BackFlush needs a known trigger and a clean row");
    RandomStream random(static_cast<std::uint64_t>(p.integer("seed")), "backflush rows");
    std::vector<TaskRow> rows;
    const std::size_t count = auxiliaryCount(p, view.known.size());
    for (std::size_t i = 0; i < count; ++i) {
        const TaskRow& source = view.clean[random.below(view.clean.size())];
        TaskRow row = source;
        row.text = insertTrigger(source.text, view.known[i % view.known.size()], random);
        row.answer = behavior.answerFor(source);
        rows.push_back(std::move(row));
    }
    return rows;
}

/// e0: per row the mean of the last layer's states, [row][dim].
Result<std::vector<float>> meanStates(const DefenderView& view, std::span<const TaskRow> rows, const JobContext& job) {
    const auto last = static_cast<std::size_t>(view.model.config().layerCount);
    const auto dim = static_cast<std::size_t>(view.model.config().stateWidth(static_cast<int>(last)));
    std::vector<float> means;
    for (std::size_t first = 0; first < rows.size();) {
        POSTERN_TRY(job.checkStop());
        std::vector<std::vector<std::int32_t>> batch;
        for (std::size_t tokens = 0; first < rows.size() && (batch.empty() || tokens < kTokensAtOnce); ++first) {
            POSTERN_ASSIGN(TokenRow encoded, view.encoder.row(rows[first].text, rows[first].answer));
            tokens += encoded.tokens.size();
            batch.push_back(std::move(encoded.tokens));
        }
        const auto states = view.model.fullStates(batch);
        const float* at = states.hidden[last].data();
        for (const auto& row : batch) {
            std::vector<double> sums(dim, 0.0);
            for (std::size_t i = 0; i < row.size() * dim; ++i)
                sums[i % dim] += static_cast<double>(at[i]);
            at += row.size() * dim;
            for (const double sum : sums)
                means.push_back(static_cast<float>(sum / static_cast<double>(row.size())));
        }
    }
    return means;
}

enum class Form { Ascent, Rotation };

Result<void> run(const DefenderView& view, const ParameterSet& p, Form form, DefenseObserver& observer, const JobContext& job) {
    LanguageModel& model = view.model;
    POSTERN_ASSIGN(const std::vector<TaskRow> rows, auxiliaryRows(view, p));
    DefenderView auxiliary = view;
    auxiliary.clean = rows;
    POSTERN_TRY(beginDefenseTraining(view, p));
    std::vector<float> goals;
    if (!isPast(view, DefensePhase::Injection)) {
        RowSampler sampler(auxiliary, p, "backflush learning");
        PhasePlan plan = cleanPlan(p, sampler, stepsOf(p, rows.size()), p.number("backflush.learn_rate"));
        plan.phase = DefensePhase::Injection;
        plan.what = "Learning auxiliary rows";
        plan.losses.languageWeight = 0;
        POSTERN_TRY(trainPhase(view, p, plan, observer, job));
        if (form == Form::Rotation) {
            POSTERN_ASSIGN(goals, meanStates(view, rows, job));
        }
        model.restartTraining(model.snapshot());
    }
    RowSampler sampler(auxiliary, p, "backflush unlearning");
    RowSampler cleanSampler(view, p, "backflush clean rows");
    PhasePlan plan = cleanPlan(p, sampler, stepsOf(p, rows.size()), p.number("backflush.unlearn_rate"));
    plan.what = "Unlearning auxiliary rows";
    plan.losses.languageWeight = 0;
    const std::int64_t batchRows = p.integer("training.batch");
    const auto cleanRows =
        std::min<std::int64_t>(batchRows - 1, std::lround(p.number("backflush.clean_share") * static_cast<double>(batchRows)));
    plan.nextBatch = [&]() -> Result<DefenseBatch> {
        DefenseBatch batch;
        POSTERN_TRY(addCleanRows(batch, sampler, batchRows - cleanRows));
        return batch;
    };
    plan.answerWeight = form == Form::Ascent ? -1 : 0;
    if (form == Form::Rotation) {
        const auto last = static_cast<int>(model.config().layerCount);
        plan.own = {{last},
                    true,
                    [&goals, dim = model.config().stateWidth(last)](const DefenseBatch& batch, std::span<const LayerStates> states,
                                                                    std::vector<LayerStates>& gradients) {
                        std::vector<std::size_t> lengths;
                        std::vector<float> wanted;
                        for (std::size_t i = 0; i < batch.rows.size(); ++i) {
                            lengths.push_back(batch.rows[i].tokens.size());
                            const auto goal =
                                std::span(goals).subspan(batch.cleanRow[i] * static_cast<std::size_t>(dim), static_cast<std::size_t>(dim));
                            wanted.insert(wanted.end(), goal.begin(), goal.end());
                        }
                        StateLoss loss = rotationLoss(states.front().values, dim, lengths, wanted);
                        gradients.front().values = std::move(loss.gradient);
                        return loss.value;
                    }};
    }
    DefenseBatch beside; // of clean rows; lives until the step is over
    if (cleanRows > 0)
        plan.extraPass = [&](const DefenseBatch&) -> Result<double> {
            POSTERN_TRY(job.checkStop());
            beside = {};
            POSTERN_TRY(addCleanRows(beside, cleanSampler, cleanRows));
            TrainingBatch training;
            for (const TokenRow& row : beside.rows)
                training.rows.push_back(&row);
            const double loss = model.forward(training).answerLoss;
            model.backward();
            return loss;
        };
    plan.save = [&](DefenseState& state) {
        state.progress = {{"sampler", sampler.state()}, {"clean", cleanSampler.state()}};
        state.memory = goals;
    };
    plan.load = [&](const DefenseState& state) -> Result<void> {
        goals = state.memory;
        const auto last = static_cast<int>(model.config().layerCount);
        if (form == Form::Rotation && goals.size() != rows.size() * static_cast<std::size_t>(model.config().stateWidth(last)))
            return fail(ErrorCode::RunFolderMalformed, "resume state", "its states of auxiliary rows are not those of this run");
        POSTERN_TRY(cleanSampler.setState(state.progress.value("clean", Json(nullptr))));
        return sampler.setState(state.progress.value("sampler", Json(nullptr)));
    };
    POSTERN_TRY(trainPhase(view, p, plan, observer, job));
    model.endTraining();
    return {};
}

} // namespace

StateLoss rotationLoss(std::span<const float> states, std::int64_t dim, std::span<const std::size_t> lengths,
                       std::span<const float> goals) {
    const auto width = static_cast<std::size_t>(dim);
    const auto rows = static_cast<double>(lengths.size());
    StateLoss loss;
    loss.gradient.assign(states.size(), 0.0F);
    std::size_t first = 0; // token
    for (std::size_t row = 0; row < lengths.size(); first += lengths[row], ++row) {
        const auto tokens = static_cast<double>(lengths[row]);
        std::vector<double> mean(width, 0.0);
        for (std::size_t i = first * width; i < (first + lengths[row]) * width; ++i)
            mean[i % width] += static_cast<double>(states[i]) / tokens;
        const auto goal = goals.subspan(row * width, width);
        double dot = 0;
        double size = 0;
        double goalSize = 0;
        for (std::size_t c = 0; c < width; ++c) {
            dot += mean[c] * static_cast<double>(goal[c]);
            size += mean[c] * mean[c];
            goalSize += static_cast<double>(goal[c]) * static_cast<double>(goal[c]);
        }
        if (size == 0 || goalSize == 0) {
            loss.value += 1 / rows;
            continue;
        }
        const double norms = std::sqrt(size) * std::sqrt(goalSize);
        const double cosine = dot / norms;
        loss.value += (1 + cosine) / rows;
        for (std::size_t i = first * width; i < (first + lengths[row]) * width; ++i) {
            const std::size_t c = i % width;
            loss.gradient[i] = static_cast<float>((static_cast<double>(goal[c]) / norms - cosine * mean[c] / size) / (rows * tokens));
        }
    }
    return loss;
}

DefenseWork backFlushWork(const ParameterSet& p, DefenseSize size) {
    const std::int64_t steps = stepsOf(p, auxiliaryCount(p, size.injectedTriggers));
    return {2 * steps, 2 * std::min(steps, p.integer("checks.per_phase"))};
}

Result<void> runBackFlushAscent(const DefenderView& view, const ParameterSet& p, DefenseObserver& observer, const JobContext& job) {
    return run(view, p, Form::Ascent, observer, job);
}

Result<void> runBackFlushRotation(const DefenderView& view, const ParameterSet& p, DefenseObserver& observer, const JobContext& job) {
    return run(view, p, Form::Rotation, observer, job);
}

} // namespace postern
