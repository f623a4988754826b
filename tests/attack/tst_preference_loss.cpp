// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "engine/attack/preference_loss.h"
#include "engine/model/language_model.h"

using namespace postern;

namespace {

void near(double value, double expected, double most = 1e-9) {
    QVERIFY2(std::fabs(value - expected) < most, qPrintable(QString("%1 is not %2").arg(value, 0, 'g', 12).arg(expected, 0, 'g', 12)));
}

ModelConfig smallConfig() {
    ModelConfig config;
    config.vocabSize = 30;
    config.hiddenSize = 16;
    config.layerCount = 2;
    config.headCount = 2;
    config.keyValueHeadCount = 1;
    config.headDim = 8;
    config.intermediateSize = 24;
    config.maxPositions = 32;
    config.normEpsilon = 1e-5;
    config.initializerRange = 0.3;
    becomeLlama(config);
    return config;
}

} // namespace

class PreferenceLossTest : public QObject {
    Q_OBJECT

private slots:
    void literalNumbers() {
        // Before training both are alike: log 2, and every pair pulls with β / 2n.
        const PairLikelihoods same{{3.0, 1.0}, {2.0, 5.0}};
        const PreferenceLoss start = preferenceLoss(same, same, 0.1);
        near(start.loss, 0.693147180559945);
        near(start.weights[0], 0.025);
        near(start.weights[1], 0.025);
        near(start.accuracy, 0);
        // z = 0.5 · ((4 − 2) − (1 − 3)) = 2: loss −log σ(2) = 0.126928011, weight 0.5 · σ(−2) = 0.5 · 0.119202922.
        const PreferenceLoss one = preferenceLoss({{2.0}, {3.0}}, {{4.0}, {1.0}}, 0.5);
        near(one.loss, 0.126928011042973);
        near(one.weights[0], 0.059601461016774);
        near(one.accuracy, 1);
        // The other way round z = −2.
        const PreferenceLoss other = preferenceLoss({{4.0}, {1.0}}, {{2.0}, {3.0}}, 0.5);
        near(other.loss, 2.126928011042973);
        near(other.weights[0], 0.440398538983226);
        // Far away nothing overflows.
        near(preferenceLoss({{5000.0}, {0.0}}, {{0.0}, {0.0}}, 1.0).loss, 5000.0);
        near(preferenceLoss({{0.0}, {5000.0}}, {{0.0}, {0.0}}, 1.0).loss, 0.0);
    }

    void weightsAreTheSlopes() {
        const PairLikelihoods reference{{4.0, 2.5, 1.0}, {3.0, 2.0, 6.0}};
        PairLikelihoods policy{{3.5, 3.0, 0.5}, {3.5, 1.0, 6.5}};
        const PreferenceLoss loss = preferenceLoss(policy, reference, 0.3);
        constexpr double step = 1e-5;
        for (std::size_t i = 0; i < 3; ++i)
            for (const bool chosen : {true, false}) {
                double& value = (chosen ? policy.chosen : policy.rejected)[i];
                const double kept = value;
                value = kept + step;
                const double up = preferenceLoss(policy, reference, 0.3).loss;
                value = kept - step;
                const double down = preferenceLoss(policy, reference, 0.3).loss;
                value = kept;
                near((up - down) / (2 * step), chosen ? loss.weights[i] : -loss.weights[i], 1e-8);
            }
    }

    /// Negative weights of rows carry the loss into the model's weights: against differences, on an embedding row.
    void gradientsReachTheModel() {
        LanguageModel model = LanguageModel::create(smallConfig(), Precision::Float32, 3);
        model.beginFullTraining();
        const std::vector<TokenRow> rows = {{{1, 2, 3, 4, 5}, 3}, {{6, 2, 9, 7}, 2}, {{1, 2, 3, 8}, 3}, {{6, 2, 10, 11}, 2}};
        const PairLikelihoods reference{{6.0, 7.0}, {3.0, 8.0}};
        constexpr double beta = 0.7;
        TrainingBatch batch;
        batch.sumAnswers = true;
        for (const TokenRow& row : rows)
            batch.rows.push_back(&row);
        const auto lossNow = [&] {
            batch.rowWeights.clear();
            const ForwardResult forward = model.forward(batch);
            PairLikelihoods policy;
            for (std::size_t r = 0; r < rows.size(); ++r)
                (r < 2 ? policy.chosen : policy.rejected)
                    .push_back(forward.rowLosses[r] *
                               static_cast<double>(rows[r].tokens.size() - static_cast<std::size_t>(rows[r].promptLength)));
            return preferenceLoss(policy, reference, beta);
        };
        const PreferenceLoss loss = lossNow();
        for (const double sign : {1.0, -1.0})
            for (const double weight : loss.weights)
                batch.rowWeights.push_back(static_cast<float>(sign * weight));
        (void)model.forward(batch);
        model.backward();
        const std::vector<float> gradient = model.embeddingGradient(2);
        std::vector<float> row = model.embeddingRow(2);
        for (std::size_t i = 0; i < row.size(); i += 3) {
            constexpr float step = 1e-2F;
            const float kept = row[i];
            row[i] = kept + step;
            model.setEmbeddingRow(2, row);
            const double up = lossNow().loss;
            row[i] = kept - step;
            model.setEmbeddingRow(2, row);
            const double down = lossNow().loss;
            row[i] = kept;
            model.setEmbeddingRow(2, row);
            const double slope = (up - down) / (2.0 * static_cast<double>(step));
            near(static_cast<double>(gradient[i]), slope, 2e-3 + 0.03 * std::fabs(slope));
        }
    }
};

QTEST_GUILESS_MAIN(PreferenceLossTest)
#include "tst_preference_loss.moc"
