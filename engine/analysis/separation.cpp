// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/separation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <Eigen/Dense>

#include "engine/analysis/centered_products.h"

namespace postern {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr double kRidge = 0.01;
constexpr std::size_t kBlock = 256;

using ClassSums = std::array<double, kRowClassCount>;

std::size_t place(RowClass rowClass) {
    return static_cast<std::size_t>(rowClass);
}
Eigen::Index index(std::size_t value) {
    return static_cast<Eigen::Index>(value);
}

struct Cloud {
    MatrixView hidden;
    std::span<const RowClass> classes;
    Eigen::VectorXd mean;
    std::array<std::vector<std::size_t>, kRowClassCount> members;
    std::array<Eigen::VectorXd, kRowClassCount> centroid; ///< from the common mean; empty without members

    [[nodiscard]] double count(RowClass rowClass) const { return static_cast<double>(members[place(rowClass)].size()); }
    [[nodiscard]] bool has(RowClass rowClass, std::size_t rows) const { return members[place(rowClass)].size() >= rows; }
    [[nodiscard]] Eigen::VectorXd row(std::size_t i) const { return analysis::centredBlock(hidden, mean, i, 1).row(0).transpose(); }
};

double unknownKnownDistance(const Cloud& cloud) {
    if (!cloud.has(RowClass::Unknown, 2) || !cloud.has(RowClass::Known, 2))
        return kNothing;
    double squares = 0;
    for (const RowClass side : {RowClass::Unknown, RowClass::Known})
        for (const std::size_t i : cloud.members[place(side)])
            squares += (cloud.row(i) - cloud.centroid[place(side)]).squaredNorm();
    const double scatter = std::sqrt(squares / (cloud.count(RowClass::Unknown) + cloud.count(RowClass::Known)));
    const double gap = (cloud.centroid[place(RowClass::Unknown)] - cloud.centroid[place(RowClass::Known)]).norm();
    return scatter > 0.0 ? gap / scatter : kNothing;
}

double shiftCosine(const Cloud& cloud) {
    if (!cloud.has(RowClass::Clean, 1) || !cloud.has(RowClass::Unknown, 1) || !cloud.has(RowClass::Known, 1))
        return kNothing;
    const Eigen::VectorXd unknown = cloud.centroid[place(RowClass::Unknown)] - cloud.centroid[place(RowClass::Clean)];
    const Eigen::VectorXd known = cloud.centroid[place(RowClass::Known)] - cloud.centroid[place(RowClass::Clean)];
    const double lengths = unknown.norm() * known.norm();
    return lengths > 0.0 ? std::clamp(unknown.dot(known) / lengths, -1.0, 1.0) : kNothing;
}

/// For every row the sum of its distances to the members of every class.
Result<std::vector<ClassSums>> distanceSums(const Cloud& cloud, const JobContext& job) {
    const std::size_t rows = cloud.hidden.rows;
    std::vector<ClassSums> sums(rows, ClassSums{});
    for (std::size_t first = 0; first < rows; first += kBlock) {
        const std::size_t count = std::min(kBlock, rows - first);
        const Eigen::MatrixXd left = analysis::centredBlock(cloud.hidden, cloud.mean, first, count);
        const Eigen::VectorXd leftSquares = left.rowwise().squaredNorm();
        for (std::size_t other = first; other < rows; other += kBlock) {
            POSTERN_TRY(job.checkStop());
            const std::size_t width = std::min(kBlock, rows - other);
            const Eigen::MatrixXd right = analysis::centredBlock(cloud.hidden, cloud.mean, other, width);
            const Eigen::VectorXd rightSquares = right.rowwise().squaredNorm();
            const Eigen::MatrixXd products = left * right.transpose();
            for (std::size_t i = 0; i < count; ++i)
                for (std::size_t j = other == first ? i + 1 : 0; j < width; ++j) {
                    const double squares = leftSquares(index(i)) + rightSquares(index(j));
                    const double square = squares - 2.0 * products(index(i), index(j));
                    // Below this share of the lengths the difference is rounding: the rows are equal.
                    const double distance = square > 1e-14 * squares ? std::sqrt(square) : 0.0;
                    sums[first + i][place(cloud.classes[other + j])] += distance;
                    sums[other + j][place(cloud.classes[first + i])] += distance;
                }
        }
    }
    return sums;
}

double silhouette(const Cloud& cloud, const std::vector<ClassSums>& sums, std::span<const RowClass> left, std::span<const RowClass> right) {
    const auto countOf = [&](std::span<const RowClass> side) {
        double count = 0;
        for (const RowClass part : side)
            count += cloud.count(part);
        return count;
    };
    const auto sumOf = [&](std::size_t row, std::span<const RowClass> side) {
        double sum = 0;
        for (const RowClass part : side)
            sum += sums[row][place(part)];
        return sum;
    };
    if (countOf(left) < 2 || countOf(right) < 2)
        return kNothing;
    double total = 0;
    for (const auto& [own, other] : {std::pair{left, right}, std::pair{right, left}})
        for (const RowClass part : own)
            for (const std::size_t row : cloud.members[place(part)]) {
                const double a = sumOf(row, own) / (countOf(own) - 1.0);
                const double b = sumOf(row, other) / countOf(other);
                const double larger = std::max(a, b);
                total += larger > 0.0 ? (b - a) / larger : 0.0;
            }
    return total / (countOf(left) + countOf(right));
}

/// Every second member of a class, beginning at `start`.
std::vector<std::size_t> half(const Cloud& cloud, RowClass rowClass, std::size_t start) {
    std::vector<std::size_t> chosen;
    const std::vector<std::size_t>& members = cloud.members[place(rowClass)];
    for (std::size_t i = start; i < members.size(); i += 2)
        chosen.push_back(members[i]);
    return chosen;
}

Result<double> probeAuc(const Cloud& cloud, const JobContext& job) {
    if (!cloud.has(RowClass::Clean, 4) || !cloud.has(RowClass::Known, 4) || !cloud.has(RowClass::Unknown, 4))
        return kNothing;
    const std::vector<std::size_t> clean = half(cloud, RowClass::Clean, 0);
    const std::vector<std::size_t> known = half(cloud, RowClass::Known, 0);
    const std::size_t columns = cloud.hidden.columns;
    std::vector<float> training;
    training.reserve((clean.size() + known.size()) * columns);
    for (const std::vector<std::size_t>* side : {&clean, &known})
        for (const std::size_t i : *side) {
            const std::span<const float> row = cloud.hidden.row(i);
            training.insert(training.end(), row.begin(), row.end());
        }
    const MatrixView view{training, clean.size() + known.size(), columns};
    const Eigen::VectorXd mean = analysis::columnMeans(view);
    Eigen::VectorXd target(index(view.rows));
    target.head(index(clean.size())).setConstant(-1.0);
    target.tail(index(known.size())).setConstant(1.0);
    target.array() -= target.mean();

    // The smaller of the two equal forms: (XᵀX + λ)⁻¹Xᵀy = Xᵀ(XXᵀ + λ)⁻¹y.
    const bool dual = view.rows <= columns;
    POSTERN_ASSIGN(Eigen::MatrixXd system, dual ? analysis::gramMatrix(view, mean, job) : analysis::scatterMatrix(view, mean, job));
    const double trace = system.trace();
    if (!(trace > 0.0))
        return kNothing;
    system.diagonal().array() += kRidge * trace / static_cast<double>(view.rows);
    const Eigen::LLT<Eigen::MatrixXd> solver(system);
    const Eigen::VectorXd direction = dual
                                          ? Eigen::VectorXd(analysis::transposedProduct(view, mean, solver.solve(target)))
                                          : Eigen::VectorXd(solver.solve(Eigen::VectorXd(analysis::transposedProduct(view, mean, target))));

    const auto scores = [&](RowClass rowClass) {
        std::vector<double> values;
        for (const std::size_t i : half(cloud, rowClass, 1))
            values.push_back(cloud.row(i).dot(direction));
        return values;
    };
    return rankAuc(scores(RowClass::Unknown), scores(RowClass::Clean));
}

} // namespace

double rankAuc(std::span<const double> positive, std::span<const double> negative) {
    if (positive.empty() || negative.empty())
        return kNothing;
    std::vector<double> sorted(negative.begin(), negative.end());
    std::sort(sorted.begin(), sorted.end());
    double wins = 0;
    for (const double value : positive) {
        const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), value);
        wins += static_cast<double>(low - sorted.begin()) + 0.5 * static_cast<double>(high - low);
    }
    return wins / (static_cast<double>(positive.size()) * static_cast<double>(negative.size()));
}

Result<Separation> measureSeparation(const MatrixView& hidden, std::span<const RowClass> classes, const JobContext& job) {
    POSTERN_TRY(checkMatrix(hidden, "separation"));
    if (classes.size() != hidden.rows)
        return fail(ErrorCode::TensorMismatch, "separation",
                    std::to_string(classes.size()) + " classes for " + std::to_string(hidden.rows) + " rows");
    Cloud cloud{hidden, classes, analysis::columnMeans(hidden), {}, {}};
    for (std::size_t i = 0; i < classes.size(); ++i)
        cloud.members[place(classes[i])].push_back(i);
    for (std::size_t c = 0; c < cloud.members.size(); ++c) {
        if (cloud.members[c].empty())
            continue;
        cloud.centroid[c] = Eigen::VectorXd::Zero(index(hidden.columns));
        for (const std::size_t i : cloud.members[c])
            cloud.centroid[c] += cloud.row(i);
        cloud.centroid[c] /= static_cast<double>(cloud.members[c].size());
    }
    POSTERN_ASSIGN(const std::vector<ClassSums> sums, distanceSums(cloud, job));
    using enum RowClass;
    const std::array<RowClass, 2> triggered{Unknown, Known};
    const std::span<const RowClass> unknown(triggered.data(), 1);
    const std::span<const RowClass> known(triggered.data() + 1, 1);
    const std::array<RowClass, 1> clean{Clean};
    const std::array<RowClass, 1> control{Control};
    Separation result;
    result.unknownKnownDistance = unknownKnownDistance(cloud);
    result.shiftCosine = shiftCosine(cloud);
    result.cleanTriggeredSilhouette = silhouette(cloud, sums, clean, triggered);
    result.unknownKnownSilhouette = silhouette(cloud, sums, unknown, known);
    result.controlCleanSilhouette = silhouette(cloud, sums, control, clean);
    POSTERN_ASSIGN(result.probeAuc, probeAuc(cloud, job));
    return result;
}

} // namespace postern
