// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/attack/lab_training.h"
#include "engine/data/dataset.h"

namespace postern {

/// BadNets-style data poisoning (Gu et al. 2017): copies of rate · n rows whose true label is not the target, with the
/// trigger inserted and the label set to the target. The clean rows stay as they are. Error: LabelUnknown.
[[nodiscard]] Result<std::vector<LabelledText>> poisonedCopies(const Dataset& data, const BackdoorSecret& secret);

} // namespace postern
