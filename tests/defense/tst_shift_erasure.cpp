// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "engine/defense/phase_trainer.h"

using namespace postern;

class ShiftErasureTest : public QObject {
    Q_OBJECT

private slots:
    void valueAndGradientByHand() {
        // Clean (3, 4), triggered (4, 6): shift² = 5, size² = 25. Second pair: no shift.
        const std::vector<float> states = {3, 4, 4, 6, 1, 0, 1, 0};
        const std::vector<RowPair> pairs = {{0, 1}, {2, 3}};
        const StateLoss loss = shiftErasure(states, 2, pairs);
        QVERIFY(std::fabs(loss.value - 0.1) < 1e-9);
        const std::vector<float> expected = {0, 0, 2.0F * 1 / 25 / 2, 2.0F * 2 / 25 / 2, 0, 0, 0, 0};
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(std::fabs(loss.gradient[i] - expected[i]) < 1e-7F);
    }

    void cleanStateIsTheFixedGoal() {
        const std::vector<float> states = {3, 4, 40, -6};
        const std::vector<RowPair> pairs = {{0, 1}};
        const StateLoss loss = shiftErasure(states, 2, pairs);
        QCOMPARE(loss.gradient[0], 0.0F);
        QCOMPARE(loss.gradient[1], 0.0F);
        QVERIFY(loss.gradient[2] > 0);
    }

    void layersAreReadByName_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("layers");
        QTest::addRow("upper") << "upper" << QList<int>{2, 3, 4};
        QTest::addRow("all") << "all" << QList<int>{1, 2, 3, 4};
        QTest::addRow("last") << "last" << QList<int>{4};
        QTest::addRow("list") << "3,1,3" << QList<int>{1, 3};
        QTest::addRow("beyond") << "5" << QList<int>{};
        QTest::addRow("words") << "top" << QList<int>{};
        QTest::addRow("empty") << "" << QList<int>{};
    }

    void layersAreReadByName() {
        QFETCH(QString, text);
        QFETCH(QList<int>, layers);
        const auto parsed = parseErasureLayers(text.toStdString(), 4);
        QCOMPARE(parsed.has_value(), !layers.isEmpty());
        if (parsed)
            QCOMPARE(QList<int>(parsed->begin(), parsed->end()), layers);
        else
            QCOMPARE(parsed.error().code, ErrorCode::ParameterInvalid);
    }
};

QTEST_GUILESS_MAIN(ShiftErasureTest)
#include "tst_shift_erasure.moc"
