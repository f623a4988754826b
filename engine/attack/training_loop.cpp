// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/training_loop.h"

#include <chrono>
#include <cmath>
#include <numeric>

#include "engine/attack/kept_training.h"
#include "engine/model/schedule.h"

namespace postern {

namespace {

using Clock = std::chrono::steady_clock;
constexpr double kKeepSeconds = 60;

double secondsSince(Clock::time_point since) {
    return std::chrono::duration<double>(Clock::now() - since).count();
}

} // namespace

LoopSettings loopSettings(const ParameterSet& p) {
    LoopSettings settings;
    settings.batch = static_cast<std::size_t>(p.integer("training.batch"));
    settings.epochs = p.integer("training.epochs");
    settings.learningRate = p.number("training.learning_rate");
    settings.warmup = p.integer("training.warmup");
    settings.weightDecay = p.number("training.weight_decay");
    settings.clip = p.number("training.clip");
    settings.seed = static_cast<std::uint64_t>(p.integer("seed"));
    return settings;
}

Result<void> trainLoop(LanguageModel& model, std::size_t items, const LoopSettings& settings, const BatchPass& pass,
                       const LabObserver& observer, const JobContext& job) {
    if (items == 0)
        return fail(ErrorCode::DataEmpty, "training rows", "there is none");
    const auto stepsPerEpoch = static_cast<std::int64_t>((items + settings.batch - 1) / settings.batch);
    LearningRateSchedule schedule;
    schedule.peak = settings.learningRate;
    schedule.totalSteps = stepsPerEpoch * settings.epochs;
    schedule.warmupSteps = std::min(settings.warmup, schedule.totalSteps / 2);
    UpdateSettings update;
    update.weightDecay = settings.weightDecay;
    update.maxGradientNorm = settings.clip;

    const KeptTraining kept(settings.resume, settings.fingerprint);
    POSTERN_ASSIGN(const std::int64_t done, kept.takeUp(model));
    RandomStream shuffle(settings.seed, "order");
    std::vector<std::size_t> order(items);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::int64_t step = 0;
    const Clock::time_point began = Clock::now();
    Clock::time_point keptAt = began;
    std::size_t seen = 0;
    for (std::int64_t epoch = 0; epoch < settings.epochs; ++epoch) {
        shuffle.shuffle(std::span(order));
        for (std::size_t first = 0; first < order.size(); first += settings.batch, ++step) {
            if (step < done)
                continue; // of an earlier sitting
            const std::span<const std::size_t> batch = std::span(order).subspan(first, std::min(settings.batch, order.size() - first));
            const auto losses = pass(batch);
            if (!losses) {
                if (losses.error().code == ErrorCode::Cancelled && step > done)
                    POSTERN_TRY(kept.keep(model, step));
                return tl::make_unexpected(losses.error());
            }
            update.learningRate = schedule.at(step);
            const double norm = model.update(update);
            if (!std::isfinite(losses->answer) || !std::isfinite(norm))
                return fail(ErrorCode::LossNotFinite, "step " + std::to_string(step), "the answer loss or the gradient is not a number",
                            "Lower training.learning_rate");
            seen += batch.size();
            const double seconds = secondsSince(began);
            if (observer)
                observer({step + 1, schedule.totalSteps, losses->answer, losses->prompt, static_cast<double>(seen) / seconds,
                          seconds / static_cast<double>(step + 1 - done) * static_cast<double>(schedule.totalSteps - step - 1)});
            job.progress(settings.what, step + 1, schedule.totalSteps);
            if (secondsSince(keptAt) >= kKeepSeconds && step + 1 < schedule.totalSteps) {
                POSTERN_TRY(kept.keep(model, step + 1));
                keptAt = Clock::now();
            }
        }
    }
    return {};
}

BatchPass rowPass(LanguageModel& model, const std::vector<TokenRow>& rows, double promptWeight, const JobContext& job) {
    return [&model, &rows, promptWeight, &job](std::span<const std::size_t> items) -> Result<PassLosses> {
        POSTERN_TRY(job.checkStop());
        TrainingBatch batch;
        batch.promptWeight = promptWeight;
        for (const std::size_t item : items)
            batch.rows.push_back(&rows[item]);
        const ForwardResult losses = model.forward(batch);
        POSTERN_TRY(job.checkStop());
        model.backward();
        return PassLosses{losses.answerLoss, losses.promptLoss};
    };
}

} // namespace postern
