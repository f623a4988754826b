// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/pca.h"

#include <cmath>
#include <limits>

#include <QtTest>

#include "engine/core/random.h"
#include "tests/analysis/analysis_golden.h"

using namespace postern;
using test::OwnedMatrix;

class TestPca : public QObject {
    Q_OBJECT

private slots:
    void golden() {
        const Json all = test::analysisGolden();
        QVERIFY(all.is_object());
        for (const Json& golden : all["pca"]) {
            const OwnedMatrix matrix = test::matrixOf(golden);
            const auto ratio = golden["ratio"].get<std::vector<double>>();
            const auto components = golden["components"].get<std::vector<double>>();
            const auto projected = golden["projected"].get<std::vector<double>>();
            const auto basis = fitPca(matrix.view(), ratio.size());
            QVERIFY(basis.has_value());
            for (std::size_t k = 0; k < ratio.size(); ++k)
                QVERIFY(std::abs(basis->explainedRatio[k] - ratio[k]) < 1e-9);
            QCOMPARE(basis->components.size(), components.size());
            for (std::size_t i = 0; i < components.size(); ++i)
                QVERIFY(std::abs(basis->components[i] - components[i]) < 1e-6);
            const auto coordinates = projectPca(*basis, matrix.view());
            QVERIFY(coordinates.has_value());
            for (std::size_t i = 0; i < projected.size(); ++i)
                QVERIFY(std::abs((*coordinates)[i] - projected[i]) < 1e-5);
        }
    }

    void lineThroughSpace() {
        // Points on the line (1, 2, -2) t: one component with loadings -1/3 · (1, 2, -2); the first strongest is positive.
        const OwnedMatrix matrix{{1, 2, -2, 2, 4, -4, 3, 6, -6, 4, 8, -8}, 4, 3};
        const auto basis = fitPca(matrix.view(), 2);
        QVERIFY(basis.has_value());
        QVERIFY(std::abs(basis->components[0] - 1.0F / 3) < 1e-6F);
        QVERIFY(std::abs(basis->components[1] - 2.0F / 3) < 1e-6F);
        QVERIFY(std::abs(basis->components[2] + 2.0F / 3) < 1e-6F);
        QVERIFY(std::abs(basis->explainedRatio[0] - 1.0) < 1e-12);
        // t has variance 5/3, times |(1, 2, -2)|² = 9.
        QVERIFY(std::abs(basis->variance[0] - 15.0) < 1e-9);
        QCOMPARE(basis->explainedRatio[1], 0.0);
        QCOMPARE(basis->components[3], 0.0F);
        const auto plane = projectPlane(*basis, matrix.view());
        QVERIFY(plane.has_value());
        QVERIFY(std::abs((*plane)[0][0] + 4.5F) < 1e-5F);
        QCOMPARE((*plane)[0][1], 0.0F);
    }

    void iteratedSubspaceAgreesWithTheCompleteOne() {
        // 560 columns take the iterated way; the planted variances are known.
        constexpr std::size_t kRows = 900;
        constexpr std::size_t kColumns = 560;
        RandomStream random(3, "test");
        OwnedMatrix matrix{std::vector<float>(kRows * kColumns), kRows, kColumns};
        for (std::size_t i = 0; i < kRows; ++i)
            for (std::size_t j = 0; j < kColumns; ++j)
                matrix.values[i * kColumns + j] = static_cast<float>((j == 7 ? 40.0 : j == 300 ? 20.0 : 1.0) * random.normal());
        const auto basis = fitPca(matrix.view(), 2);
        QVERIFY(basis.has_value());
        QVERIFY(basis->components[7] > 0.999F);
        QVERIFY(basis->components[kColumns + 300] > 0.998F);
        QVERIFY(std::abs(basis->variance[0] / 1600.0 - 1.0) < 0.1);
        const auto again = fitPca(matrix.view(), 2);
        QVERIFY(again->components == basis->components);
    }

    void degenerate() {
        const OwnedMatrix one{{1, 2, 3}, 1, 3};
        const auto single = fitPca(one.view(), 2);
        QVERIFY(single.has_value());
        QVERIFY((*projectPlane(*single, one.view()))[0] == (Point2{0.0F, 0.0F}));
        const OwnedMatrix constant{{5, 5, 5, 5, 5, 5}, 3, 2};
        const auto flat = fitPca(constant.view(), 2);
        QVERIFY(flat.has_value());
        QCOMPARE(flat->explainedRatio[0], 0.0);
    }

    void refusals() {
        const OwnedMatrix good{{1, 2, 3, 4}, 2, 2};
        const OwnedMatrix nan{{1, 2, std::numeric_limits<float>::quiet_NaN(), 4}, 2, 2};
        const auto code = [](const auto& result) { return result ? ErrorCode::Internal : result.error().code; };
        QCOMPARE(code(fitPca({}, 1)), ErrorCode::DataEmpty);
        QCOMPARE(code(fitPca(nan.view(), 1)), ErrorCode::DataMalformed);
        QCOMPARE(code(fitPca({good.values, 3, 2}, 1)), ErrorCode::TensorMismatch);
        QCOMPARE(code(fitPca(good.view(), 0)), ErrorCode::ParameterInvalid);
        QCOMPARE(code(fitPca(good.view(), 3)), ErrorCode::ParameterInvalid);
        const auto basis = fitPca(good.view(), 1);
        QVERIFY(basis.has_value());
        QCOMPARE(code(projectPlane(*basis, good.view())), ErrorCode::ParameterInvalid);
        const OwnedMatrix other{{1, 2, 3}, 1, 3};
        QCOMPARE(code(projectPca(*basis, other.view())), ErrorCode::TensorMismatch);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(code(fitPca(good.view(), 1, {{}, stop.get_token()})), ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestPca)
#include "tst_pca.moc"
