// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/core/error.h"

namespace postern {

/// A row-major float matrix that somebody else owns; valid as long as the owner lives.
struct MatrixView {
    std::span<const float> values; ///< [rows, columns]
    std::size_t rows = 0;
    std::size_t columns = 0;

    [[nodiscard]] std::span<const float> row(std::size_t index) const { return values.subspan(index * columns, columns); }
};

/// One point of a layout on paper.
using Point2 = std::array<float, 2>;

/// At least one row and one column, as many values as the shape says, all of them finite.
/// Errors: DataEmpty, TensorMismatch, DataMalformed (NaN or infinity), with `subject` as their subject.
[[nodiscard]] Result<void> checkMatrix(const MatrixView& matrix, const std::string& subject);

} // namespace postern
