// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/defense/defense.h"
#include "engine/evaluation/evaluator.h"
#include "engine/run/run_inputs.h"

namespace postern {

/// The evaluation of a run: test rows, the secret where there is one, the known triggers, the control phrase.
[[nodiscard]] Result<Evaluator> makeEvaluator(const ParameterSet& parameters, const RunInputs& inputs, const PromptEncoder& encoder,
                                              const KnownTriggers& triggers);

/// Rows of a check, or of the whole measurement before and after the run.
[[nodiscard]] EvaluationSize evaluationSize(const ParameterSet& parameters, bool whole);

[[nodiscard]] Evaluation asEvaluation(Measurement measured, Phase phase, int step);

/// Measures one checkpoint without defending it (specification.output is not used).
[[nodiscard]] Result<Evaluation> evaluateCheckpoint(const RunSpecification& specification, const JobContext& job);

} // namespace postern
