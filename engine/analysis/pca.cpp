// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/pca.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

#include "engine/analysis/centered_products.h"
#include "engine/core/random.h"

namespace postern {

namespace {

constexpr Eigen::Index kCompleteUpTo = 512;
constexpr Eigen::Index kOversampling = 12;
constexpr int kMaxSweeps = 60;
constexpr double kSettled = 1e-6;
/// Eigenvalues below this share of the total are rounding, not directions.
constexpr double kRankTolerance = 1e-12;

struct Eigenpairs {
    Eigen::VectorXd values;  // [k], falling
    Eigen::MatrixXd vectors; // [side, k]
};

Eigenpairs largest(const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>& solver, Eigen::Index count) {
    return {solver.eigenvalues().reverse().head(count), solver.eigenvectors().rowwise().reverse().leftCols(count)};
}

Eigen::MatrixXd orthonormal(const Eigen::MatrixXd& matrix) {
    const Eigen::HouseholderQR<Eigen::MatrixXd> qr(matrix);
    return qr.householderQ() * Eigen::MatrixXd::Identity(matrix.rows(), matrix.cols());
}

/// The leading pairs of a symmetric matrix without a negative eigenvalue.
Result<Eigenpairs> leadingPairs(const Eigen::MatrixXd& matrix, Eigen::Index count, const JobContext& job) {
    const Eigen::Index width = count + kOversampling;
    if (matrix.rows() <= kCompleteUpTo || width * 2 > matrix.rows())
        return largest(Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(matrix), count);

    RandomStream random(0, "pca");
    Eigen::MatrixXd basis(matrix.rows(), width);
    for (Eigen::Index j = 0; j < width; ++j)
        for (Eigen::Index i = 0; i < matrix.rows(); ++i)
            basis(i, j) = random.normal();
    Eigenpairs pairs;
    double captured = -1.0;
    for (int sweep = 0; sweep < kMaxSweeps; ++sweep) {
        POSTERN_TRY(job.checkStop());
        basis = orthonormal(matrix * basis);
        const Eigen::MatrixXd image = matrix * basis;
        const Eigen::MatrixXd small = basis.transpose() * image;
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(small);
        const Eigenpairs rotated = largest(solver, count);
        pairs = {rotated.values, basis * rotated.vectors};
        const double sum = pairs.values.sum();
        if (std::abs(sum - captured) <= kSettled * std::abs(sum))
            break;
        captured = sum;
        basis = image;
    }
    return pairs;
}

} // namespace

Result<PcaBasis> fitPca(const MatrixView& rows, std::size_t count, const JobContext& job) {
    POSTERN_TRY(checkMatrix(rows, "PCA"));
    if (count == 0 || count > rows.columns)
        return fail(ErrorCode::ParameterInvalid, "PCA",
                    std::to_string(count) + " components of " + std::to_string(rows.columns) + " columns");
    PcaBasis basis;
    basis.dimension = rows.columns;
    basis.count = count;
    basis.components.assign(count * rows.columns, 0.0F);
    basis.variance.assign(count, 0.0);
    basis.explainedRatio.assign(count, 0.0);
    const Eigen::VectorXd mean = analysis::columnMeans(rows);
    basis.mean.resize(rows.columns);
    Eigen::Map<Eigen::VectorXf>(basis.mean.data(), mean.size()) = mean.cast<float>();

    const bool throughGram = rows.rows < rows.columns;
    POSTERN_ASSIGN(const Eigen::MatrixXd products,
                   throughGram ? analysis::gramMatrix(rows, mean, job) : analysis::scatterMatrix(rows, mean, job));
    const double total = products.trace();
    // The rank of n centred rows is n - 1 at most; a component past it stays zero.
    const std::size_t possible = std::min({count, rows.rows - 1, rows.columns});
    if (possible == 0 || !(total > 0.0))
        return basis;
    POSTERN_ASSIGN(Eigenpairs pairs, leadingPairs(products, static_cast<Eigen::Index>(possible), job));
    if (throughGram)
        pairs.vectors = analysis::transposedProduct(rows, mean, pairs.vectors);

    for (std::size_t k = 0; k < possible; ++k) {
        const double value = pairs.values(static_cast<Eigen::Index>(k));
        Eigen::VectorXd direction = pairs.vectors.col(static_cast<Eigen::Index>(k));
        const double length = direction.norm();
        if (value <= kRankTolerance * total || !(length > 0.0))
            continue;
        // Equal magnitudes differ by rounding; the first of them decides, or the sign would hang on the last bit.
        const double nearlyLargest = direction.cwiseAbs().maxCoeff() * (1.0 - 1e-6);
        Eigen::Index strongest = 0;
        while (std::abs(direction(strongest)) < nearlyLargest)
            ++strongest;
        direction *= (direction(strongest) < 0.0 ? -1.0 : 1.0) / length;
        Eigen::Map<Eigen::VectorXf>(basis.components.data() + k * rows.columns, direction.size()) = direction.cast<float>();
        basis.variance[k] = value / static_cast<double>(rows.rows - 1);
        basis.explainedRatio[k] = value / total;
    }
    return basis;
}

Result<std::vector<float>> projectPca(const PcaBasis& basis, const MatrixView& rows) {
    POSTERN_TRY(checkMatrix(rows, "PCA"));
    if (rows.columns != basis.dimension)
        return fail(ErrorCode::TensorMismatch, "PCA",
                    std::to_string(rows.columns) + " columns on a basis of " + std::to_string(basis.dimension));
    std::vector<float> coordinates(rows.rows * basis.count);
    using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const auto width = static_cast<Eigen::Index>(basis.count);
    const Eigen::Map<const RowMajor> components(basis.components.data(), width, static_cast<Eigen::Index>(basis.dimension));
    const Eigen::MatrixXd loadings = components.cast<double>().transpose();
    const Eigen::VectorXd mean =
        Eigen::Map<const Eigen::VectorXf>(basis.mean.data(), static_cast<Eigen::Index>(basis.dimension)).cast<double>();
    constexpr std::size_t kBlock = 256;
    for (std::size_t first = 0; first < rows.rows; first += kBlock) {
        const std::size_t count = std::min(kBlock, rows.rows - first);
        Eigen::Map<RowMajor>(coordinates.data() + first * basis.count, static_cast<Eigen::Index>(count), width) =
            (analysis::centredBlock(rows, mean, first, count) * loadings).cast<float>();
    }
    return coordinates;
}

Result<std::vector<Point2>> projectPlane(const PcaBasis& basis, const MatrixView& rows) {
    if (basis.count < 2)
        return fail(ErrorCode::ParameterInvalid, "PCA", "a plane needs two components");
    POSTERN_ASSIGN(const std::vector<float> coordinates, projectPca(basis, rows));
    std::vector<Point2> points(rows.rows);
    for (std::size_t i = 0; i < points.size(); ++i)
        points[i] = {coordinates[i * basis.count], coordinates[i * basis.count + 1]};
    return points;
}

} // namespace postern
