// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/attack/lab_training.h"
#include "engine/model/prompt_encoder.h"

namespace postern {

/// What anybody does to a model with rows of a task: trains it on survival.rows clean rows (defender.jsonl of the data, train.jsonl
/// where there is none), by default as the published clean fine-tuning does it: 100 rows, adapters of rank 8 and scale 16 on all
/// projections, 5 epochs in batches of 8 at 2e-4 with a cosine. Returns the settings as JSON. Errors: those of the data,
/// LossNotFinite, Cancelled.
[[nodiscard]] Result<Json> fineTuneOnCleanRows(LanguageModel& model, const PromptEncoder& encoder, const LabSpecification& specification,
                                               const LabObserver& observer, const JobContext& job);

} // namespace postern
