// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/defense/phase_trainer.h"
#include "engine/defense/row_sampler.h"

namespace postern {

/// Optimizer steps of a defence's training on clean rows: peer.steps, or as many as Backdoor Collapse would take.
[[nodiscard]] std::int64_t peerSteps(const ParameterSet& parameters, DefenseSize size);
/// The work of a defence that trains so long and does nothing else.
[[nodiscard]] DefenseWork peerWork(const ParameterSet& parameters, DefenseSize size);
[[nodiscard]] DefenseWork noWork(const ParameterSet& parameters, DefenseSize size);
[[nodiscard]] DefenseSize sizeOf(const DefenderView& view);

/// A plan of stage II on clean rows with their true answers, and language modelling on prompts as recovery.language_weight says.
/// Refers to the sampler. Its save and load keep the sampler alone.
[[nodiscard]] PhasePlan cleanPlan(const ParameterSet& parameters, RowSampler& sampler, std::int64_t steps, double learningRate);

/// Adds so many clean rows to a batch.
[[nodiscard]] Result<void> addCleanRows(DefenseBatch& batch, RowSampler& sampler, std::int64_t count);

/// Share of the first checks.dev_rows development rows that the model answers as it should.
[[nodiscard]] Result<double> devAccuracy(const DefenderView& view, const ParameterSet& parameters, const JobContext& job);

/// Ordinary fine-tuning on clean rows: what every other defence has to beat.
[[nodiscard]] Result<void> runCleanFineTuning(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                              const JobContext& job);

} // namespace postern
