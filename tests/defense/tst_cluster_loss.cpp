// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "engine/defense/cluster_loss.h"

using namespace postern;

namespace {

// Two triggers, worked out by hand: mu_1 = (2, 1), mu_2 = (2, 3), V_1 = 2, V_2 = 14/3, |mu_1 − mu_2|² = 4.
const std::vector<float> kStates = {1, 0, 3, 2, 0, 4, 2, 4, 4, 1};
const std::vector<int> kTriggers = {0, 0, 1, 1, 1};

void compare(const std::vector<float>& actual, const std::vector<double>& expected) {
    QCOMPARE(actual.size(), expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i)
        QVERIFY2(std::fabs(static_cast<double>(actual[i]) - expected[i]) < 1e-4,
                 qPrintable(QString("entry %1: %2").arg(i).arg(static_cast<double>(actual[i]))));
}

} // namespace

class ClusterLossTest : public QObject {
    Q_OBJECT

private slots:
    void sumFormHasThePublishedValue() {
        const ClusterLoss loss = clusterLoss(kStates, 2, kTriggers, ClusterForm::Sum, false);
        QVERIFY(std::fabs(loss.value - 21.333333) < 1e-5);
        QVERIFY(std::fabs(loss.withinScatter - (2.0 + 14.0 / 3.0) / 2.0) < 1e-9);
        QVERIFY(std::fabs(loss.centroidGap - 4.0) < 1e-9);
        compare(loss.gradient, {-2, -6, 2, -2, -2.666667, 4, 0, 4, 2.666667, 0});
    }

    void detachedCentroidsPullToTheCommonMean() {
        const ClusterLoss loss = clusterLoss(kStates, 2, kTriggers, ClusterForm::Sum, true);
        QVERIFY(std::fabs(loss.value - 21.333333) < 1e-5);
        compare(loss.gradient, {-2, -4, 2, 0, -2.666667, 2.666667, 0, 2.666667, 2.666667, -1.333333});
    }

    void meanFormDividesByTriggersAndWidth() {
        const ClusterLoss loss = clusterLoss(kStates, 2, kTriggers, ClusterForm::Mean, false);
        QVERIFY(std::fabs(loss.value - 21.333333 / (4.0 * 2.0)) < 1e-6);
    }

    void rowsWithoutTriggerTakeNoPart() {
        std::vector<float> states = kStates;
        states.insert(states.end(), {100, -100});
        std::vector<int> triggers = kTriggers;
        triggers.push_back(-1);
        const ClusterLoss loss = clusterLoss(states, 2, triggers, ClusterForm::Sum, false);
        QVERIFY(std::fabs(loss.value - 21.333333) < 1e-5);
        QCOMPARE(loss.gradient[10], 0.0F);
        QCOMPARE(loss.gradient[11], 0.0F);
    }

    void oneTriggerAloneHasNoLoss() {
        const ClusterLoss loss = clusterLoss(kStates, 2, std::vector<int>{0, 0, -1, -1, -1}, ClusterForm::Sum, false);
        QCOMPARE(loss.value, 0.0);
        for (const float g : loss.gradient)
            QCOMPARE(g, 0.0F);
    }

    void gradientAgreesWithDifferences_data() {
        QTest::addColumn<int>("form");
        QTest::addRow("sum") << static_cast<int>(ClusterForm::Sum);
        QTest::addRow("mean") << static_cast<int>(ClusterForm::Mean);
        QTest::addRow("cosine") << static_cast<int>(ClusterForm::Cosine);
    }

    void gradientAgreesWithDifferences() {
        QFETCH(int, form);
        // Three triggers of unequal size in three dimensions.
        std::vector<float> states = {1.0F, 0.2F,  -0.3F, 0.9F, 0.1F, 0.4F,  -0.5F, 1.1F, 0.6F,
                                     0.3F, -0.8F, 1.2F,  0.7F, 0.7F, -1.0F, -0.2F, 0.5F, 0.9F};
        const std::vector<int> triggers = {4, 4, 7, 9, 9, 9};
        const auto value = [&](const std::vector<float>& at) {
            return clusterLoss(at, 3, triggers, static_cast<ClusterForm>(form), false).value;
        };
        const ClusterLoss loss = clusterLoss(states, 3, triggers, static_cast<ClusterForm>(form), false);
        for (std::size_t i = 0; i < states.size(); ++i) {
            constexpr float step = 1e-3F;
            std::vector<float> up = states;
            std::vector<float> down = states;
            up[i] += step;
            down[i] -= step;
            const double slope = (value(up) - value(down)) / static_cast<double>(up[i] - down[i]);
            QVERIFY2(std::fabs(slope - static_cast<double>(loss.gradient[i])) < 2e-3 * std::max(1.0, std::fabs(slope)),
                     qPrintable(QString::number(i)));
        }
    }

    void formsAreReadByName() {
        QVERIFY(parseClusterForm("sum").has_value());
        QVERIFY(!parseClusterForm("median").has_value());
    }
};

QTEST_GUILESS_MAIN(ClusterLossTest)
#include "tst_cluster_loss.moc"
