// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the defences compute, against numbers worked out by hand.
#include <algorithm>
#include <cmath>
#include <functional>

#include <QTest>

#include "engine/defense/backflush.h"
#include "engine/defense/bd_vax.h"
#include "engine/defense/beear.h"
#include "engine/defense/crow.h"
#include "engine/defense/fine_mixing.h"
#include "engine/defense/fine_pruning.h"
#include "engine/defense/magnitude_pruning.h"
#include "engine/defense/nad.h"
#include "engine/defense/quantization.h"
#include "engine/defense/wanda.h"

using namespace postern;
using Floats = std::vector<float>;

namespace {

bool isNear(double a, double b, double tolerance = 1e-6) {
    return std::fabs(a - b) < tolerance;
}

/// The gradient that `loss` states against differences of its value.
void checkGradient(Floats values, const std::function<double(const Floats&)>& value, const Floats& gradient) {
    QCOMPARE(gradient.size(), values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        constexpr float step = 1e-2F;
        const float kept = values[i];
        values[i] = kept + step;
        const double up = value(values);
        values[i] = kept - step;
        const double down = value(values);
        values[i] = kept;
        const double slope = (up - down) / (2 * static_cast<double>(step));
        QVERIFY2(isNear(slope, static_cast<double>(gradient[i]), 2e-4 + 0.01 * std::fabs(slope)),
                 qPrintable(QString("%1: %2 against %3").arg(i).arg(static_cast<double>(gradient[i])).arg(slope)));
    }
}

Floats flatten(const std::vector<LayerStates>& states) {
    Floats all;
    for (const LayerStates& layer : states)
        all.insert(all.end(), layer.values.begin(), layer.values.end());
    return all;
}

} // namespace

class PeerArithmeticTest : public QObject {
    Q_OBJECT

private slots:
    void magnitude() {
        Floats values = {3, -1, 0.5F, -4, 2, 1, -0.1F};
        zeroSmallest(values, 0.5); // ⌊3.5⌋ = 3: −0.1, 0.5 and, of the two of size 1, the first
        QCOMPARE(values, (Floats{3, 0, 0, -4, 2, 1, 0}));
        zeroSmallest(values, 0.0);
        QCOMPARE(values, (Floats{3, 0, 0, -4, 2, 1, 0}));
        zeroSmallest(values, 1.0);
        QCOMPARE(values, Floats(7, 0.0F));
    }

    void wandaJudgesEveryRowByItself() {
        // Scores of the first row: 4·1, 1·10, 2·3, 3·0 → 3·0 and 4·1 go; of the second: 1, 20, 3, 0 → 0 and 1 go.
        Floats weights = {4, 1, -2, 3, 1, -2, 1, 100};
        zeroLowestScores(weights, Floats{1, 10, 3, 0}, 0.5);
        QCOMPARE(weights, (Floats{0, 1, -2, 0, 0, -2, 1, 0}));
    }

    void int8And4RoundToTheNearestLevel() {
        // scale = 127 / 127 = 1 and 7 / 7 = 1; ties go to even.
        Floats eight = {127, -3.4F, 2.5F, 0.49F};
        roundToLevels(eight, 4, 127);
        QCOMPARE(eight, (Floats{127, -3, 2, 0}));
        // Two blocks with scales 1 and 0.5; the second is shorter.
        Floats four = {7, -1.6F, 0.4F, 3.5F, 1.2F};
        roundToLevels(four, 3, 7);
        QCOMPARE(four, (Floats{7, -2, 0, 3.5F, 1}));
        Floats zeros = {0, 0};
        roundToLevels(zeros, 2, 7);
        QCOMPARE(zeros, (Floats{0, 0}));
    }

    void theLeastActiveUnitsComeFirst() {
        const std::vector<double> activity = {5, 1, 3, 1, 4};
        QCOMPARE(leastActive(activity, 0.6), (std::vector<std::int64_t>{1, 3, 2}));
        QCOMPARE(leastActive(activity, 0.2 + 0.2 + 0.2), (std::vector<std::int64_t>{1, 3, 2}));
        QVERIFY(leastActive(activity, 0.19).empty());
    }

    void mixingTakesTheShareItIsTold() {
        Floats mixed(10'000, 1.0F);
        const Floats base(10'000, 2.0F);
        RandomStream random(1, "test");
        mixWeights(mixed, base, 0.7, random);
        const auto kept = std::count(mixed.begin(), mixed.end(), 1.0F);
        QCOMPARE(kept + std::count(mixed.begin(), mixed.end(), 2.0F), std::ptrdiff_t{10'000});
        QVERIFY2(kept > 6850 && kept < 7150, qPrintable(QString::number(kept))); // three standard deviations are 137
        mixWeights(mixed, base, 0.0, random);
        QCOMPARE(mixed, base);
    }

    void attentionMapsOfNad() {
        // A = (3² + 0, 0 + 2², 0) = (9, 4, 0), ‖A‖ = √97.
        const Floats states = {3, 0, 0, 2, 0, 0};
        const Floats map = attentionMap(states, 2);
        QVERIFY(isNear(map[0], 9 / std::sqrt(97.0)) && isNear(map[1], 4 / std::sqrt(97.0)) && map[2] == 0);
        const Floats goal = {0.5F, 0.5F, 0};
        const double first = 9 / std::sqrt(97.0) - 0.5;
        const double second = 4 / std::sqrt(97.0) - 0.5;
        QVERIFY(isNear(attentionMapLoss(states, 2, goal).value, (first * first + second * second) / 3));
        const Floats others = {1, 0.5F, -0.7F, 0.3F, 0.2F, 1.1F};
        checkGradient(
            others, [&](const Floats& v) { return attentionMapLoss(v, 2, goal).value; }, attentionMapLoss(others, 2, goal).gradient);
        QCOMPARE(attentionMapLoss(Floats(6, 0.0F), 2, goal).gradient, Floats(6, 0.0F));
    }

    /// The vector of the dossier: six layers' states, of which the published slices read the second to the fifth.
    void consistencyOfCrow() {
        QCOMPARE(consistencyLayers(5).value(), (std::vector<int>{1, 2, 3, 4}));
        QCOMPARE(consistencyLayers(2).error().code, ErrorCode::ConfigUnsupported);
        std::vector<LayerStates> states = {{1, {1, 1, 0, 1}}, {2, {1, 0, 1, 1}}, {3, {0, 1, 1, 0}}, {4, {1, 1, 1, 0}}};
        const Consistency loss = consistency(states, 2);
        QVERIFY2(isNear(loss.value, 0.3619288), qPrintable(QString::number(loss.value, 'g', 9)));
        checkGradient(
            flatten(states),
            [&](const Floats& values) {
                for (std::size_t i = 0; i < values.size(); ++i)
                    states[i / 4].values[i % 4] = values[i];
                return consistency(states, 2).value;
            },
            flatten(loss.gradients));
        // States of norm zero have no direction.
        const std::vector<LayerStates> none = {{1, {0, 0}}, {2, {1, 2}}};
        QCOMPARE(consistency(none, 2).value, 1.0);
        QCOMPARE(flatten(consistency(none, 2).gradients), Floats(4, 0.0F));
    }

    void endsAndStepsOfBeear() {
        const std::vector<TokenRow> rows = {{{1, 2, 3, 4, 5}, 4}, {{1, 2, 3}, 2}};
        const PromptEnds ends = promptEnds(rows, 3);
        QCOMPARE(ends.slotOf, (std::vector<std::size_t>{0, 1, 2, 0, 1}));
        const std::vector<std::pair<int, int>> expected = {{0, 3}, {0, 2}, {0, 1}, {1, 1}, {1, 0}};
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(ends.places[i].row == expected[i].first && ends.places[i].token == expected[i].second);
        // Slot 0 gets 1 − 3 and 0, slot 1 gets −2 and 5.
        Floats perturbation = {0, 1, 0, 0};
        descendBySign(perturbation, Floats{1, 0, -2, 5, -3, 0}, std::vector<std::size_t>{0, 1, 0}, 2, 0.25);
        QCOMPARE(perturbation, (Floats{0.25F, 1, 0.25F, -0.25F}));
        QCOMPARE(perturbedLayer(0, 32).value(), 9);
        QCOMPARE(perturbedLayer(0, 4).value(), 1);
        QCOMPARE(perturbedLayer(0, 2).value(), 1);
        QCOMPARE(perturbedLayer(3, 4).value(), 3);
        QCOMPARE(perturbedLayer(4, 4).error().code, ErrorCode::ParameterInvalid);
    }

    void rotationOfBackFlush() {
        // Means (2, 0) and (0, 3); towards (1, 0): cos 1, towards (1, 1): cos 1/√2. Mean of 1 + cos.
        const Floats states = {1, 1, 3, -1, 0, 3};
        const std::vector<std::size_t> lengths = {2, 1};
        const Floats goals = {1, 0, 1, 1};
        QVERIFY(isNear(rotationLoss(states, 2, lengths, goals).value, (2 + 1 + 1 / std::sqrt(2.0)) / 2));
        const Floats others = {1, 0.4F, 0.3F, -1, 0.2F, 2};
        checkGradient(
            others, [&](const Floats& v) { return rotationLoss(v, 2, lengths, goals).value; },
            rotationLoss(others, 2, lengths, goals).gradient);
    }

    void signatureOfBdVax() {
        QVERIFY(isNear(signatureScore(std::vector<Floats>{{3, 4}, {0, 5}, {-4, 3}}), 2.333333));
        QCOMPARE(signatureScore(std::vector<Floats>{{1, 0}, {-1, 0}}), 0.0); // opposite moves count as none
        QCOMPARE(signatureScore(std::vector<Floats>{{1, 0}, {0, 0}}), 0.0);
        QCOMPARE(highest(std::vector<double>{0.5, 2, 1, 2, 0}, 0.6), (std::vector<std::size_t>{1, 2, 3}));
        QVERIFY(highest(std::vector<double>{1, 2}, 0.4).empty());
    }
};

QTEST_GUILESS_MAIN(PeerArithmeticTest)
#include "tst_peer_arithmetic.moc"
