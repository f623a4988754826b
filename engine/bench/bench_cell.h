// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bench/bench_specification.h"
#include "engine/core/progress.h"

namespace postern {

/// Makes one of a benchmark's checkpoints in `folder` (or copies one that is there already), measures it and tries whether its back
/// door survives ordinary clean fine-tuning. `clean` is the clean checkpoint of the same task and model, which attacks that do not
/// begin from fresh weights start from. Errors: those of the lab, ParameterUnknown and ParameterInvalid of the specification.
[[nodiscard]] Result<BenchAttackResult> makeBenchSubject(const BenchSpecification& specification, const BenchSubject& subject,
                                                         const std::filesystem::path& clean, const std::filesystem::path& folder,
                                                         const JobContext& job);

/// Puts one checkpoint through one defence, or goes on where an earlier attempt was interrupted. The purified model is not kept.
[[nodiscard]] Result<BenchResult> runBenchCell(const BenchSpecification& specification, const BenchCell& cell,
                                               const std::filesystem::path& checkpoint, const std::filesystem::path& clean,
                                               const std::filesystem::path& folder, const JobContext& job);

} // namespace postern
