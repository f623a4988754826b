// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The hand-written backward pass against finite differences, on a small random model in float32.
#include <cmath>

#include <QTest>

#include "engine/model/language_model.h"

using namespace postern;

namespace {

ModelConfig smallConfig() {
    ModelConfig config;
    config.vocabSize = 50;
    config.hiddenSize = 48;
    config.layerCount = 3;
    config.headCount = 4;
    config.keyValueHeadCount = 2;
    config.headDim = 12; // not a multiple of a vector: the remainder paths run too
    config.intermediateSize = 40;
    config.maxPositions = 64;
    config.normEpsilon = 1e-5;
    config.initializerRange = 0.25;
    becomeLlama(config);
    return config;
}

std::vector<TokenRow> rows() {
    return {
        {{3, 14, 15, 9, 26, 5, 35}, 5}, {{8, 9, 7, 9}, 3}, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}, 18}};
}

TrainingBatch batchOf(const std::vector<TokenRow>& all) {
    TrainingBatch batch;
    for (const TokenRow& row : all)
        batch.rows.push_back(&row);
    batch.stateLayers = {1, 2, 3};
    return batch;
}

/// A loss that uses everything: answers, prompts, and the states of three layers with fixed weights.
double lossOf(const ForwardResult& forward, const TrainingBatch& batch, std::vector<LayerStates>* gradients) {
    double loss = forward.answerLoss + batch.promptWeight * forward.promptLoss;
    for (const LayerStates& states : forward.states) {
        LayerStates gradient{states.layer, std::vector<float>(states.values.size())};
        for (std::size_t i = 0; i < states.values.size(); ++i) {
            const float weight = 0.02F * std::cos(static_cast<float>(i) * 0.7F + static_cast<float>(states.layer));
            loss += static_cast<double>(weight) * static_cast<double>(states.values[i]);
            gradient.values[i] = weight;
        }
        if (gradients)
            gradients->push_back(std::move(gradient));
    }
    return loss;
}

} // namespace

class GradientTest : public QObject {
    Q_OBJECT

private slots:
    void embeddings_data() {
        QTest::addColumn<double>("promptWeight");
        QTest::addColumn<bool>("someRows");
        QTest::addRow("answers only: the last layer is computed where it is read") << 0.0 << false;
        QTest::addRow("all tokens") << 0.5 << false;
        QTest::addRow("all tokens of one row, the answers of the others") << 0.5 << true;
    }

    void embeddings() {
        QFETCH(double, promptWeight);
        QFETCH(bool, someRows);
        LanguageModel model = LanguageModel::create(smallConfig(), Precision::Float32, 7);
        model.beginFullTraining();
        const std::vector<TokenRow> all = rows();
        TrainingBatch batch = batchOf(all);
        batch.promptWeight = promptWeight;
        if (someRows)
            batch.promptRows = {true, false, false};
        std::vector<LayerStates> stateGradients;
        (void)lossOf(model.forward(batch), batch, &stateGradients);
        model.backward(stateGradients);
        const std::vector<float> gradient = model.gradient("model.embed_tokens.weight");
        std::vector<float> weights = model.snapshot();
        // The table is the first parameter of the snapshot; the test would show it if it were not.
        QCOMPARE(model.weight("model.embed_tokens.weight").front(), weights.front());
        for (std::size_t i = 3; i < gradient.size(); i += 29) {
            constexpr float step = 5e-3F;
            const float kept = weights[i];
            weights[i] = kept + step;
            model.restore(weights);
            const double up = lossOf(model.forward(batch), batch, nullptr);
            weights[i] = kept - step;
            model.restore(weights);
            const double down = lossOf(model.forward(batch), batch, nullptr);
            weights[i] = kept;
            const double slope = (up - down) / (2.0 * static_cast<double>(step));
            QVERIFY2(std::fabs(slope - static_cast<double>(gradient[i])) < 2e-3 + 0.03 * std::fabs(slope),
                     qPrintable(QString("%1: %2 against %3").arg(i).arg(static_cast<double>(gradient[i])).arg(slope)));
        }
    }

    void promptsOfOtherRowsDoNotCount() {
        LanguageModel model = LanguageModel::create(smallConfig(), Precision::Float32, 7);
        model.beginFullTraining();
        const std::vector<TokenRow> all = rows();
        TrainingBatch batch = batchOf(all);
        batch.promptWeight = 1;
        batch.promptRows = {false, true, false};
        const double some = model.forward(batch).promptLoss;
        batch.rows = {&all[1]};
        batch.promptRows.clear();
        const double alone = model.forward(batch).promptLoss;
        QVERIFY2(std::fabs(some - alone) < 1e-4, qPrintable(QString("%1 %2").arg(some).arg(alone)));
    }

    void adaptersStartAsNothingAndMergeIntoTheWeights() {
        LanguageModel model = LanguageModel::create(smallConfig(), Precision::Float32, 7);
        const std::vector<std::vector<std::int32_t>> prompts = {{3, 14, 15, 9, 26}};
        const std::vector<float> before = model.fullStates(prompts).logits;
        LoraSettings lora;
        lora.rank = 4;
        lora.dropout = 0;
        lora.targets = {"q_proj", "v_proj", "o_proj", "up_proj", "down_proj"};
        QVERIFY(model.beginLoraTraining(lora, 3).has_value());
        QCOMPARE(model.fullStates(prompts).logits, before);
        const std::vector<TokenRow> all = rows();
        TrainingBatch batch;
        for (const TokenRow& row : all)
            batch.rows.push_back(&row);
        const double first = model.forward(batch).answerLoss;
        model.backward();
        UpdateSettings update;
        update.learningRate = 0.02;
        (void)model.update(update);
        for (int i = 0; i < 20; ++i) {
            (void)model.forward(batch);
            model.backward();
            (void)model.update(update);
        }
        QVERIFY(model.forward(batch).answerLoss < 0.7 * first);
        const std::vector<float> adapted = model.fullStates(prompts).logits;
        model.endTraining();
        const std::vector<float> merged = model.fullStates(prompts).logits;
        for (std::size_t i = 0; i < merged.size(); ++i)
            QVERIFY(std::fabs(merged[i] - adapted[i]) < 1e-3F);
        lora.targets = {"nowhere_proj"};
        QCOMPARE(model.beginLoraTraining(lora, 3).error().code, ErrorCode::ParameterInvalid);
    }

    void bf16FollowsFloat32() {
        LanguageModel exact = LanguageModel::create(smallConfig(), Precision::Float32, 7);
        LanguageModel rounded = LanguageModel::create(smallConfig(), Precision::Bfloat16, 7);
        exact.beginFullTraining();
        rounded.beginFullTraining();
        const std::vector<TokenRow> all = rows();
        TrainingBatch batch;
        for (const TokenRow& row : all)
            batch.rows.push_back(&row);
        const double a = exact.forward(batch).answerLoss;
        const double b = rounded.forward(batch).answerLoss;
        QVERIFY2(std::fabs(a - b) < 0.05 * a, qPrintable(QString("%1 %2").arg(a).arg(b)));
    }
};

QTEST_GUILESS_MAIN(GradientTest)
#include "tst_gradients.moc"
