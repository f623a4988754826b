// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/analysis/matrix_view.h"
#include "engine/core/progress.h"

/// Inside the folder: who attracts whom, and how much.
namespace postern::analysis {

/// Symmetric joint probabilities that sum to 1; dense or by neighbours, never both.
struct Affinities {
    std::size_t rows = 0;
    std::vector<float> dense;             ///< [padded, padded], padding 0; empty when sparse
    std::vector<std::size_t> start;       ///< [rows + 1] into the two below
    std::vector<std::uint32_t> neighbour; ///< ascending within a row
    std::vector<float> probability;
};

/// Gaussian neighbourhoods whose width gives every row the same perplexity, found by bisection (van der Maaten and Hinton 2008,
/// section 2), made symmetric. Up to kTsneDenseRows rows all pairs count, above it the ⌊3 × perplexity⌋ nearest.
[[nodiscard]] Result<Affinities> measureAffinities(const MatrixView& rows, double perplexity, const JobContext& job);

} // namespace postern::analysis
