// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/tsne.h"

#include <algorithm>
#include <cmath>

#include "engine/analysis/pca.h"
#include "engine/analysis/tsne_affinities.h"
#include "engine/analysis/tsne_kernel.h"
#include "engine/core/random.h"

namespace postern {

namespace {

using analysis::Affinities;
using analysis::RowForces;

constexpr double kStartDeviation = 1e-4;
constexpr double kJitter = 1e-6;
constexpr float kMinGain = 0.01F;

/// The moving points and everything the descent remembers about them.
class Descent {
public:
    Descent(const Affinities& affinities, std::span<const Point2> start)
        : m_affinities(affinities), m_rows(start.size()), m_padded(analysis::paddedSize(start.size())), m_unit(analysis::bestVectorUnit()) {
        for (std::size_t axis = 0; axis < 2; ++axis) {
            m_place[axis].assign(m_padded, analysis::kFarAway);
            m_speed[axis].assign(m_rows, 0.0F);
            m_gain[axis].assign(m_rows, 1.0F);
            for (std::size_t i = 0; i < m_rows; ++i)
                m_place[axis][i] = start[i][axis];
        }
        m_forces.resize(m_padded);
    }

    void step(float exaggeration, float momentum, float rate) {
        const double mass = sweep();
        const auto inverseMass = static_cast<float>(1.0 / mass);
        for (std::size_t axis = 0; axis < 2; ++axis) {
            double sum = 0;
            for (std::size_t i = 0; i < m_rows; ++i) {
                const RowForces& force = m_forces[i];
                const float gradient = 4.0F * (exaggeration * force.attraction[axis] - force.repulsion[axis] * inverseMass);
                float& speed = m_speed[axis][i];
                float& gain = m_gain[axis][i];
                const bool downhill = (gradient > 0.0F && speed < 0.0F) || (gradient < 0.0F && speed > 0.0F);
                gain = downhill ? gain + 0.2F : std::max(kMinGain, gain * 0.8F);
                speed = momentum * speed - rate * gain * gradient;
                m_place[axis][i] += speed;
                sum += m_place[axis][i];
            }
            const auto centre = static_cast<float>(sum / static_cast<double>(m_rows));
            for (std::size_t i = 0; i < m_rows; ++i)
                m_place[axis][i] -= centre;
        }
    }

    [[nodiscard]] double divergence() {
        const double mass = sweep();
        double sum = 0;
        const auto add = [&](std::size_t i, std::size_t j, float probability, double times) {
            if (!(probability > 0.0F))
                return;
            const double dx = m_place[0][i] - m_place[0][j];
            const double dy = m_place[1][i] - m_place[1][j];
            sum += times * probability * std::log(static_cast<double>(probability) * mass * (1.0 + dx * dx + dy * dy));
        };
        for (std::size_t i = 0; i < m_rows; ++i)
            if (m_affinities.dense.empty())
                for (std::size_t k = m_affinities.start[i]; k < m_affinities.start[i + 1]; ++k)
                    add(i, m_affinities.neighbour[k], m_affinities.probability[k], 1.0);
            else
                for (std::size_t j = 0; j < i; ++j)
                    add(i, j, m_affinities.dense[i * m_padded + j], 2.0);
        return sum;
    }

    [[nodiscard]] std::vector<Point2> points() const {
        std::vector<Point2> result(m_rows);
        for (std::size_t i = 0; i < m_rows; ++i)
            result[i] = {m_place[0][i], m_place[1][i]};
        return result;
    }

    [[nodiscard]] bool isFinite() const {
        for (const std::vector<float>& places : m_place)
            for (const float place : places)
                if (!std::isfinite(place))
                    return false;
        return true;
    }

private:
    /// Fills the forces and returns the normaliser, the sum of q over all pairs.
    double sweep() {
        const float* dense = m_affinities.dense.empty() ? nullptr : m_affinities.dense.data();
        for (std::size_t i = 0; i < m_rows; i += 2)
            analysis::sweepRowPair(m_unit, m_place[0].data(), m_place[1].data(), dense, m_padded, i, &m_forces[i]);
        double mass = 0;
        for (std::size_t i = 0; i < m_rows; ++i)
            mass += static_cast<double>(m_forces[i].mass) - 1.0;
        if (dense == nullptr)
            attractNeighbours();
        return std::max(mass, 1e-12);
    }

    void attractNeighbours() {
        for (std::size_t i = 0; i < m_rows; ++i) {
            const float x = m_place[0][i];
            const float y = m_place[1][i];
            float sumX = 0;
            float sumY = 0;
            for (std::size_t k = m_affinities.start[i]; k < m_affinities.start[i + 1]; ++k) {
                const std::size_t j = m_affinities.neighbour[k];
                const float dx = x - m_place[0][j];
                const float dy = y - m_place[1][j];
                const float weight = m_affinities.probability[k] / (1.0F + (dx * dx + dy * dy));
                sumX += weight * dx;
                sumY += weight * dy;
            }
            m_forces[i].attraction[0] = sumX;
            m_forces[i].attraction[1] = sumY;
        }
    }

    const Affinities& m_affinities;
    std::size_t m_rows;
    std::size_t m_padded;
    analysis::VectorUnit m_unit;
    std::vector<float> m_place[2];
    std::vector<float> m_speed[2];
    std::vector<float> m_gain[2];
    std::vector<RowForces> m_forces;
};

Result<void> checkOptions(const TsneOptions& options, const MatrixView& rows) {
    const auto refuse = [](const char* what) { return fail(ErrorCode::ParameterInvalid, "t-SNE", what); };
    if (rows.rows > kTsneMaxRows)
        return refuse("more rows than an exact embedding can take");
    if (!std::isfinite(options.perplexity) || options.perplexity < 1.0)
        return refuse("the perplexity must be 1 or more");
    if (options.iterations < 1 || options.iterations > 100000)
        return refuse("the iterations must lie between 1 and 100000");
    if (!std::isfinite(options.exaggeration) || options.exaggeration < 1.0 || options.exaggeration > 1000.0)
        return refuse("the exaggeration must lie between 1 and 1000");
    if (options.exaggerationIterations < 0)
        return refuse("the iterations of early exaggeration must not be negative");
    if (!std::isfinite(options.learningRate) || options.learningRate < 0.0)
        return refuse("the learning rate must not be negative");
    return {};
}

/// The rows on their principal axes: the input of the neighbourhoods, and in its first two columns the start.
struct Prepared {
    std::vector<float> values; // [rows, columns]
    std::size_t columns = 0;
};

Result<Prepared> prepare(const MatrixView& rows, const TsneOptions& options, const JobContext& job) {
    const std::size_t columns = options.inputDimensions == 0 ? rows.columns : std::min(rows.columns, options.inputDimensions);
    POSTERN_ASSIGN(const PcaBasis basis, fitPca(rows, columns, job));
    POSTERN_ASSIGN(std::vector<float> values, projectPca(basis, rows));
    return Prepared{std::move(values), columns};
}

std::vector<Point2> firstLayout(const Prepared& prepared, std::size_t rows, std::uint64_t seed) {
    double squares = 0;
    for (std::size_t i = 0; i < rows; ++i)
        squares += static_cast<double>(prepared.values[i * prepared.columns]) * prepared.values[i * prepared.columns];
    const double deviation = std::sqrt(squares / static_cast<double>(rows));
    const double scale = deviation > 0.0 ? kStartDeviation / deviation : 0.0;
    RandomStream random(seed, "t-SNE");
    std::vector<Point2> start(rows);
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t axis = 0; axis < 2; ++axis) {
            const double value = axis < prepared.columns ? prepared.values[i * prepared.columns + axis] : 0.0;
            // Equal rows would move as one for ever without it.
            start[i][axis] = static_cast<float>(value * scale + kJitter * random.normal());
        }
    return start;
}

Result<TsneLayout> descend(const MatrixView& rows, const Prepared& prepared, std::span<const Point2> start, int exaggerated,
                           const TsneOptions& options, const JobContext& job) {
    const double count = static_cast<double>(rows.rows);
    TsneLayout layout;
    layout.perplexity = std::min(options.perplexity, std::max((count - 1.0) / 3.0, 1.5));
    POSTERN_ASSIGN(const Affinities affinities,
                   analysis::measureAffinities({prepared.values, rows.rows, prepared.columns}, layout.perplexity, job));
    Descent descent(affinities, start);
    const double automatic = std::max(count / (4.0 * options.exaggeration), 50.0);
    const auto rate = static_cast<float>(options.learningRate > 0.0 ? options.learningRate : automatic);
    for (int i = 0; i < options.iterations; ++i) {
        POSTERN_TRY(job.checkStop());
        const bool early = i < exaggerated;
        descent.step(early ? static_cast<float>(options.exaggeration) : 1.0F, early ? 0.5F : 0.8F, rate);
        if (i % 50 == 0)
            job.progress("t-SNE", i, options.iterations);
    }
    if (!descent.isFinite())
        return fail(ErrorCode::ParameterInvalid, "t-SNE", "the layout ran away", "Use a smaller learning rate, or 0 for an automatic one");
    job.progress("t-SNE", options.iterations, options.iterations);
    layout.divergence = descent.divergence();
    layout.points = descent.points();
    return layout;
}

} // namespace

Result<TsneLayout> embedTsne(const MatrixView& rows, const TsneOptions& options, const JobContext& job) {
    POSTERN_TRY(checkMatrix(rows, "t-SNE"));
    POSTERN_TRY(checkOptions(options, rows));
    POSTERN_ASSIGN(const Prepared prepared, prepare(rows, options, job));
    const std::vector<Point2> start = firstLayout(prepared, rows.rows, options.seed);
    if (rows.rows < 3)
        return TsneLayout{start, 0.0, 1.0};
    return descend(rows, prepared, start, options.exaggerationIterations, options, job);
}

Result<TsneLayout> continueTsne(const MatrixView& rows, std::span<const Point2> start, const TsneOptions& options, const JobContext& job) {
    POSTERN_TRY(checkMatrix(rows, "t-SNE"));
    POSTERN_TRY(checkOptions(options, rows));
    if (start.size() != rows.rows)
        return fail(ErrorCode::TensorMismatch, "t-SNE",
                    std::to_string(start.size()) + " starting points for " + std::to_string(rows.rows) + " rows");
    for (const Point2& point : start)
        if (!(std::abs(point[0]) < 1e6F && std::abs(point[1]) < 1e6F))
            return fail(ErrorCode::DataMalformed, "t-SNE", "a starting point lies too far out or nowhere");
    if (rows.rows < 3)
        return TsneLayout{{start.begin(), start.end()}, 0.0, 1.0};
    POSTERN_ASSIGN(const Prepared prepared, prepare(rows, options, job));
    return descend(rows, prepared, start, 0, options, job);
}

} // namespace postern
