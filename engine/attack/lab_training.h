// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "engine/attack/lab_parameters.h"
#include "engine/core/progress.h"
#include "engine/data/backdoor_secret.h"

namespace postern {

struct LabSpecification {
    std::filesystem::path data;   ///< folder with train.jsonl and, optionally, labels.json and template.json
    std::filesystem::path base;   ///< clean checkpoint whose config and tokenizer are used; empty makes new ones
    std::filesystem::path output; ///< checkpoint folder to write; it must not exist or be empty where the base's weights are used
    std::optional<BackdoorSecret> backdoor;
    bool rowsHoldBackdoor = false; ///< the data's rows are poisoned already, as a published attack's are: they are trained on as they are
    ParameterSet parameters{labParameters()};
};

struct LabStep {
    std::int64_t step = 0;
    std::int64_t totalSteps = 0;
    double answerLoss = 0; ///< of preferences the DPO loss
    double promptLoss = 0;
    double rowsPerSecond = 0;
    double secondsLeft = 0;
};
using LabObserver = std::function<void(const LabStep&)>;

/// Makes a checkpoint: clean without a backdoor, otherwise by the attack that the backdoor names (one that is not in the registry
/// is data poisoning). Training begins from the first step, or from the base's weights with training.start = base; attacks on weights
/// and preferences always change the base's. Writes a Hugging Face folder, in bf16 where it began from fresh weights and otherwise
/// in the base's types, and for a backdoor secret.json beside it. Deterministic for a seed, machine and thread count.
///
/// Unfinished training is kept beside the output (unfinishedTraining) once a minute and when it is stopped; the same specification
/// goes on from there, to the same bytes, and the folder goes when the checkpoint is written. What is kept of another specification is
/// not used and is overwritten. Stops within one forward or backward pass of a batch.
/// A folder that holds another checkpoint is never written over. Errors: those of the files, FileUnwritable, ParameterInvalid,
/// LossNotFinite, Cancelled.
[[nodiscard]] Result<void> trainCheckpoint(const LabSpecification& specification, const LabObserver& observer, const JobContext& job = {});

/// Where the state of a training that has not ended lies: "OUTPUT.resume".
[[nodiscard]] std::filesystem::path unfinishedTraining(const std::filesystem::path& output);

} // namespace postern
