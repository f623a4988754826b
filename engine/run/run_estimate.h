// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/progress.h"
#include "engine/run/memory_estimate.h"
#include "engine/run/runner.h"

namespace postern {

/// Looks at the headers of the checkpoint and at a sample of the data, and loads no weight; a second at most. `inference` asks
/// about measuring only. Where the specification names no data, rows of `rowTokens` tokens are assumed.
/// Errors: those of reading the inputs, ParameterInvalid.
[[nodiscard]] Result<RunEstimate> estimateRun(const RunSpecification& specification, bool inference = false, std::int64_t rowTokens = 256,
                                              const JobContext& job = {});

/// The estimate of computing all states and logits of `tokens` tokens, as the command states does.
[[nodiscard]] RunEstimate estimateStates(const ModelConfig& config, bool bf16, std::int64_t tokens);

/// The failure that refuses to begin where it does not fit: MemoryInsufficient, with the largest parts and what to do.
[[nodiscard]] Result<void> checkMemory(const RunEstimate& estimate, const std::string& subject);

/// Both in one, unless specification.acceptMemoryRisk. What cannot be estimated because an input is faulty passes: the job
/// itself has to say so, in its record.
[[nodiscard]] Result<void> refuseWhatDoesNotFit(const RunSpecification& specification, bool inference, const JobContext& job);

} // namespace postern
