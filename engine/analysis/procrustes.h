// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/analysis/matrix_view.h"

namespace postern {

/// Turning or mirroring, then moving: y = matrix · x + offset, with an orthogonal matrix.
struct RigidMap {
    std::array<std::array<double, 2>, 2> matrix{{{1.0, 0.0}, {0.0, 1.0}}};
    std::array<double, 2> offset{};

    [[nodiscard]] Point2 apply(const Point2& point) const;
};

/// The rigid map that brings `layout` nearest to `reference` in the sum of squares (orthogonal Procrustes problem,
/// Schönemann 1966; no scaling: a layout that shrinks must be seen to shrink). Points pair by index.
/// Errors: TensorMismatch when the counts differ, DataEmpty, DataMalformed for coordinates that are not finite.
[[nodiscard]] Result<RigidMap> fitProcrustes(std::span<const Point2> layout, std::span<const Point2> reference);

/// `layout` moved onto `reference`; errors as above.
[[nodiscard]] Result<std::vector<Point2>> alignProcrustes(std::span<const Point2> layout, std::span<const Point2> reference);

} // namespace postern
