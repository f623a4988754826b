// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/procrustes.h"

#include <cmath>

#include <Eigen/Dense>

namespace postern {

namespace {

Result<Eigen::MatrixXd> pointMatrix(std::span<const Point2> points) {
    Eigen::MatrixXd matrix(static_cast<Eigen::Index>(points.size()), 2);
    for (std::size_t i = 0; i < points.size(); ++i)
        for (std::size_t axis = 0; axis < 2; ++axis) {
            if (!std::isfinite(points[i][axis]))
                return fail(ErrorCode::DataMalformed, "layout", "point " + std::to_string(i) + " has no finite place");
            matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(axis)) = points[i][axis];
        }
    return matrix;
}

} // namespace

Point2 RigidMap::apply(const Point2& point) const {
    const double x = point[0];
    const double y = point[1];
    return {static_cast<float>(matrix[0][0] * x + matrix[0][1] * y + offset[0]),
            static_cast<float>(matrix[1][0] * x + matrix[1][1] * y + offset[1])};
}

Result<RigidMap> fitProcrustes(std::span<const Point2> layout, std::span<const Point2> reference) {
    if (layout.size() != reference.size())
        return fail(ErrorCode::TensorMismatch, "layout",
                    std::to_string(layout.size()) + " points against " + std::to_string(reference.size()));
    if (layout.empty())
        return fail(ErrorCode::DataEmpty, "layout", "there are no points to align");
    POSTERN_ASSIGN(Eigen::MatrixXd from, pointMatrix(layout));
    POSTERN_ASSIGN(Eigen::MatrixXd to, pointMatrix(reference));
    const Eigen::RowVector2d fromMean = from.colwise().mean();
    const Eigen::RowVector2d toMean = to.colwise().mean();
    from.rowwise() -= fromMean;
    to.rowwise() -= toMean;
    // min |from·R - to|: R = U·Vᵀ of the singular value decomposition of fromᵀ·to. All points in one place leave R free.
    const Eigen::Matrix2d cross = from.transpose() * to;
    Eigen::Matrix2d rotation = Eigen::Matrix2d::Identity();
    if (cross.cwiseAbs().maxCoeff() > 0.0) {
        const Eigen::JacobiSVD<Eigen::Matrix2d> svd(cross, Eigen::ComputeFullU | Eigen::ComputeFullV);
        rotation = svd.matrixU() * svd.matrixV().transpose();
    }
    const Eigen::RowVector2d offset = toMean - fromMean * rotation;
    RigidMap map;
    map.matrix = {{{rotation(0, 0), rotation(1, 0)}, {rotation(0, 1), rotation(1, 1)}}};
    map.offset = {offset(0), offset(1)};
    return map;
}

Result<std::vector<Point2>> alignProcrustes(std::span<const Point2> layout, std::span<const Point2> reference) {
    POSTERN_ASSIGN(const RigidMap map, fitProcrustes(layout, reference));
    std::vector<Point2> aligned;
    aligned.reserve(layout.size());
    for (const Point2& point : layout)
        aligned.push_back(map.apply(point));
    return aligned;
}

} // namespace postern
