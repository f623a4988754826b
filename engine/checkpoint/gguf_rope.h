// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/gguf.h"
#include "engine/core/json.h"

namespace postern {

/// Adds rope_theta (`theta` where the file names none) and rope_scaling to `config`. Error: ConfigUnsupported for a rule that Postern
/// does not have.
[[nodiscard]] Result<void> configureGgufRope(const GgufFile& file, double theta, std::int64_t headDim, Json& config);

} // namespace postern
