// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/centered_products.h"

#include <algorithm>

namespace postern::analysis {

namespace {

constexpr std::size_t kBlock = 256;

using RowMajorFloat = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using FloatMap = Eigen::Map<const RowMajorFloat>;

Eigen::Index index(std::size_t value) {
    return static_cast<Eigen::Index>(value);
}

FloatMap mapped(const MatrixView& rows) {
    return {rows.values.data(), index(rows.rows), index(rows.columns)};
}

} // namespace

Eigen::VectorXd columnMeans(const MatrixView& rows) {
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(index(rows.columns));
    const FloatMap map = mapped(rows);
    for (Eigen::Index i = 0; i < map.rows(); ++i)
        mean += map.row(i).transpose().cast<double>();
    return mean / static_cast<double>(rows.rows);
}

Eigen::MatrixXd centredBlock(const MatrixView& rows, const Eigen::VectorXd& mean, std::size_t first, std::size_t count) {
    Eigen::MatrixXd block = mapped(rows).middleRows(index(first), index(count)).cast<double>();
    block.rowwise() -= mean.transpose();
    return block;
}

Result<Eigen::MatrixXd> gramMatrix(const MatrixView& rows, const Eigen::VectorXd& mean, const JobContext& job) {
    Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(index(rows.rows), index(rows.rows));
    const FloatMap map = mapped(rows);
    for (std::size_t first = 0; first < rows.columns; first += kBlock) {
        POSTERN_TRY(job.checkStop());
        const Eigen::Index count = index(std::min(kBlock, rows.columns - first));
        Eigen::MatrixXd block = map.middleCols(index(first), count).cast<double>();
        block.rowwise() -= mean.segment(index(first), count).transpose();
        gram.selfadjointView<Eigen::Lower>().rankUpdate(block);
    }
    gram.triangularView<Eigen::StrictlyUpper>() = gram.transpose();
    return gram;
}

Result<Eigen::MatrixXd> scatterMatrix(const MatrixView& rows, const Eigen::VectorXd& mean, const JobContext& job) {
    Eigen::MatrixXd scatter = Eigen::MatrixXd::Zero(index(rows.columns), index(rows.columns));
    for (std::size_t first = 0; first < rows.rows; first += kBlock) {
        POSTERN_TRY(job.checkStop());
        const Eigen::MatrixXd block = centredBlock(rows, mean, first, std::min(kBlock, rows.rows - first));
        scatter.selfadjointView<Eigen::Lower>().rankUpdate(block.transpose());
    }
    scatter.triangularView<Eigen::StrictlyUpper>() = scatter.transpose();
    return scatter;
}

Eigen::MatrixXd transposedProduct(const MatrixView& rows, const Eigen::VectorXd& mean, const Eigen::MatrixXd& u) {
    Eigen::MatrixXd product = Eigen::MatrixXd::Zero(index(rows.columns), u.cols());
    for (std::size_t first = 0; first < rows.rows; first += kBlock) {
        const std::size_t count = std::min(kBlock, rows.rows - first);
        product.noalias() += centredBlock(rows, mean, first, count).transpose() * u.middleRows(index(first), index(count));
    }
    return product;
}

} // namespace postern::analysis
