// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "engine/defense/relative_distance.h"

using namespace postern;

class RelativeDistanceTest : public QObject {
    Q_OBJECT

private slots:
    void valueAndGradientByHand() {
        const std::vector<float> states = {1, 2, 9, 9, 3, 4}; // three rows of two; the middle one is not held
        const std::vector<float> first = {1, 1};
        const std::vector<float> second = {0, 5};
        const std::vector<HeldRow> rows = {{0, first}, {2, second}};
        const StateLoss loss = relativeDistance(states, 2, rows);
        // (1/2 + 10/25) / 2
        QVERIFY(std::fabs(loss.value - 0.45) < 1e-9);
        const std::vector<float> expected = {0, 0.5F, 0, 0, 0.12F, -0.04F};
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY2(std::fabs(loss.gradient[i] - expected[i]) < 1e-6F, qPrintable(QString::number(i)));
    }

    void whatStandsAtItsGoalCostsNothing() {
        const std::vector<float> states = {0.5F, -2};
        const std::vector<HeldRow> rows = {{0, states}};
        const StateLoss loss = relativeDistance(states, 2, rows);
        QCOMPARE(loss.value, 0.0);
        QCOMPARE(loss.gradient, (std::vector<float>{0, 0}));
    }

    void withoutRowsThereIsNothing() {
        const std::vector<float> states = {1, 2};
        const StateLoss loss = relativeDistance(states, 2, {});
        QCOMPARE(loss.value, 0.0);
        QCOMPARE(loss.gradient, (std::vector<float>{0, 0}));
    }
};

QTEST_GUILESS_MAIN(RelativeDistanceTest)
#include "tst_relative_distance.moc"
