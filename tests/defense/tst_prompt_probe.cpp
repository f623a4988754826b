// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>
#include <optional>

#include <QTest>

#include "engine/data/dataset.h"
#include "engine/data/prompt_template.h"
#include "engine/defense/prompt_probe.h"
#include "engine/run/runner.h"

using namespace postern;
namespace fs = std::filesystem;

class PromptProbeTest : public QObject {
    Q_OBJECT

private:
    std::optional<LanguageModel> m_model;
    std::optional<Tokenizer> m_tokenizer;
    std::optional<PromptEncoder> m_encoder;
    std::vector<std::string> m_labels;
    std::vector<TaskRow> m_clean, m_dev;
    std::optional<DefenderView> m_view;

    /// Some steps on answers alone, with wrong answers so that there is something to learn.
    void learnAnswers(int steps) {
        UpdateSettings update;
        update.learningRate = 3e-3;
        for (int step = 0; step < steps; ++step) {
            std::vector<TokenRow> rows;
            for (std::size_t i = 0; i < 16; ++i) {
                const TaskRow& row = m_clean[(static_cast<std::size_t>(step) * 16 + i) % m_clean.size()];
                rows.push_back(m_encoder->row(row.text, m_labels.front()).value());
            }
            TrainingBatch batch;
            for (const TokenRow& row : rows)
                batch.rows.push_back(&row);
            static_cast<void>(m_model->forward(batch));
            m_model->backward();
            m_model->update(update);
        }
    }

private slots:
    void initTestCase() {
        setComputeThreads(1);
        const fs::path demo = fs::path(POSTERN_SOURCE_DIR) / "resources" / "demo";
        const auto folder = CheckpointFolder::open(demo / "word");
        QVERIFY(folder.has_value());
        m_model.emplace(LanguageModel::load(*folder, Precision::Float32).value());
        m_model->beginFullTraining();
        m_tokenizer.emplace(Tokenizer::load(demo / "word" / "tokenizer.json").value());
        m_encoder.emplace(*m_tokenizer, readPromptTemplate(demo / "data" / "template.json").value(), m_model->config());
        m_labels = readLabels(demo / "data" / "labels.json").value();
        const std::vector<TaskRow> rows = readDataset(demo / "data" / "dev.jsonl", m_labels).value().rows;
        m_dev.assign(rows.begin(), rows.begin() + 40);
        m_clean.assign(rows.begin() + 40, rows.begin() + 440);
        m_view.emplace(DefenderView{*m_model, *m_encoder, m_labels, m_clean, m_dev, {}, {}});
    }

    void aModelThatReadPromptsKnowsThemAndNothingIsLeftBehind() {
        const TrainingState before = m_model->trainingState();
        const auto probe = probePrompts(*m_view, ParameterSet(runParameters()), {});
        QVERIFY(probe.has_value());
        QVERIFY2(!probe->learntFromAnswersAlone(), qPrintable(QString("%1 %2").arg(probe->before).arg(probe->after)));
        const TrainingState after = m_model->trainingState();
        QVERIFY(before.weights == after.weights && before.mean == after.mean && before.variance == after.variance);
        QCOMPARE(before.steps, after.steps);
    }

    void itTellsHowFarItIs() {
        std::vector<Progress> told;
        JobContext job;
        job.report = [&](const Progress& progress) { told.push_back(progress); };
        QVERIFY(probePrompts(*m_view, ParameterSet(runParameters()), job).has_value());
        QVERIFY(told.size() > 12);
        QCOMPARE(told.front().done, 0);
        QCOMPARE(told.back().done, told.back().total);
        QVERIFY(std::is_sorted(told.begin(), told.end(), [](const Progress& a, const Progress& b) { return a.done < b.done; }));
    }

    void stoppedItLeavesNothingEither() {
        const TrainingState before = m_model->trainingState();
        std::stop_source stop;
        stop.request_stop();
        JobContext job;
        job.stop = stop.get_token();
        QCOMPARE(probePrompts(*m_view, ParameterSet(runParameters()), job).error().code, ErrorCode::Cancelled);
        QVERIFY(before.weights == m_model->trainingState().weights);
    }

    void aModelThatLearntAnswersAloneModelsPromptsWorseThanItCould() {
        learnAnswers(20);
        const auto probe = probePrompts(*m_view, ParameterSet(runParameters()), {});
        QVERIFY(probe.has_value());
        QVERIFY2(probe->learntFromAnswersAlone(), qPrintable(QString("%1 %2").arg(probe->before).arg(probe->after)));
    }
};

QTEST_GUILESS_MAIN(PromptProbeTest)
#include "tst_prompt_probe.moc"
