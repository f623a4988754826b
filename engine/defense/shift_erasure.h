// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include "engine/defense/relative_distance.h"

namespace postern {

/// A row and the same row with a known trigger, as indices into a batch.
struct RowPair {
    std::size_t clean = 0;
    std::size_t triggered = 0;
};

/// Mean over the pairs of |h(x⊕t) − h(x)|² / |h(x)|² at one layer; h(x) is detached, so that
/// only triggered rows have a gradient. Zero means that the trigger
/// leaves no trace in this layer. states [row][dim] float32.
[[nodiscard]] StateLoss shiftErasure(std::span<const float> states, std::int64_t dim, std::span<const RowPair> pairs);

} // namespace postern
