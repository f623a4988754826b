// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/procrustes.h"

#include <cmath>
#include <limits>

#include <QtTest>

using namespace postern;

class TestProcrustes : public QObject {
    Q_OBJECT

private slots:
    void undoesTurnsAndMirrors_data() {
        QTest::addColumn<double>("angle");
        QTest::addColumn<bool>("mirror");
        for (const double angle : {0.0, 0.4, 2.5, -1.2})
            for (const bool mirror : {false, true})
                QTest::addRow("%g %d", angle, mirror) << angle << mirror;
    }
    void undoesTurnsAndMirrors() {
        QFETCH(double, angle);
        QFETCH(bool, mirror);
        const std::vector<Point2> reference{{0, 0}, {3, 0}, {1, 2}, {-1, 4}, {5, 5}};
        std::vector<Point2> moved;
        for (const Point2& p : reference) {
            const double x = mirror ? -p[0] : p[0];
            moved.push_back({static_cast<float>(std::cos(angle) * x - std::sin(angle) * p[1] + 7),
                             static_cast<float>(std::sin(angle) * x + std::cos(angle) * p[1] - 3)});
        }
        const auto aligned = alignProcrustes(moved, reference);
        QVERIFY(aligned.has_value());
        for (std::size_t i = 0; i < reference.size(); ++i)
            for (std::size_t axis = 0; axis < 2; ++axis)
                QVERIFY(std::abs((*aligned)[i][axis] - reference[i][axis]) < 1e-5F);
    }

    void neverScales() {
        const std::vector<Point2> reference{{-1, 0}, {1, 0}, {0, 3}, {0, -3}};
        std::vector<Point2> doubled;
        for (const Point2& p : reference)
            doubled.push_back({2 * p[0] + 10, 2 * p[1]});
        const auto aligned = alignProcrustes(doubled, reference);
        QVERIFY(aligned.has_value());
        for (std::size_t i = 0; i < reference.size(); ++i)
            QVERIFY(std::abs((*aligned)[i][1] - 2 * reference[i][1]) < 1e-5F);
    }

    void onePlaceOnlyMoves() {
        const std::vector<Point2> layout{{1, 1}, {1, 1}};
        const std::vector<Point2> reference{{4, 0}, {6, 0}};
        const auto aligned = alignProcrustes(layout, reference);
        QVERIFY(aligned.has_value());
        QVERIFY((*aligned)[0] == (Point2{5.0F, 0.0F}));
    }

    void refusals() {
        const std::vector<Point2> one{{1, 1}};
        const std::vector<Point2> two{{1, 1}, {2, 2}};
        const std::vector<Point2> nan{{1, std::numeric_limits<float>::quiet_NaN()}};
        QCOMPARE(alignProcrustes(one, two).error().code, ErrorCode::TensorMismatch);
        QCOMPARE(alignProcrustes({}, {}).error().code, ErrorCode::DataEmpty);
        QCOMPARE(alignProcrustes(nan, one).error().code, ErrorCode::DataMalformed);
    }
};

QTEST_GUILESS_MAIN(TestProcrustes)
#include "tst_procrustes.moc"
