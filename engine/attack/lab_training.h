// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "engine/core/parameters.h"
#include "engine/core/progress.h"
#include "engine/data/backdoor_secret.h"

namespace postern {

/// The lab's parameters: size of a new model, how it is trained, how data are poisoned.
[[nodiscard]] const ParameterTable& labParameters();

struct LabSpecification {
    std::filesystem::path data;   ///< folder with train.jsonl and, optionally, labels.json and template.json
    std::filesystem::path base;   ///< clean checkpoint whose config and tokenizer are used; empty makes new ones
    std::filesystem::path output; ///< checkpoint folder to write
    std::optional<BackdoorSecret> backdoor;
    ParameterSet parameters{labParameters()};
};

struct LabStep {
    std::int64_t step = 0;
    std::int64_t totalSteps = 0;
    double answerLoss = 0;
    double promptLoss = 0;
    double rowsPerSecond = 0;
};
using LabObserver = std::function<void(const LabStep&)>;

/// Trains a checkpoint from the first step (or from the base's weights with training.start = base) on clean rows, and on
/// poisoned copies when a backdoor is given. Writes a Hugging Face folder in bf16 and, for a backdoor, secret.json beside
/// it. Deterministic for a seed, machine and thread count.
[[nodiscard]] Result<void> trainCheckpoint(const LabSpecification& specification, const LabObserver& observer, const JobContext& job = {});

} // namespace postern
