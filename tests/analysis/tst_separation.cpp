// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/separation.h"

#include <cmath>
#include <limits>

#include <QtTest>

#include "tests/analysis/analysis_golden.h"

using namespace postern;
using test::OwnedMatrix;

namespace {

constexpr std::array kFigures{
    std::pair{"unknownKnownDistance", &Separation::unknownKnownDistance},
    std::pair{"cleanTriggeredSilhouette", &Separation::cleanTriggeredSilhouette},
    std::pair{"unknownKnownSilhouette", &Separation::unknownKnownSilhouette},
    std::pair{"shiftCosine", &Separation::shiftCosine},
    std::pair{"probeAuc", &Separation::probeAuc},
    std::pair{"controlCleanSilhouette", &Separation::controlCleanSilhouette},
};

std::vector<RowClass> classesOf(const Json& json) {
    std::vector<RowClass> classes;
    for (const Json& value : json["classes"])
        classes.push_back(static_cast<RowClass>(value.get<int>()));
    return classes;
}

} // namespace

class TestSeparation : public QObject {
    Q_OBJECT

private slots:
    void golden() {
        const Json all = test::analysisGolden();
        QVERIFY(all.is_object());
        QCOMPARE(all["separation"].size(), std::size_t{2});
        for (const Json& golden : all["separation"]) {
            const OwnedMatrix matrix = test::matrixOf(golden);
            const auto measured = measureSeparation(matrix.view(), classesOf(golden));
            QVERIFY(measured.has_value());
            for (const auto& [name, member] : kFigures)
                QVERIFY2(std::abs((*measured).*member - golden[name].get<double>()) < 1e-9, name);
        }
    }

    void byHand() {
        // On a line: clean at 0 and 1, unknown at 10 and 12, known at 20 and 22, control as clean.
        const OwnedMatrix matrix{{0, 1, 10, 12, 20, 22, 0, 1}, 8, 1};
        using enum RowClass;
        const std::vector<RowClass> classes{Clean, Clean, Unknown, Unknown, Known, Known, Control, Control};
        const auto measured = measureSeparation(matrix.view(), classes);
        QVERIFY(measured.has_value());
        QVERIFY(std::abs(measured->unknownKnownDistance - 10.0) < 1e-12);
        QVERIFY(std::abs(measured->shiftCosine - 1.0) < 1e-12);
        // unknown 10: a 2, b 11; 12: a 2, b 9; known mirrored.
        QVERIFY(std::abs(measured->unknownKnownSilhouette - (9.0 / 11 + 7.0 / 9) / 2) < 1e-9);
        // control 0: a 1, b (0 + 1) / 2: (b - a) / a = -0.5 everywhere.
        QVERIFY(std::abs(measured->controlCleanSilhouette + 0.5) < 1e-9);
        QVERIFY(std::isnan(measured->probeAuc)); // two rows a class are too few
    }

    void unchangedByRotationAndTranslation() {
        const Json golden = test::analysisGolden()["separation"][0];
        const OwnedMatrix matrix = test::matrixOf(golden);
        OwnedMatrix turned = matrix;
        const double c = std::cos(0.7);
        const double s = std::sin(0.7);
        for (std::size_t i = 0; i < matrix.rows; ++i) {
            float* row = turned.values.data() + i * matrix.columns;
            for (std::size_t j = 0; j + 1 < matrix.columns; ++j) {
                const double x = row[j];
                const double y = row[j + 1];
                row[j] = static_cast<float>(c * x - s * y);
                row[j + 1] = static_cast<float>(s * x + c * y);
            }
            for (std::size_t j = 0; j < matrix.columns; ++j)
                row[j] += 3.0F;
        }
        const auto before = measureSeparation(matrix.view(), classesOf(golden));
        const auto after = measureSeparation(turned.view(), classesOf(golden));
        QVERIFY(before && after);
        for (const auto& [name, member] : kFigures)
            QVERIFY2(std::abs((*before).*member - (*after).*member) < 1e-4, name);
    }

    void missingClassesAreNotZero() {
        const OwnedMatrix matrix{{0, 1, 2, 3}, 4, 1};
        const std::vector<RowClass> classes{RowClass::Clean, RowClass::Clean, RowClass::Known, RowClass::Known};
        const auto measured = measureSeparation(matrix.view(), classes);
        QVERIFY(measured.has_value());
        QVERIFY(std::isnan(measured->unknownKnownDistance));
        QVERIFY(std::isnan(measured->unknownKnownSilhouette));
        QVERIFY(std::isnan(measured->shiftCosine));
        QVERIFY(std::isnan(measured->controlCleanSilhouette));
        QVERIFY(!std::isnan(measured->cleanTriggeredSilhouette));
    }

    void equalRowsHaveNoSpread() {
        const OwnedMatrix matrix{std::vector<float>(32, 2.5F), 16, 2};
        std::vector<RowClass> classes;
        for (int i = 0; i < 16; ++i)
            classes.push_back(static_cast<RowClass>(i % 4));
        const auto measured = measureSeparation(matrix.view(), classes);
        QVERIFY(measured.has_value());
        QVERIFY(std::isnan(measured->unknownKnownDistance));
        QVERIFY(std::isnan(measured->probeAuc));
        QCOMPARE(measured->unknownKnownSilhouette, 0.0);
    }

    void auc() {
        const std::vector<double> high{2, 3};
        const std::vector<double> low{0, 1};
        const std::vector<double> mixed{1, 2};
        QCOMPARE(rankAuc(high, low), 1.0);
        QCOMPARE(rankAuc(low, high), 0.0);
        QCOMPARE(rankAuc(high, high), 0.5);
        QCOMPARE(rankAuc(mixed, low), 0.875); // 1 beats 0 and ties with 1, 2 beats both
        QVERIFY(std::isnan(rankAuc({}, low)));
    }

    void refusals() {
        const OwnedMatrix matrix{{0, 1}, 2, 1};
        const std::vector<RowClass> one{RowClass::Clean};
        QCOMPARE(measureSeparation({}, {}).error().code, ErrorCode::DataEmpty);
        QCOMPARE(measureSeparation(matrix.view(), one).error().code, ErrorCode::TensorMismatch);
        const OwnedMatrix infinite{{0, std::numeric_limits<float>::infinity()}, 2, 1};
        const std::vector<RowClass> two(2, RowClass::Clean);
        QCOMPARE(measureSeparation(infinite.view(), two).error().code, ErrorCode::DataMalformed);
    }
};

QTEST_GUILESS_MAIN(TestSeparation)
#include "tst_separation.moc"
