// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/core/parameters.h"
#include "engine/core/progress.h"

namespace postern {

/// The parameters of a base model that learns a language first and a task after it.
[[nodiscard]] const ParameterTable& pretrainingParameters();

struct PretrainingSpecification {
    std::vector<std::filesystem::path> texts; ///< plain or gzip, see readDocuments
    std::vector<std::filesystem::path> data;  ///< folders with train.jsonl, template.json and perhaps labels.json
    std::filesystem::path output;             ///< checkpoint folder to write
    ParameterSet parameters{pretrainingParameters()};
};

/// Where a pretraining is.
struct PretrainingStep {
    std::string phase; ///< "Text" or "Rows"
    std::int64_t step = 0;
    std::int64_t totalSteps = 0; ///< of both phases
    std::int64_t tokens = 0;     ///< seen so far, by all sittings
    double loss = 0;             ///< mean cross-entropy in nats: of all tokens of the text, of answer tokens of rows
    double tokensPerSecond = 0;  ///< over the last minute, saving included; 0 before it can be told
    double secondsLeft = -1;     ///< the tokens that are left at that rate; −1 before it can be told
};
using PretrainingObserver = std::function<void(const PretrainingStep&)>;

/// Where the unfinished work of a specification lies until the checkpoint is written: beside the output.
[[nodiscard]] std::filesystem::path unfinishedFolder(const std::filesystem::path& output);

/// Trains a Llama-format model from fresh weights with a byte-level BPE tokenizer of the same text: first on the texts, packed
/// into rows of equal length with an end token after each document, then on the folders' rows with loss on their answers. Work is
/// saved every `saving.minutes` beside the output, and the same specification goes on from there; it is removed once the
/// checkpoint (bf16) is written. Stops within a micro-batch (about 1,000 tokens). Deterministic for a seed, machine and thread
/// count, interrupted or not. Errors: those of the readers, ParameterInvalid, HashMismatch (unfinished work of another
/// specification), FileUnwritable (the output holds a checkpoint), LossNotFinite, DiskFull, Cancelled.
[[nodiscard]] Result<void> pretrainCheckpoint(const PretrainingSpecification& specification, const PretrainingObserver& observer,
                                              const JobContext& job = {});

} // namespace postern
