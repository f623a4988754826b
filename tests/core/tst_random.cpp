// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>

#include <QTest>

#include "engine/core/random.h"

using namespace postern;

/// The golden numbers come from an independent Python transcription of SplitMix64 and of the seeding.
class TestRandom : public QObject {
    Q_OBJECT

private slots:
    void rawNumbers_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<QByteArray>("purpose");
        QTest::addColumn<QList<quint64>>("expected");
        QTest::newRow("no purpose") << quint64{0} << QByteArray()
                                    << QList<quint64>{0x3a34ce6380fc0bc5U, 0xc05a677850dc981aU, 0x9e32cdf7948370bdU};
        QTest::newRow("shuffle") << quint64{7} << QByteArray("shuffle")
                                 << QList<quint64>{0x813ea998009a75eaU, 0x7b878b388543a50aU, 0xedb503035ccd76cfU};
        QTest::newRow("largest seed") << std::numeric_limits<quint64>::max() << QByteArray("insert")
                                      << QList<quint64>{0x119975d643b9bd1bU, 0xa90a802b2726819bU, 0x3b716561eddf1d52U};
    }
    void rawNumbers() {
        QFETCH(quint64, seed);
        QFETCH(QByteArray, purpose);
        QFETCH(QList<quint64>, expected);
        RandomStream stream(seed, purpose.toStdString());
        for (const quint64 number : expected)
            QCOMPARE(quint64{stream.next()}, number);
    }

    void boundedNumbers() {
        RandomStream stream(7, "b");
        for (const std::uint64_t expected : {2, 5, 5, 4, 3, 2, 0, 5, 2, 1, 2, 0})
            QCOMPARE(stream.below(6), expected);
        QCOMPARE(stream.below(1), std::uint64_t{0});
    }

    void uniformNumbers() {
        RandomStream stream(7, "u");
        for (const double expected : {0.15554994865113003, 0.9445688180699648, 0.0011347022062045964})
            QCOMPARE(stream.uniform(), expected);
    }

    void normalNumbers() {
        RandomStream stream(7, "normal");
        for (const double expected : {-0.27177650977380496, -0.626315528065022, 0.42973319727716464})
            QVERIFY(std::abs(stream.normal() - expected) < 1e-12);
    }

    void normalMoments() {
        RandomStream stream(1, "moments");
        constexpr int kCount = 100'000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < kCount; ++i) {
            const double value = stream.normal();
            sum += value;
            squares += value * value;
        }
        QVERIFY(std::abs(sum / kCount) < 0.02);
        QVERIFY(std::abs(squares / kCount - 1) < 0.02);
    }

    void shuffleIsAFixedPermutation() {
        std::array<int, 10> items = {};
        std::iota(items.begin(), items.end(), 0);
        RandomStream(7, "shuffle").shuffle(std::span<int>(items));
        QVERIFY((items == std::array{9, 0, 3, 6, 1, 2, 8, 7, 4, 5}));
    }

    void purposesAreIndependent() {
        RandomStream a(7, "a");
        RandomStream b(7, "b");
        QVERIFY(a.next() != b.next());
    }
};

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
