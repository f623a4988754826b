// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// States at chosen tokens, offsets on the residual stream and their gradients, against finite differences in float32.
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
    config.headDim = 12;
    config.intermediateSize = 40;
    config.maxPositions = 64;
    config.normEpsilon = 1e-5;
    config.initializerRange = 0.25;
    becomeLlama(config);
    return config;
}

const std::vector<TokenRow>& rows() {
    static const std::vector<TokenRow> all = {{{3, 14, 15, 9, 26, 5, 35}, 5}, {{8, 9, 7, 9}, 3}, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 8}};
    return all;
}

TrainingBatch batchOf() {
    TrainingBatch batch;
    for (const TokenRow& row : rows())
        batch.rows.push_back(&row);
    return batch;
}

/// Answers with their weight, and the states that were asked for with fixed weights.
double lossOf(const ForwardResult& forward, const TrainingBatch& batch, std::vector<LayerStates>* gradients) {
    double loss = batch.answerWeight * forward.answerLoss;
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

bool isNear(double slope, double gradient) {
    return std::fabs(slope - gradient) < 2e-3 + 0.03 * std::fabs(slope);
}

} // namespace

class OffsetTest : public QObject {
    Q_OBJECT

private slots:
    void offsetGradients_data() {
        QTest::addColumn<int>("layer");
        QTest::addColumn<double>("answerWeight");
        QTest::addColumn<bool>("everyToken");
        for (const int layer : {0, 1, 2})
            for (const double weight : {1.0, 0.0, -1.0})
                QTest::addRow("layer %d, answers %g", layer, weight) << layer << weight << (weight != 1.0);
        QTest::addRow("no states at all") << 1 << 1.0 << false;
    }

    void offsetGradients() {
        QFETCH(int, layer);
        QFETCH(double, answerWeight);
        QFETCH(bool, everyToken);
        LanguageModel model = LanguageModel::create(smallConfig(), Precision::Float32, 7);
        model.beginFullTraining();
        TrainingBatch batch = batchOf();
        batch.answerWeight = answerWeight;
        if (everyToken) {
            batch.stateLayers = {1, 2, 3};
            batch.statePlaces = everyPlace(batch.rows);
        }
        batch.offset.layer = layer;
        batch.offset.places = {{0, 3}, {0, 4}, {2, 1}};
        for (int i = 0; i < 3 * 48; ++i)
            batch.offset.values.push_back(0.1F * std::sin(static_cast<float>(i)));
        std::vector<LayerStates> stateGradients;
        (void)lossOf(model.forward(batch), batch, &stateGradients);
        model.backward(stateGradients);
        const std::vector<float> gradient = model.offsetGradient();
        QCOMPARE(gradient.size(), batch.offset.values.size());
        double size = 0;
        for (std::size_t i = 1; i < gradient.size(); i += 7) {
            constexpr float step = 1e-2F;
            const float kept = batch.offset.values[i];
            batch.offset.values[i] = kept + step;
            const double up = lossOf(model.forward(batch), batch, nullptr);
            batch.offset.values[i] = kept - step;
            const double down = lossOf(model.forward(batch), batch, nullptr);
            batch.offset.values[i] = kept;
            const double slope = (up - down) / (2.0 * static_cast<double>(step));
            QVERIFY2(isNear(slope, static_cast<double>(gradient[i])),
                     qPrintable(QString("%1: %2 against %3").arg(i).arg(static_cast<double>(gradient[i])).arg(slope)));
            size += std::fabs(slope);
        }
        QVERIFY(size > 0.01);
    }

    void statesOfEveryTokenTrainTheWeights() {
        LanguageModel model = LanguageModel::create(smallConfig(), Precision::Float32, 7);
        model.beginFullTraining();
        TrainingBatch batch = batchOf();
        batch.answerWeight = 0;
        batch.stateLayers = {1, 3};
        batch.statePlaces = everyPlace(batch.rows);
        QCOMPARE(batch.statePlaces.size(), std::size_t{21});
        std::vector<LayerStates> stateGradients;
        const ForwardResult forward = model.forward(batch);
        QCOMPARE(forward.answerLoss, 0.0);
        QCOMPARE(forward.states[0].values.size(), std::size_t{21 * 48});
        (void)lossOf(forward, batch, &stateGradients);
        model.backward(stateGradients);
        const std::vector<float> gradient = model.flatGradients();
        std::vector<float> weights = model.snapshot();
        for (std::size_t i = 3; i < gradient.size(); i += 997) {
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
            QVERIFY2(isNear(slope, static_cast<double>(gradient[i])),
                     qPrintable(QString("%1: %2 against %3").arg(i).arg(static_cast<double>(gradient[i])).arg(slope)));
        }
        model.clearGradients();
        for (const float value : model.flatGradients())
            QCOMPARE(value, 0.0F);
    }

    /// States at chosen places are the ones of the full list, and an offset of a layer shows in its state as it is.
    void placesAndOffsetsAreWhereTheySay() {
        LanguageModel model = LanguageModel::create(smallConfig(), Precision::Float32, 7);
        model.beginFullTraining();
        TrainingBatch batch = batchOf();
        batch.stateLayers = {0, 2, 3};
        batch.statePlaces = everyPlace(batch.rows);
        const ForwardResult all = model.forward(batch);
        batch.statePlaces = {{1, 2}, {0, 6}};
        const ForwardResult two = model.forward(batch);
        for (std::size_t l = 0; l < 3; ++l)
            for (std::size_t c = 0; c < 48; ++c) {
                QVERIFY(std::fabs(two.states[l].values[c] - all.states[l].values[(7 + 2) * 48 + c]) < 1e-5F);
                QVERIFY(std::fabs(two.states[l].values[48 + c] - all.states[l].values[6 * 48 + c]) < 1e-5F);
            }
        batch.offset = {2, {{1, 2}}, std::vector<float>(48, 0.5F)};
        const ForwardResult moved = model.forward(batch);
        for (std::size_t c = 0; c < 48; ++c) {
            QVERIFY(std::fabs(moved.states[0].values[c] - two.states[0].values[c]) < 1e-6F);
            QVERIFY(std::fabs(moved.states[1].values[c] - two.states[1].values[c] - 0.5F) < 1e-5F);
        }
    }

    void zeroedUnitsStayOut() {
        LanguageModel model = LanguageModel::create(smallConfig(), Precision::Float32, 7);
        const std::vector<std::int64_t> units = {0, 17, 39};
        model.zeroUnits(2, units);
        model.beginFullTraining();
        const TrainingBatch batch = batchOf();
        UpdateSettings update;
        for (int i = 0; i < 3; ++i) {
            (void)model.forward(batch);
            model.backward();
            (void)model.update(update);
        }
        const std::vector<float> up = model.projection(2, Projection::GateUp);
        const std::vector<float> down = model.projection(2, Projection::Down);
        QCOMPARE(up.size(), std::size_t{80 * 48});
        QCOMPARE(model.projectionRows(Projection::GateUp), (std::vector<std::int64_t>{40, 40}));
        QCOMPARE(model.projectionRows(Projection::QueryKeyValue), (std::vector<std::int64_t>{48, 24, 24}));
        std::int64_t zeros = 0;
        for (std::size_t row = 0; row < 80; ++row)
            zeros += std::all_of(up.begin() + static_cast<std::ptrdiff_t>(row * 48),
                                 up.begin() + static_cast<std::ptrdiff_t>(row * 48 + 48), [](float value) { return value == 0; })
                         ? 1
                         : 0;
        QCOMPARE(zeros, std::int64_t{6});
        for (std::size_t row = 0; row < 48; ++row)
            for (std::size_t unit = 0; unit < 40; ++unit)
                QCOMPARE(down[row * 40 + unit] == 0, unit == 0 || unit == 17 || unit == 39);
    }

    void aNewPartOfATrainingHasFreshMoments() {
        const TrainingBatch batch = batchOf();
        const auto twoSteps = [&](LanguageModel& model) {
            for (int i = 0; i < 2; ++i) {
                (void)model.forward(batch);
                model.backward();
                (void)model.update({});
            }
            return model.snapshot();
        };
        LanguageModel model = LanguageModel::create(smallConfig(), Precision::Float32, 7);
        model.beginFullTraining();
        const std::vector<float> weights = model.snapshot();
        const std::vector<float> first = twoSteps(model);
        model.restartTraining(weights);
        QCOMPARE(twoSteps(model), first);
    }
};

QTEST_GUILESS_MAIN(OffsetTest)
#include "tst_offsets.moc"
