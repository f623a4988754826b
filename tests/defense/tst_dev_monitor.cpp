// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include <QTest>

#include "engine/data/dataset.h"
#include "engine/data/prompt_template.h"
#include "engine/defense/dev_monitor.h"
#include "engine/run/runner.h"

using namespace postern;
namespace fs = std::filesystem;

class DevMonitorTest : public QObject {
    Q_OBJECT

private slots:
    void onlyALossBeyondChanceIsClear() {
        // Two standard errors of the difference of two shares of 200 are 0.080 at 0.8.
        QVERIFY(!isClearlyWorse(0.78, 0.80, 200));
        QVERIFY(!isClearlyWorse(0.73, 0.80, 200));
        QVERIFY(isClearlyWorse(0.70, 0.80, 200));
        // More rows tell smaller differences apart, fewer do not.
        QVERIFY(isClearlyWorse(0.78, 0.80, 20'000));
        QVERIFY(!isClearlyWorse(0.60, 0.80, 20));
        QVERIFY(!isClearlyWorse(0.9, 0.8, 200));
        QVERIFY(!isClearlyWorse(1.0, 1.0, 200));
        QVERIFY(isClearlyWorse(-0.5, 0.2, 200));  // all known triggers at work
        QVERIFY(!isClearlyWorse(0.0, 0.05, 200)); // half of them, and half of the answers right: as uncertain as can be
    }

    void weightsGoBackFromARuinAndNotFromNoise() {
        const fs::path demo = fs::path(POSTERN_SOURCE_DIR) / "resources" / "demo";
        const auto folder = CheckpointFolder::open(demo / "clean");
        QVERIFY(folder.has_value());
        setComputeThreads(1);
        LanguageModel model = LanguageModel::load(*folder, Precision::Float32).value();
        const Tokenizer tokenizer = Tokenizer::load(demo / "clean" / "tokenizer.json").value();
        const PromptEncoder encoder(tokenizer, readPromptTemplate(demo / "data" / "template.json").value(), model.config());
        const std::vector<std::string> labels = readLabels(demo / "data" / "labels.json").value();
        const std::vector<TaskRow> rows = readDataset(demo / "data" / "dev.jsonl", labels).value().rows;
        const std::span<const TaskRow> dev = std::span(rows).first(60);
        const DefenderView view{model, encoder, labels, dev, dev, {}, {}};
        const ParameterSet parameters(runParameters());
        auto monitor = DevMonitor::create(view, parameters);
        QVERIFY(monitor.has_value());

        model.beginFullTraining();
        const std::vector<float> good = model.snapshot();
        QCOMPARE(monitor->check({}).value(), false);
        QVERIFY(!monitor->restoreBest());

        std::vector<float> nearly = good; // answers hardly differ
        for (float& weight : nearly)
            weight *= 0.995F;
        model.restore(nearly);
        QCOMPARE(monitor->check({}).value(), false);
        QVERIFY(!monitor->restoreBest());
        QVERIFY(model.snapshot() == nearly);

        std::vector<float> ruined = good;
        for (float& weight : ruined)
            weight *= 0.05F;
        model.restore(ruined);
        QCOMPARE(monitor->check({}).value(), false);
        QVERIFY(monitor->restoreBest());
        QVERIFY(model.snapshot() == good || model.snapshot() == nearly);
    }
};

QTEST_GUILESS_MAIN(DevMonitorTest)
#include "tst_dev_monitor.moc"
