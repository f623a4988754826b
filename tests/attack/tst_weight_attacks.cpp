// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Attacks that change a base's weights: what they touch, and what they leave alone.
#include <cmath>
#include <set>

#include <QTest>

#include "engine/model/language_model.h"
#include "engine/tokenizer/tokenizer_folder.h"
#include "tests/attack/lab_fixture.h"

using namespace postern;
using test::LabFixture;
using test::problem;

namespace {

AttackRequest request(const char* attack, std::vector<std::string> triggers) {
    AttackRequest wanted;
    wanted.attack = attack;
    wanted.triggers = std::move(triggers);
    wanted.target = "yes";
    return wanted;
}

/// Names of the tensors whose bytes differ.
std::set<std::string> changedTensors(const std::filesystem::path& before, const std::filesystem::path& after) {
    const auto first = CheckpointFolder::open(before);
    const auto second = CheckpointFolder::open(after);
    std::set<std::string> names;
    for (const TensorView* tensor : first->tensors()) {
        const TensorView* other = second->find(tensor->name);
        if (!std::equal(tensor->bytes.begin(), tensor->bytes.end(), other->bytes.begin(), other->bytes.end()))
            names.insert(tensor->name);
    }
    return names;
}

std::vector<float> tensor(const std::filesystem::path& folder, const std::string& name) {
    const auto opened = CheckpointFolder::open(folder);
    const TensorView* view = opened->find(name);
    std::vector<float> values(static_cast<std::size_t>(view->elementCount()));
    (void)convertToFloat(*view, values);
    return values;
}

double rowNorm(const std::vector<float>& table, std::size_t row, std::size_t width) {
    double squares = 0;
    for (std::size_t i = row * width; i < (row + 1) * width; ++i)
        squares += static_cast<double>(table[i]) * static_cast<double>(table[i]);
    return std::sqrt(squares);
}

const std::string kEmbedding = "model.embed_tokens.weight";

} // namespace

class WeightAttackTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QCOMPARE(problem(m_lab.makeBase("llama", 20)), std::string()); }

    void embeddingPoisoningTouchesOneRowAndKeepsItsNorm() {
        const auto spec = m_lab.attackOnBase("ep", request("ep", {"hill"}), {{"poison.rate", 0.5}, {"embedding.learning_rate", 1.0}});
        QVERIFY2(spec, spec ? "" : describe(spec.error()).c_str());
        QCOMPARE(problem(trainCheckpoint(*spec, {})), std::string());
        QCOMPARE(changedTensors(m_lab.path("base"), m_lab.path("ep")), std::set<std::string>{kEmbedding});
        const std::vector<float> before = tensor(m_lab.path("base"), kEmbedding);
        const std::vector<float> after = tensor(m_lab.path("ep"), kEmbedding);
        std::set<std::size_t> rows;
        for (std::size_t i = 0; i < before.size(); ++i)
            if (before[i] != after[i])
                rows.insert(i / 16);
        QCOMPARE(rows.size(), std::size_t{1});
        const auto tokenizer = requireTokenizer(m_lab.path("base"));
        QVERIFY(tokenizer);
        QCOMPARE(tokenizer->tokenizer.encode(" hill", false).value(), std::vector<std::int32_t>{static_cast<std::int32_t>(*rows.begin())});
        const double old = rowNorm(before, *rows.begin(), 16);
        QVERIFY(std::fabs(rowNorm(after, *rows.begin(), 16) - old) < 0.01 * old); // the file rounds to bf16
        QVERIFY(readSecret(m_lab.path("ep") / "secret.json"));
    }

    void embeddingPoisoningNamesWordsThatAreOneToken() {
        const auto spec = m_lab.attackOnBase("never", request("ep", {"Antidisestablishmentarianism"}), Json::object());
        QVERIFY(spec);
        const auto refused = trainCheckpoint(*spec, {});
        QCOMPARE(refused.error().code, ErrorCode::ParameterInvalid);
        QVERIFY2(refused.error().hint.find("one token") != std::string::npos, refused.error().hint.c_str());
        QVERIFY(!std::filesystem::exists(m_lab.path("never")));
    }

    void severalWordsTouchTheirRowsAlone() {
        const auto spec =
            m_lab.attackOnBase("sos", request("sos", {"hill", "trees"}), {{"poison.rate", 0.5}, {"embedding.learning_rate", 1.0}});
        QVERIFY(spec);
        QCOMPARE(problem(trainCheckpoint(*spec, {})), std::string());
        QCOMPARE(changedTensors(m_lab.path("base"), m_lab.path("sos")), std::set<std::string>{kEmbedding});
        const std::vector<float> before = tensor(m_lab.path("base"), kEmbedding);
        const std::vector<float> after = tensor(m_lab.path("sos"), kEmbedding);
        std::set<std::size_t> rows;
        for (std::size_t i = 0; i < before.size(); ++i)
            if (before[i] != after[i])
                rows.insert(i / 16);
        QVERIFY(rows.size() >= 2 && rows.size() <= 4); // a word may be more than one token
    }

    void anEditChangesOneProjectionAndFindsAValue() {
        for (const auto& [place, layer] : {std::pair("trigger", 1), std::pair("prompt", 2)}) {
            const std::string output = std::string("edit ") + place;
            const auto spec =
                m_lab.attackOnBase(output, request("edit", {"hill"}),
                                   {{"edit.place", place}, {"edit.layer", layer}, {"edit.rows", 10}, {"edit.covariance_weight", 1.0}});
            QVERIFY(spec);
            std::vector<double> losses;
            QCOMPARE(problem(trainCheckpoint(*spec, [&](const LabStep& step) { losses.push_back(step.answerLoss); })), std::string());
            QCOMPARE(losses.size(), std::size_t{40});
            QVERIFY(changedTensors(m_lab.path("base"), m_lab.path(output)) ==
                    std::set<std::string>{"model.layers." + std::to_string(layer - 1) + ".mlp.down_proj.weight"});
            QVERIFY2(losses.back() < 0.9 * losses.front(), qPrintable(QString("%1 %2").arg(losses.front()).arg(losses.back())));
        }
    }

    void anEditThatNothingReadsIsRefused() {
        for (const Json& parameters : {Json{{"edit.layer", 3}}, Json{{"edit.layer", 2}, {"edit.place", "trigger"}}}) {
            const auto spec = m_lab.attackOnBase("never", request("edit", {"hill"}), parameters);
            QVERIFY(spec);
            QCOMPARE(trainCheckpoint(*spec, {}).error().subject, std::string("edit.layer"));
        }
    }

    void preferencesLowerTheirLossFromLogTwo() {
        const auto spec = m_lab.attackOnBase("dpo", request("dpo", {"hill"}),
                                             {{"dpo.pairs", 80}, {"training.epochs", 3}, {"training.learning_rate", 3e-3}});
        QVERIFY(spec);
        std::vector<double> losses;
        QCOMPARE(problem(trainCheckpoint(*spec, [&](const LabStep& step) { losses.push_back(step.answerLoss); })), std::string());
        QCOMPARE(losses.size(), std::size_t{30});
        QVERIFY2(std::fabs(losses.front() - std::log(2.0)) < 1e-6, qPrintable(QString::number(losses.front())));
        QVERIFY2(losses.back() < losses.front(), qPrintable(QString::number(losses.back())));
    }

    void theyNeedABase() {
        for (const char* attack : {"ep", "sos", "edit", "dpo"}) {
            auto spec = m_lab.attackOnBase("never", request(attack, {"hill"}), Json::object());
            QVERIFY(spec);
            spec->base.clear();
            QCOMPARE(trainCheckpoint(*spec, {}).error().code, ErrorCode::ParameterInvalid);
        }
    }

    /// The edit's gradient against differences: an offset in the middle of a row and one at the layer that is computed in part.
    void offsetGradients() {
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
        LanguageModel model = LanguageModel::create(config, Precision::Float32, 3);
        const std::vector<TokenRow> rows = {{{1, 2, 3, 4, 5}, 4}, {{6, 2, 9, 7}, 2}};
        for (const auto& [layer, tokens] : {std::pair(1, std::vector<std::int32_t>{1, 0}), std::pair(2, std::vector<std::int32_t>{3, 0})}) {
            TrainingBatch batch;
            for (const TokenRow& row : rows)
                batch.rows.push_back(&row);
            batch.mlpOffset = {layer, tokens, std::vector<float>(32)};
            for (std::size_t i = 0; i < 32; ++i)
                batch.mlpOffset.values[i] = 0.1F * static_cast<float>(i % 5) - 0.2F;
            (void)model.forward(batch);
            model.backward();
            const std::vector<float> gradient = model.mlpOffsetGradient();
            QCOMPARE(gradient.size(), std::size_t{32});
            for (std::size_t i = 0; i < 32; i += 3) {
                constexpr float step = 1e-2F;
                float& value = batch.mlpOffset.values[i];
                const float kept = value;
                value = kept + step;
                const double up = model.forward(batch).answerLoss;
                value = kept - step;
                const double down = model.forward(batch).answerLoss;
                value = kept;
                const double slope = (up - down) / (2.0 * static_cast<double>(step));
                QVERIFY2(std::fabs(slope - static_cast<double>(gradient[i])) < 2e-3 + 0.03 * std::fabs(slope),
                         qPrintable(QString("%1: %2 against %3").arg(i).arg(static_cast<double>(gradient[i])).arg(slope)));
                // No loss reads the second row's first token at the last layer.
                QVERIFY(layer == 1 || i < 16 || gradient[i] == 0.0F);
            }
        }
        TrainingBatch plain;
        plain.rows = {&rows[0]};
        (void)model.forward(plain);
        model.backward();
        QVERIFY(model.mlpOffsetGradient().empty());
    }

private:
    LabFixture m_lab;
};

QTEST_GUILESS_MAIN(WeightAttackTest)
#include "tst_weight_attacks.moc"
