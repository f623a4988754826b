// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "engine/attack/lab_training.h"
#include "engine/model/language_model.h"

namespace postern {

/// How a model goes over its items (rows or pairs).
struct LoopSettings {
    std::size_t batch = 64;
    std::int64_t epochs = 1;
    double learningRate = 1e-3; ///< peak; a cosine after the warm-up
    std::int64_t warmup = 0;    ///< steps, at most half of all
    double weightDecay = 0.01;
    double clip = 1;
    std::uint64_t seed = 1; ///< of the order
    std::string what = "Training";
    std::filesystem::path resume; ///< folder for the state of an unfinished training; empty keeps none
    std::string fingerprint;      ///< tells one training's state from another's
};

/// The loop's settings from the training parameters.
[[nodiscard]] LoopSettings loopSettings(const ParameterSet& parameters);

struct PassLosses {
    double answer = 0;
    double prompt = 0;
};
/// Forward and backward over the items of one batch.
using BatchPass = std::function<Result<PassLosses>(std::span<const std::size_t> items)>;

/// Epochs over `items` shuffled items with AdamW; training must have begun. Goes on where the kept state says, replaying the order.
/// Keeps the state once a minute and when it is stopped. Errors: LossNotFinite, Cancelled, the pass's own.
[[nodiscard]] Result<void> trainLoop(LanguageModel& model, std::size_t items, const LoopSettings& settings, const BatchPass& pass,
                                     const LabObserver& observer, const JobContext& job);

/// The pass of ordinary training: answers, and prompts with their weight. The rows must outlive it.
[[nodiscard]] BatchPass rowPass(LanguageModel& model, const std::vector<TokenRow>& rows, double promptWeight, const JobContext& job);

} // namespace postern
