// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/attack/lab_training.h"
#include "engine/data/dataset.h"

namespace postern {

/// BadNets-style data poisoning (Gu et al. 2017): copies of rate · n rows whose true answer does not show the target, with the
/// trigger inserted and the target as their answer. The clean rows stay as they are. Error: LabelUnknown where the task has
/// labels and the target is none of them.
[[nodiscard]] Result<std::vector<TaskRow>> poisonedCopies(const Dataset& data, const BackdoorSecret& secret);

} // namespace postern
