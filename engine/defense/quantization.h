// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "engine/defense/defense.h"

namespace postern {

/// Rounds to the nearest of 2 · levels + 1 evenly spaced values per block: scale = max |w| / levels, w → scale · round(w / scale), ties
/// to even. Blocks of `block` neighbouring values; the last may be shorter.
void roundToLevels(std::span<float> values, std::size_t block, int levels);

/// Round to nearest with one scale per output row, 127 levels on each side. The outcome is kept as the rounded values.
[[nodiscard]] Result<void> runInt8Quantization(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                               const JobContext& job);
/// Round to nearest with one scale per block of a row, 7 levels on each side; int4.block says how long a block is.
[[nodiscard]] Result<void> runInt4Quantization(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                               const JobContext& job);

} // namespace postern
