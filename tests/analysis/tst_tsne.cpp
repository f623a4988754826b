// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/tsne.h"

#include <cmath>
#include <cstring>
#include <limits>

#include <QtTest>

#include "engine/analysis/tsne_kernel.h"
#include "engine/core/random.h"
#include "tests/analysis/analysis_golden.h"

using namespace postern;
using test::OwnedMatrix;

namespace {

/// `groups` clouds, row i in cloud i % groups.
OwnedMatrix clouds(std::size_t rows, std::size_t columns, std::size_t groups, double apart) {
    RandomStream random(11, "clouds");
    std::vector<double> centres(groups * columns);
    for (double& centre : centres)
        centre = apart * random.normal();
    OwnedMatrix matrix{std::vector<float>(rows * columns), rows, columns};
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < columns; ++j)
            matrix.values[i * columns + j] = static_cast<float>(centres[(i % groups) * columns + j] + random.normal());
    return matrix;
}

/// Share of the rows whose nearest other point is of the same group.
double purity(const std::vector<Point2>& points, std::size_t groups) {
    std::size_t good = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        std::size_t nearest = i;
        float best = std::numeric_limits<float>::max();
        for (std::size_t j = 0; j < points.size(); ++j) {
            const float distance = std::hypot(points[i][0] - points[j][0], points[i][1] - points[j][1]);
            if (j != i && distance < best) {
                best = distance;
                nearest = j;
            }
        }
        good += nearest % groups == i % groups ? 1 : 0;
    }
    return static_cast<double>(good) / static_cast<double>(points.size());
}

} // namespace

class TestTsne : public QObject {
    Q_OBJECT

private slots:
    void asGoodAsTheReference() {
        const Json golden = test::analysisGolden()["tsne"];
        QVERIFY(golden.is_object());
        const OwnedMatrix matrix = test::matrixOf(golden);
        for (const Json& reference : golden["reference"]) {
            TsneOptions options;
            options.perplexity = reference["perplexity"].get<double>();
            const auto layout = embedTsne(matrix.view(), options);
            QVERIFY(layout.has_value());
            const double wanted = reference["divergence"].get<double>();
            QVERIFY2(layout->divergence <= 1.01 * wanted, qPrintable(QString("%1 against %2").arg(layout->divergence).arg(wanted)));
            QVERIFY(layout->divergence > 0.8 * wanted); // much less would mean another measure
        }
    }

    void partsClouds_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::newRow("dense") << 300 << 20;
        QTest::newRow("reduced by PCA first") << 200 << 120;
        QTest::newRow("odd count") << 131 << 5;
        QTest::newRow("by neighbours") << static_cast<int>(kTsneDenseRows) + 52 << 10;
    }
    void partsClouds() {
        QFETCH(int, rows);
        QFETCH(int, columns);
        const OwnedMatrix matrix = clouds(static_cast<std::size_t>(rows), static_cast<std::size_t>(columns), 4, 4.0);
        TsneOptions options;
        options.iterations = 400;
        const auto layout = embedTsne(matrix.view(), options);
        QVERIFY(layout.has_value());
        QVERIFY(purity(layout->points, 4) > 0.99);
        QVERIFY(layout->divergence > 0.0);
    }

    void sameBytesTwiceAndOtherSeedOther() {
        const OwnedMatrix matrix = clouds(90, 12, 3, 1.0);
        TsneOptions options;
        options.iterations = 300;
        const auto first = embedTsne(matrix.view(), options);
        const auto second = embedTsne(matrix.view(), options);
        QVERIFY(first && second);
        QCOMPARE(std::memcmp(first->points.data(), second->points.data(), first->points.size() * sizeof(Point2)), 0);
        options.seed = 1;
        const auto third = embedTsne(matrix.view(), options);
        QVERIFY(third && third->points != first->points);
    }

    void everyVectorUnitGivesTheSameBytes() {
        using namespace postern::analysis;
        RandomStream random(5, "kernel");
        constexpr std::size_t kRows = 61;
        const std::size_t padded = paddedSize(kRows);
        std::vector<float> x(padded, kFarAway);
        std::vector<float> y(padded, kFarAway);
        std::vector<float> p(padded * padded, 0.0F);
        std::vector<float> squares(padded, kNoNeighbour);
        for (std::size_t i = 0; i < kRows; ++i) {
            x[i] = static_cast<float>(10 * random.normal());
            y[i] = static_cast<float>(10 * random.normal());
            squares[i] = static_cast<float>(40 * random.uniform());
            for (std::size_t j = 0; j < kRows; ++j)
                p[i * padded + j] = static_cast<float>(random.uniform());
        }
        for (const VectorUnit unit : {VectorUnit::Avx2, VectorUnit::Avx512}) {
            if (!hasVectorUnit(unit))
                continue;
            for (const float* affinities : {static_cast<const float*>(nullptr), static_cast<const float*>(p.data())})
                for (std::size_t i = 0; i < kRows; i += 2) {
                    RowForces plain[2];
                    RowForces fast[2];
                    sweepRowPair(VectorUnit::Baseline, x.data(), y.data(), affinities, padded, i, plain);
                    sweepRowPair(unit, x.data(), y.data(), affinities, padded, i, fast);
                    QCOMPARE(std::memcmp(plain, fast, sizeof plain), 0);
                }
            std::vector<float> plain(padded);
            std::vector<float> fast(padded);
            const WeightSums a = gaussianWeights(VectorUnit::Baseline, squares.data(), padded, 1.7F, plain.data());
            const WeightSums b = gaussianWeights(unit, squares.data(), padded, 1.7F, fast.data());
            QVERIFY(plain == fast);
            QVERIFY(a.weights == b.weights && a.moments == b.moments);
        }
        std::vector<float> weights(padded);
        (void)gaussianWeights(VectorUnit::Baseline, squares.data(), padded, 1.7F, weights.data());
        // An exponent of -68 in single precision is itself only good to 4e-6.
        for (std::size_t i = 0; i < kRows; ++i)
            QVERIFY(std::abs(weights[i] - std::exp(-1.7 * squares[i])) <= 1e-5 * std::exp(-1.7 * squares[i]));
        QCOMPARE(weights[padded - 1], 0.0F);
    }

    void sweepEqualsTheFormula() {
        using namespace postern::analysis;
        // Three points at (0,0), (1,0) and (0,2); row 0 by hand: q = 1/2 and 1/5.
        std::vector<float> x(kLanes, kFarAway);
        std::vector<float> y(kLanes, kFarAway);
        x[0] = 0, y[0] = 0, x[1] = 1, y[1] = 0, x[2] = 0, y[2] = 2;
        RowForces forces[2];
        sweepRowPair(bestVectorUnit(), x.data(), y.data(), nullptr, kLanes, 0, forces);
        QVERIFY(std::abs(forces[0].mass - 1.7F) < 1e-6F);
        QVERIFY(std::abs(forces[0].repulsion[0] + 0.25F) < 1e-6F);
        QVERIFY(std::abs(forces[0].repulsion[1] + 0.08F) < 1e-6F);
        QCOMPARE(forces[0].attraction[0], 0.0F);
    }

    void goesOnFromALayout() {
        const OwnedMatrix matrix = clouds(120, 10, 3, 2.0);
        TsneOptions options;
        const auto first = embedTsne(matrix.view(), options);
        QVERIFY(first.has_value());
        options.iterations = 50;
        const auto next = continueTsne(matrix.view(), first->points, options);
        QVERIFY(next.has_value());
        QVERIFY(next->divergence <= first->divergence * 1.02);
        double moved = 0;
        double spread = 0;
        for (std::size_t i = 0; i < first->points.size(); ++i) {
            moved += std::hypot(next->points[i][0] - first->points[i][0], next->points[i][1] - first->points[i][1]);
            spread += std::hypot(first->points[i][0], first->points[i][1]);
        }
        QVERIFY2(moved < 0.2 * spread, "a warm start must not shuffle the picture");
    }

    void degenerate_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<bool>("equal");
        for (const int rows : {1, 2, 3, 4, 7, 40})
            for (const bool equal : {false, true})
                QTest::addRow("%d %s", rows, equal ? "equal" : "different") << rows << equal;
    }
    void degenerate() {
        QFETCH(int, rows);
        QFETCH(bool, equal);
        OwnedMatrix matrix = clouds(static_cast<std::size_t>(rows), 3, 1, 1.0);
        if (equal)
            std::fill(matrix.values.begin(), matrix.values.end(), 7.0F);
        const auto layout = embedTsne(matrix.view(), {});
        QVERIFY2(layout.has_value(), layout ? "" : describe(layout.error()).c_str());
        QCOMPARE(layout->points.size(), static_cast<std::size_t>(rows));
        for (const Point2& point : layout->points)
            QVERIFY(std::isfinite(point[0]) && std::isfinite(point[1]));
        QVERIFY(std::isfinite(layout->divergence));
    }

    void refusals() {
        const OwnedMatrix matrix = clouds(10, 3, 1, 1.0);
        const auto code = [](const auto& result) { return result ? ErrorCode::Internal : result.error().code; };
        QCOMPARE(code(embedTsne({}, {})), ErrorCode::DataEmpty);
        OwnedMatrix nan = matrix;
        nan.values[4] = std::numeric_limits<float>::quiet_NaN();
        QCOMPARE(code(embedTsne(nan.view(), {})), ErrorCode::DataMalformed);
        TsneOptions options;
        options.perplexity = 0.5;
        QCOMPARE(code(embedTsne(matrix.view(), options)), ErrorCode::ParameterInvalid);
        options = {};
        options.iterations = 0;
        QCOMPARE(code(embedTsne(matrix.view(), options)), ErrorCode::ParameterInvalid);
        const std::vector<Point2> nine(9);
        QCOMPARE(code(continueTsne(matrix.view(), nine, {})), ErrorCode::TensorMismatch);
        std::vector<Point2> lost(10);
        lost[3][0] = std::numeric_limits<float>::infinity();
        QCOMPARE(code(continueTsne(matrix.view(), lost, {})), ErrorCode::DataMalformed);
        std::stop_source stop;
        int reports = 0;
        JobContext job;
        job.stop = stop.get_token();
        job.report = [&](const Progress& progress) {
            ++reports;
            if (progress.done >= 100)
                stop.request_stop();
        };
        QCOMPARE(code(embedTsne(matrix.view(), {}, job)), ErrorCode::Cancelled);
        QCOMPARE(reports, 3); // at 0, 50 and 100
    }
};

QTEST_GUILESS_MAIN(TestTsne)
#include "tst_tsne.moc"
