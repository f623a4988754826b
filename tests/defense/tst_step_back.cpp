// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <optional>

#include <QTest>

#include "engine/data/dataset.h"
#include "engine/data/prompt_template.h"
#include "engine/defense/dev_accuracy.h"
#include "engine/defense/step_back.h"

using namespace postern;
namespace fs = std::filesystem;

class StepBackTest : public QObject {
    Q_OBJECT

private:
    std::optional<LanguageModel> m_model;
    std::optional<Tokenizer> m_tokenizer;
    std::optional<PromptEncoder> m_encoder;
    std::vector<std::string> m_labels;
    std::vector<TaskRow> m_dev;
    std::vector<float> m_suspect;
    std::optional<DefenderView> m_view;

    const DefenderView& view() const { return *m_view; }

    /// What training could have left: the suspect's weights times a factor. Near 0 the model knows nothing.
    std::vector<float> shrunk(float factor) const {
        std::vector<float> weights = m_suspect;
        for (float& weight : weights)
            weight *= factor;
        return weights;
    }

private slots:
    void initTestCase() {
        const fs::path demo = fs::path(POSTERN_SOURCE_DIR) / "resources" / "demo";
        const auto folder = CheckpointFolder::open(demo / "clean");
        QVERIFY(folder.has_value());
        setComputeThreads(1);
        m_model.emplace(LanguageModel::load(*folder, Precision::Float32).value());
        m_model->beginFullTraining();
        m_suspect = m_model->snapshot();
        m_tokenizer.emplace(Tokenizer::load(demo / "clean" / "tokenizer.json").value());
        m_encoder.emplace(*m_tokenizer, readPromptTemplate(demo / "data" / "template.json").value(), m_model->config());
        m_labels = readLabels(demo / "data" / "labels.json").value();
        const std::vector<TaskRow> rows = readDataset(demo / "data" / "dev.jsonl", m_labels).value().rows;
        m_dev.assign(rows.begin(), rows.begin() + 60);
        m_view.emplace(DefenderView{*m_model, *m_encoder, m_labels, m_dev, m_dev, {}, {}});
    }

    void init() { m_model->restore(m_suspect); }

    void whatLostNothingStays() {
        const auto back = StepBack::create(view(), 0.5, {});
        QVERIFY(back.has_value());
        QCOMPARE(back->apply({}).value(), 1.0);
        QVERIFY(m_model->snapshot() == m_suspect);
    }

    void whatLostAccuracyGoesBackNoFartherThanNeeded() {
        const auto back = StepBack::create(view(), 0.9, {});
        QVERIFY(back.has_value());
        const double before = devAccuracy(view(), m_dev.size(), {}).value();
        m_model->restore(shrunk(0.1F));
        QVERIFY(devAccuracy(view(), m_dev.size(), {}).value() < before - 0.3);
        const double alpha = back->apply({}).value();
        QVERIFY2(alpha < 0.95 && alpha > 0.1, qPrintable(QString::number(alpha)));
        QVERIFY(devAccuracy(view(), m_dev.size(), {}).value() >= before - 0.005);
        // One step less would have cost accuracy.
        m_model->restore(shrunk(static_cast<float>(1 - 0.9 * (alpha + 0.05))));
        QVERIFY(devAccuracy(view(), m_dev.size(), {}).value() < before - 0.005);
    }

    void whereNothingIsGoodEnoughItGoesAllTheWay() {
        const auto back = StepBack::create(view(), 0.1, {});
        m_model->restore(shrunk(0.0F));
        QCOMPARE(back->apply({}).value(), 0.9);
        const std::vector<float> expected = shrunk(0.1F);
        const std::vector<float> weights = m_model->snapshot();
        for (std::size_t i = 0; i < weights.size(); i += 1001)
            QVERIFY(std::abs(weights[i] - expected[i]) < 1e-6F);
    }

    void zeroLeavesEverything() {
        const auto back = StepBack::create(view(), 0, {});
        m_model->restore(shrunk(0.1F));
        QCOMPARE(back->apply({}).value(), 1.0);
        QVERIFY(m_model->snapshot() == shrunk(0.1F));
    }

    void stoppedItLeavesThePurifiedWeights() {
        const auto back = StepBack::create(view(), 0.9, {});
        m_model->restore(shrunk(0.1F));
        std::stop_source stop;
        stop.request_stop();
        JobContext job;
        job.stop = stop.get_token();
        QCOMPARE(back->apply(job).error().code, ErrorCode::Cancelled);
        QVERIFY(m_model->snapshot() == shrunk(0.1F));
    }
};

QTEST_GUILESS_MAIN(StepBackTest)
#include "tst_step_back.moc"
