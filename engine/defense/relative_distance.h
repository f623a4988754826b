// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace postern {

/// A row of the batch and the state it is held to; the goal is a constant.
struct HeldRow {
    std::size_t row = 0;
    std::span<const float> goal; ///< [dim]
};

/// A loss over hidden states of one layer.
struct StateLoss {
    double value = 0;
    std::vector<float> gradient; ///< [row][dim]; zero where a row is not held
};

/// Mean over the rows of |h − g|² / |g|²; zero where there are none. states [row][dim] float32.
[[nodiscard]] StateLoss relativeDistance(std::span<const float> states, std::int64_t dim, std::span<const HeldRow> rows);

} // namespace postern
