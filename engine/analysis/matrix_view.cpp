// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/matrix_view.h"

#include <cmath>

namespace postern {

Result<void> checkMatrix(const MatrixView& matrix, const std::string& subject) {
    if (matrix.rows == 0 || matrix.columns == 0)
        return fail(ErrorCode::DataEmpty, subject, "the matrix has no rows or no columns");
    if (matrix.values.size() / matrix.columns != matrix.rows || matrix.values.size() % matrix.columns != 0)
        return fail(ErrorCode::TensorMismatch, subject,
                    std::to_string(matrix.values.size()) + " values for a " + std::to_string(matrix.rows) + " x " +
                        std::to_string(matrix.columns) + " matrix");
    for (std::size_t i = 0; i < matrix.values.size(); ++i)
        if (!std::isfinite(matrix.values[i]))
            return fail(ErrorCode::DataMalformed, subject,
                        "row " + std::to_string(i / matrix.columns) + ", column " + std::to_string(i % matrix.columns) +
                            " is not a finite number");
    return {};
}

} // namespace postern
