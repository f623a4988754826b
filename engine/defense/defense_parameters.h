// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/parameters.h"

namespace postern {

/// The parameters that defences read; the run's table includes them. In a library of its own: forms and reports need the
/// table without the model behind it.
[[nodiscard]] std::vector<ParameterSpec> defenseParameters();
/// The part of them that belongs to single defences beside Backdoor Collapse; each says by appliesTo whose it is.
[[nodiscard]] std::vector<ParameterSpec> peerParameters();

} // namespace postern
