// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Dense>

#include "engine/analysis/matrix_view.h"
#include "engine/core/progress.h"

/// Inside the folder: products of centred rows in double, in blocks, so that a large matrix is never copied whole.
namespace postern::analysis {

/// Column means of the rows, [columns].
[[nodiscard]] Eigen::VectorXd columnMeans(const MatrixView& rows);

/// Rows [first, first + count) minus `mean`, [count, columns].
[[nodiscard]] Eigen::MatrixXd centredBlock(const MatrixView& rows, const Eigen::VectorXd& mean, std::size_t first, std::size_t count);

/// X·Xᵀ of the centred rows, [rows, rows]; both triangles are filled.
[[nodiscard]] Result<Eigen::MatrixXd> gramMatrix(const MatrixView& rows, const Eigen::VectorXd& mean, const JobContext& job);

/// Xᵀ·X of the centred rows, [columns, columns]; both triangles are filled.
[[nodiscard]] Result<Eigen::MatrixXd> scatterMatrix(const MatrixView& rows, const Eigen::VectorXd& mean, const JobContext& job);

/// Xᵀ·u for centred X: [columns, u.cols()].
[[nodiscard]] Eigen::MatrixXd transposedProduct(const MatrixView& rows, const Eigen::VectorXd& mean, const Eigen::MatrixXd& u);

} // namespace postern::analysis
