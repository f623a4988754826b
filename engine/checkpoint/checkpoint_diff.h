// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/weight_source.h"

namespace postern {

/// Compares configuration, small files and tensors. Both sides are read through their mappings, piece by piece and on
/// several threads, so that models much larger than memory can be compared; the numbers do not depend on the number of
/// threads. Tensors are paired by name, so two formats with other names have nothing in common: a note says so.
/// Errors: Cancelled, HashMismatch where a file changed, FileUnreadable.
[[nodiscard]] Result<CheckpointDiff> compareCheckpoints(const WeightSource& a, const WeightSource& b, const JobContext& job = {});

/// Keys that differ, and those that do not, sorted; nested objects become dotted keys. Null stands for no configuration.
[[nodiscard]] std::vector<ConfigChange> compareConfigs(const Json& a, const Json& b);

/// Gathers the relative changes by kind and layer: the root of the sums of squares of all tensors of that kind and layer.
[[nodiscard]] HeatStrip makeHeatStrip(const std::vector<TensorChange>& tensors);

} // namespace postern
