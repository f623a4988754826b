// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/parameters.h"

namespace postern {

/// The lab's parameters: size of a new model, how it is trained, how data are poisoned, each attack's own, and how its survival
/// is tried.
[[nodiscard]] const ParameterTable& labParameters();

} // namespace postern
