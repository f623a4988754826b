// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/weight_source.h"

namespace postern {

/// What can be said without reading a value. A folder is also opened as a checkpoint, and a GGUF file looked at for types
/// that are not read: what speaks against a run becomes a problem, not an error.
[[nodiscard]] WeightSummary summarizeWeights(const WeightSource& source);

/// The element types of tensors that are quantized in a way that is not decoded, sorted, each once.
[[nodiscard]] std::vector<std::string> unreadTypes(const WeightSource& source);

} // namespace postern
