// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/checkpoint/weight_values.h"
#include "engine/core/json.h"

namespace postern::cli {

/// The difference of two checkpoints as one document. Members of schema 1: schema, tool, a, b (paths), same,
/// config [{key, state, a, b}], files [{file, state}],
/// tensors [{name, layer, state, dtype_a, dtype_b, shape_a, shape_b, change}] where change is null if the values could not
/// be compared, or {norm_a, norm, relative, largest, changed, elements, not_finite},
/// total {norm_a, norm, relative}, layers [{layer, relative}], notes [text]. A state is "same", "changed", "only-a" or "only-b".
[[nodiscard]] Json diffJson(const CheckpointDiff& diff);

/// The same for people: what differs, and the change over layers as a strip of bars. `all` lists what is the same too.
[[nodiscard]] std::string diffText(const CheckpointDiff& diff, bool all);

} // namespace postern::cli
