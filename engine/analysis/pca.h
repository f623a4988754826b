// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "engine/analysis/matrix_view.h"
#include "engine/core/progress.h"

namespace postern {

/// Principal components of a cloud of rows; a value type, so that later frames can be drawn on the first one's basis.
struct PcaBasis {
    std::size_t dimension = 0;          ///< columns of the fitted matrix
    std::size_t count = 0;              ///< components asked for
    std::vector<float> mean;            ///< [dimension]
    std::vector<float> components;      ///< [count, dimension], rows of unit length, or zero where no variance was left
    std::vector<double> variance;       ///< [count], with divisor n - 1, falling
    std::vector<double> explainedRatio; ///< [count], share of the total variance, 0–1; 0 when there is none
};

/// Fits `count` components (Pearson 1901; Hotelling 1933). With fewer rows than columns the eigenproblem of the Gram
/// matrix is solved instead of the covariance's. Small problems are solved completely; above 512 on the smaller side
/// the leading subspace is iterated (Halko, Martinsson and Tropp 2011) until its variance stands still.
/// The sign is fixed: the loading with the largest magnitude is positive (the first of equals).
/// The same input gives the same bytes. Thread-safe. Polls the stop token.
/// Errors: those of checkMatrix, ParameterInvalid for count 0 or more than the columns, Cancelled.
[[nodiscard]] Result<PcaBasis> fitPca(const MatrixView& rows, std::size_t count, const JobContext& job = {});

/// Coordinates of rows on a stored basis: [rows, basis.count], row-major.
/// Errors: those of checkMatrix, TensorMismatch when the columns differ from the basis.
[[nodiscard]] Result<std::vector<float>> projectPca(const PcaBasis& basis, const MatrixView& rows);

/// The same, first two components only. Error as above, or ParameterInvalid for a basis of one component.
[[nodiscard]] Result<std::vector<Point2>> projectPlane(const PcaBasis& basis, const MatrixView& rows);

} // namespace postern
