// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/rate.h"

#include <QtTest>

using namespace postern;

class TestRate : public QObject {
    Q_OBJECT

private slots:
    void text_data() {
        QTest::addColumn<qlonglong>("hits");
        QTest::addColumn<qlonglong>("total");
        QTest::addColumn<QString>("text");
        QTest::newRow("contract") << 66LL << 1700LL << "3.9 % (66/1700, 3.1–4.9 %)";
        QTest::newRow("zero") << 0LL << 100LL << "0 % (0/100, ≤ 3.7 %)";
        QTest::newRow("all") << 100LL << 100LL << "100 % (100/100, ≥ 96.3 %)";
        QTest::newRow("none") << 0LL << 0LL << "no data";
        QTest::newRow("half") << 5LL << 10LL << "50.0 % (5/10, 23.7–76.3 %)";
        QTest::newRow("tiny is not zero") << 1LL << 10000LL << "0.01 % (1/10000, 0.002–0.1 %)";
        QTest::newRow("nearly all is not all") << 9999LL << 10000LL << "99.99 % (9999/10000, 99.9–99.998 %)";
    }
    void text() {
        QFETCH(qlonglong, hits);
        QFETCH(qlonglong, total);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(toText(Rate{hits, total})), text);
    }

    void wilson_data() {
        QTest::addColumn<int>("hits");
        QTest::addColumn<int>("total");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        // Newcombe 1998, table I, method 3.
        QTest::newRow("81/263") << 81 << 263 << 0.2553 << 0.3662;
        QTest::newRow("15/148") << 15 << 148 << 0.0624 << 0.1605;
        QTest::newRow("0/20") << 0 << 20 << 0.0 << 0.1611;
        QTest::newRow("1/29") << 1 << 29 << 0.0061 << 0.1718;
    }
    void wilson() {
        QFETCH(int, hits);
        QFETCH(int, total);
        QFETCH(double, low);
        QFETCH(double, high);
        const Interval interval = wilsonInterval(hits, total);
        QVERIFY(std::abs(interval.low - low) < 5.1e-5);
        QVERIFY(std::abs(interval.high - high) < 5.1e-5);
    }

    void nothingSaysNothing() {
        for (const auto& [hits, total] : {std::pair{0, 0}, {1, -1}, {5, 3}, {-1, 3}}) {
            const Interval interval = wilsonInterval(hits, total);
            QCOMPARE(interval.low, 0.0);
            QCOMPARE(interval.high, 1.0);
        }
    }
};

QTEST_GUILESS_MAIN(TestRate)
#include "tst_rate.moc"
