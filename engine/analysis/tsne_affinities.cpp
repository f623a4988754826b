// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/tsne_affinities.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

#include <Eigen/Dense>

#include "engine/analysis/centered_products.h"
#include "engine/analysis/tsne.h"
#include "engine/analysis/tsne_kernel.h"

namespace postern::analysis {

namespace {

constexpr std::size_t kBlock = 128;
constexpr int kMaxBisections = 64;
constexpr double kEntropyTolerance = 1e-5;

/// Squared distances of a block of rows to all rows, in units of the mean squared length, so that they are near 1.
class DistanceBlocks {
public:
    explicit DistanceBlocks(const MatrixView& rows) : m_all(centredBlock(rows, columnMeans(rows), 0, rows.rows)) {
        const double mean = m_all.squaredNorm() / static_cast<double>(rows.rows);
        if (mean > 0.0)
            m_all /= std::sqrt(mean);
        m_squares = m_all.rowwise().squaredNorm();
    }

    /// [rows, count], column by column.
    [[nodiscard]] Eigen::MatrixXd block(std::size_t first, std::size_t count) const {
        const auto start = static_cast<Eigen::Index>(first);
        const auto width = static_cast<Eigen::Index>(count);
        Eigen::MatrixXd squares = -2.0 * m_all * m_all.middleRows(start, width).transpose();
        squares.colwise() += m_squares;
        squares.rowwise() += m_squares.segment(start, width).transpose();
        return squares.cwiseMax(0.0);
    }

private:
    Eigen::MatrixXd m_all;
    Eigen::VectorXd m_squares;
};

/// Fills `weights` with conditional probabilities of the wanted perplexity. `squares` is padded with kNoNeighbour.
void calibrate(std::span<float> squares, double perplexity, std::span<float> weights) {
    static const VectorUnit unit = bestVectorUnit();
    const float nearest = *std::min_element(squares.begin(), squares.end());
    for (float& square : squares)
        square = square >= kNoNeighbour ? kNoNeighbour : square - nearest;
    const double wanted = std::log(perplexity);
    double beta = 1.0;
    double low = 0.0;
    double high = std::numeric_limits<double>::infinity();
    WeightSums sums{};
    for (int i = 0; i < kMaxBisections; ++i) {
        sums = gaussianWeights(unit, squares.data(), squares.size(), static_cast<float>(beta), weights.data());
        const double entropy = std::log(static_cast<double>(sums.weights)) + beta * sums.moments / sums.weights;
        if (std::abs(entropy - wanted) < kEntropyTolerance)
            break;
        (entropy > wanted ? low : high) = beta;
        beta = std::isinf(high) ? beta * 2.0 : 0.5 * (low + high);
    }
    for (float& weight : weights)
        weight /= sums.weights;
}

Result<Affinities> denseAffinities(const MatrixView& rows, double perplexity, const JobContext& job) {
    const std::size_t n = rows.rows;
    const std::size_t padded = paddedSize(n);
    Affinities result;
    result.rows = n;
    result.dense.assign(padded * padded, 0.0F);
    const DistanceBlocks distances(rows);
    std::vector<float> squares(padded);
    for (std::size_t first = 0; first < n; first += kBlock) {
        POSTERN_TRY(job.checkStop());
        const std::size_t count = std::min(kBlock, n - first);
        const Eigen::MatrixXd block = distances.block(first, count);
        for (std::size_t i = 0; i < count; ++i) {
            std::fill(squares.begin(), squares.end(), kNoNeighbour);
            Eigen::Map<Eigen::VectorXf>(squares.data(), static_cast<Eigen::Index>(n)) =
                block.col(static_cast<Eigen::Index>(i)).cast<float>();
            squares[first + i] = kNoNeighbour;
            calibrate(squares, perplexity, std::span(result.dense).subspan((first + i) * padded, padded));
        }
    }
    const float scale = 1.0F / (2.0F * static_cast<float>(n));
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < i; ++j) {
            float& one = result.dense[i * padded + j];
            float& other = result.dense[j * padded + i];
            one = other = (one + other) * scale;
        }
    return result;
}

struct Pair {
    std::uint32_t row;
    std::uint32_t column;
    float probability;
};

Affinities symmetric(std::size_t rows, std::vector<Pair> pairs) {
    const std::size_t count = pairs.size();
    pairs.reserve(2 * count);
    for (std::size_t i = 0; i < count; ++i)
        pairs.push_back({pairs[i].column, pairs[i].row, pairs[i].probability});
    std::sort(pairs.begin(), pairs.end(),
              [](const Pair& a, const Pair& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; });
    Affinities result;
    result.rows = rows;
    result.start.assign(rows + 1, 0);
    const float scale = 1.0F / (2.0F * static_cast<float>(rows));
    for (std::size_t i = 0; i < pairs.size();) {
        const Pair& pair = pairs[i];
        float sum = 0;
        // A pair occurs once or twice; addition of two floats does not depend on their order.
        for (; i < pairs.size() && pairs[i].row == pair.row && pairs[i].column == pair.column; ++i)
            sum += pairs[i].probability;
        result.neighbour.push_back(pair.column);
        result.probability.push_back(sum * scale);
        ++result.start[pair.row + 1];
    }
    std::partial_sum(result.start.begin(), result.start.end(), result.start.begin());
    return result;
}

Result<Affinities> sparseAffinities(const MatrixView& rows, double perplexity, const JobContext& job) {
    const std::size_t n = rows.rows;
    const std::size_t neighbours = std::min(n - 1, static_cast<std::size_t>(3.0 * perplexity));
    const DistanceBlocks distances(rows);
    std::vector<std::uint32_t> order(n);
    std::vector<float> squares(paddedSize(neighbours));
    std::vector<float> weights(squares.size());
    std::vector<Pair> pairs;
    pairs.reserve(2 * n * neighbours);
    for (std::size_t first = 0; first < n; first += kBlock) {
        POSTERN_TRY(job.checkStop());
        const std::size_t count = std::min(kBlock, n - first);
        const Eigen::MatrixXd block = distances.block(first, count);
        for (std::size_t i = 0; i < count; ++i) {
            const double* row = block.data() + i * n;
            std::iota(order.begin(), order.end(), 0U);
            std::swap(order[first + i], order.back());
            const auto nearer = [row](std::uint32_t a, std::uint32_t b) { return row[a] != row[b] ? row[a] < row[b] : a < b; };
            std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(neighbours) - 1, order.end() - 1, nearer);
            std::sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(neighbours));
            std::fill(squares.begin(), squares.end(), kNoNeighbour);
            for (std::size_t k = 0; k < neighbours; ++k)
                squares[k] = static_cast<float>(row[order[k]]);
            calibrate(squares, perplexity, weights);
            for (std::size_t k = 0; k < neighbours; ++k)
                if (weights[k] > 0.0F)
                    pairs.push_back({static_cast<std::uint32_t>(first + i), order[k], weights[k]});
        }
    }
    return symmetric(n, std::move(pairs));
}

} // namespace

Result<Affinities> measureAffinities(const MatrixView& rows, double perplexity, const JobContext& job) {
    return rows.rows <= kTsneDenseRows ? denseAffinities(rows, perplexity, job) : sparseAffinities(rows, perplexity, job);
}

} // namespace postern::analysis
