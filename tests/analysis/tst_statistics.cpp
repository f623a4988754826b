// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "engine/analysis/statistics.h"

using namespace postern;

class StatisticsTest : public QObject {
    Q_OBJECT

private slots:
    void meanAndDeviation() {
        QVERIFY(std::isnan(meanOf({})));
        QCOMPARE(meanOf({1, 2, 6}), 3.0);
        QVERIFY(std::isnan(deviationOf({4})));
        QCOMPARE(deviationOf({2, 4, 4, 4, 5, 5, 7, 9}), std::sqrt(32.0 / 7.0));
    }

    void correlation() {
        QVERIFY(std::isnan(pearsonCorrelation({1, 2}, {1, 2})));
        QVERIFY(std::isnan(pearsonCorrelation({1, 1, 1}, {1, 2, 3})));
        QCOMPARE(pearsonCorrelation({1, 2, 3}, {6, 4, 2}), -1.0);
        QVERIFY(std::abs(pearsonCorrelation({1, 2, 3, 4}, {1, 3, 2, 4}) - 0.8) < 1e-12);
    }

    void ranks() {
        const std::vector<double> expected = {2.5, 1, 2.5, 4};
        QCOMPARE(ranksOf({5, 1, 5, 9}), expected);
    }

    void bootstrap() {
        QCOMPARE(bootstrapMean({}).high, 1.0);
        const Interval one = bootstrapMean({0.3});
        QCOMPARE(one.low, 0.3);
        QCOMPARE(one.high, 0.3);
        const Interval spread = bootstrapMean({0, 0, 0, 0, 1, 1, 1, 1});
        QVERIFY(spread.low >= 0.125 && spread.low <= 0.25); // the binomial's 2.5 % quantile lies there
        QVERIFY(spread.high >= 0.75 && spread.high <= 0.875);
    }
};

QTEST_GUILESS_MAIN(StatisticsTest)
#include "tst_statistics.moc"
