// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bench/bench_specification.h"
#include "engine/core/parameters.h"

namespace postern {

/// The lab's parameters for a subject: those of the whole specification, its task, its model and its attack, later ones on top.
[[nodiscard]] Result<ParameterSet> benchLabParameters(const BenchSpecification& specification, const BenchSubject& subject);
/// A run's parameters for a defence on a task: the preset, then those of the specification, the task and the defence. The seed is left.
[[nodiscard]] Result<ParameterSet> benchRunParameters(const BenchSpecification& specification, const std::string& task,
                                                      const std::string& defense);
/// Before hours of work begin: whether every attack, defence and parameter that the specification names exists and has an allowed value.
/// Errors: ParameterUnknown, ParameterInvalid, with the part of the specification that they stand in.
[[nodiscard]] Result<void> checkBenchParameters(const BenchSpecification& specification);

} // namespace postern
