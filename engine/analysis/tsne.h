// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/analysis/matrix_view.h"
#include "engine/core/progress.h"

namespace postern {

/// Settings of one embedding. The defaults suit some hundred to some thousand rows.
struct TsneOptions {
    double perplexity = 30; ///< effective neighbours; lowered to (n - 1) / 3 where there are too few rows
    int iterations = 1000;  ///< all of them, early exaggeration included
    std::uint64_t seed = 0; ///< of the tiny jitter that parts equal rows
    double exaggeration = 12;
    int exaggerationIterations = 250;
    double learningRate = 0;          ///< 0 chooses max(n / 48, 50), which is n / 12 without the gradient's factor 4
    std::size_t inputDimensions = 50; ///< rows with more columns go through PCA first; 0 never reduces
};

struct TsneLayout {
    std::vector<Point2> points;
    double divergence = 0; ///< Kullback–Leibler divergence of the layout, in nats
    double perplexity = 0; ///< the one in force
};

/// The row counts that the embedding accepts, and the one up to which every pair attracts.
inline constexpr std::size_t kTsneMaxRows = 20000;
inline constexpr std::size_t kTsneDenseRows = 2048;

/// t-SNE (van der Maaten and Hinton 2008) of rows [n, dim] into the plane, every repulsion computed exactly. Attractions: of all
/// pairs up to kTsneDenseRows rows, above that of the 3 × perplexity nearest neighbours (van der Maaten 2014). Starts from the first
/// two principal components at a standard deviation of 1e-4 (Kobak and Berens 2019), momentum 0.5 during early
/// exaggeration and 0.8 after it, gains as in the original.
///
/// The same input, options and seed give the same bytes, whichever vector instructions the processor has. Fewer than three
/// rows have no neighbourhoods; they come back apart by their PCA, with divergence 0. Thread-safe; polls the stop token at every
/// iteration and reports progress "t-SNE".
/// Errors: those of checkMatrix, ParameterInvalid (settings, more than kTsneMaxRows rows), Cancelled.
[[nodiscard]] Result<TsneLayout> embedTsne(const MatrixView& rows, const TsneOptions& options, const JobContext& job = {});

/// Goes on from an earlier layout of the same rows, point by point, without exaggeration: for the next frame of a moving cloud.
/// `iterations` of the options counts from here. Error as above, and TensorMismatch when `start` has another number of points.
[[nodiscard]] Result<TsneLayout> continueTsne(const MatrixView& rows, std::span<const Point2> start, const TsneOptions& options,
                                              const JobContext& job = {});

} // namespace postern
