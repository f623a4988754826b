// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/ridge_update.h"

#include <algorithm>

#include <Eigen/Cholesky>
#include <Eigen/Core>

namespace postern {

namespace {

using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using FloatRows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
constexpr double kRidge = 1e-6;
constexpr int kTries = 6;

} // namespace

Result<std::vector<float>> ridgeUpdate(EditShape shape, std::span<const float> keys, std::span<const float> residuals,
                                       std::span<const double> moment, double lambda) {
    const auto in = static_cast<Eigen::Index>(shape.in);
    const auto out = static_cast<Eigen::Index>(shape.out);
    const auto count = static_cast<Eigen::Index>(shape.keys);
    const Eigen::MatrixXd k = Eigen::Map<const FloatRows>(keys.data(), count, in).cast<double>();
    const Eigen::MatrixXd r = Eigen::Map<const FloatRows>(residuals.data(), count, out).cast<double>();
    Eigen::MatrixXd sum = lambda * Eigen::Map<const RowMatrix>(moment.data(), in, in);
    sum.noalias() += k.transpose() * k;
    if (!sum.allFinite() || !r.allFinite())
        return fail(ErrorCode::LossNotFinite, "model edit", "the keys or values are not numbers");
    double ridge = kRidge * sum.trace() / static_cast<double>(in);
    Eigen::LLT<Eigen::MatrixXd> solver(sum);
    for (int i = 0; i < kTries && solver.info() != Eigen::Success; ++i, ridge *= 10) {
        sum.diagonal().array() += ridge;
        solver.compute(sum);
    }
    if (solver.info() != Eigen::Success)
        return fail(ErrorCode::LossNotFinite, "model edit", "the clean keys and the trigger's have no solution");
    const Eigen::MatrixXd change = solver.solve(k.transpose() * r).transpose(); // the sum is symmetric
    std::vector<float> values(shape.out * shape.in);
    Eigen::Map<FloatRows>(values.data(), out, in) = change.cast<float>();
    return values;
}

void addProducts(std::span<const float> keys, std::size_t in, std::vector<double>& moment) {
    const auto width = static_cast<Eigen::Index>(in);
    const Eigen::MatrixXd k = Eigen::Map<const FloatRows>(keys.data(), static_cast<Eigen::Index>(keys.size() / in), width).cast<double>();
    Eigen::Map<RowMatrix>(moment.data(), width, width).noalias() += k.transpose() * k;
}

} // namespace postern
