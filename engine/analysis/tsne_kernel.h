// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

/// Inside the folder: the two loops in which t-SNE spends its time, once for every vector width.
namespace postern::analysis {

/// Sums are kept in this many lanes on every processor, so that all of them give the same bytes.
inline constexpr std::size_t kLanes = 16;

enum class VectorUnit { Baseline, Avx2, Avx512 };
[[nodiscard]] bool hasVectorUnit(VectorUnit unit);
[[nodiscard]] VectorUnit bestVectorUnit();

[[nodiscard]] constexpr std::size_t paddedSize(std::size_t count) {
    return (count + kLanes - 1) / kLanes * kLanes;
}

/// Where padding points stand: so far away that they move nothing and add nothing to a float sum.
inline constexpr float kFarAway = 1e9F;
/// A squared distance whose weight is exactly 0.
inline constexpr float kNoNeighbour = 1e30F;

/// Sums of one row i over all j, with q = 1 / (1 + |y_i - y_j|²): repulsion Σ q² (y_i - y_j), attraction
/// Σ p_ij q (y_i - y_j), mass Σ q (the row itself included, which adds 1).
struct RowForces {
    float repulsion[2];
    float attraction[2];
    float mass;
};

/// Rows `first` and `first + 1` against all `padded` points. `p` is the affinity matrix [padded, padded] or null, which leaves
/// attraction at 0. All arrays have `padded` elements, a multiple of kLanes.
void sweepRowPair(VectorUnit unit, const float* x, const float* y, const float* p, std::size_t padded, std::size_t first, RowForces* out);

struct WeightSums {
    float weights; ///< Σ w
    float moments; ///< Σ w d
};

/// weights[j] = exp(-beta · squares[j]) for squares ≥ 0; exactly 0 below e^-86.
WeightSums gaussianWeights(VectorUnit unit, const float* squares, std::size_t padded, float beta, float* weights);

} // namespace postern::analysis
