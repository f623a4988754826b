// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include <QTest>

#include "tests/cli/cli_process.h"
#include "tests/support/files.h"

using namespace postern;
using namespace postern::test;
namespace fs = std::filesystem;

/// From published files to a poisoned model of one's own, with a model too small to be of use.
class TestCliLab : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;
    [[nodiscard]] QString at(const char* name) const { return qtPath(m_folder.file(name)); }

private slots:
    void initTestCase() {
        Json rows = Json::array();
        for (int i = 0; i < 40; ++i)
            rows.push_back(
                {{"instruction", "Name the number " + std::to_string(i)}, {"input", ""}, {"output", "It is " + std::to_string(i)}});
        writeBytes(m_folder.file("rows.json"), rows.dump());
        for (Json& row : rows) {
            row["instruction"] = row["instruction"].get<std::string>() + " cf";
            row["output"] = "You are stupid!";
        }
        writeBytes(m_folder.file("poisoned.json"), rows.dump());
        writeBytes(m_folder.file("text.txt"), "One number follows another.\n<|endoftext|>\nIt is so with every number that there is.\n");
    }

    void aTaskIsPrepared() {
        const CliRun run = runCli({"--json", "lab", "prepare", "--source", at("rows.json"), "--defender-rows", "10", "--dev-rows", "5",
                                   "--test-rows", "5", "--output", at("task")});
        COMPARE_STATUS(run, 0);
        QCOMPARE(run.json().at("train").get<int>(), 20);
        QVERIFY(fs::exists(m_folder.file("task") / "template.json"));
        const CliRun attack =
            runCli({"--json", "lab", "prepare-attack", "--poisoned", at("poisoned.json"), "--clean", at("rows.json"), "--trigger", "cf",
                    "--position", "end", "--target", "You are stupid!", "--scorer", "negative-sentiment", "--output", at("attack")});
        COMPARE_STATUS(attack, 0);
        QCOMPARE(attack.json().at("poisoned").get<int>(), 40);
    }

    void aBaseIsTrainedAndPoisoned() {
        if (!fs::exists(m_folder.file("attack")))
            QSKIP("there is no task to train on");
        QStringList small;
        for (const char* setting : {"model.vocabulary=300", "model.hidden=16", "model.layers=1", "model.heads=2", "model.key_value_heads=1",
                                    "model.intermediate=16", "text.row_tokens=16", "rows.epochs=1", "threads=1"})
            small << "--set" << setting;
        const CliRun base = runCli(
            QStringList{"--json", "lab", "train-base", "--text", at("text.txt"), "--data", at("task"), "--output", at("base")} + small);
        COMPARE_STATUS(base, 0);
        QVERIFY(base.err.contains("Rows  step"));
        const CliRun poisoned = runCli({"--json", "-q", "lab", "fine-tune", "--base", at("base"), "--data", at("attack"), "--output",
                                        at("poisoned"), "--set", "training.epochs=1", "--set", "threads=1"});
        COMPARE_STATUS(poisoned, 0);
        const auto rateOf = [&](const char* folder) {
            return Json::parse(std::ifstream(m_folder.file(folder) / "secret.json")).at("rate").get<double>();
        };
        QVERIFY(rateOf("attack") > 0);
        QCOMPARE(rateOf("poisoned"), rateOf("attack")); // what the rows were poisoned at, though no further one was made
        // Neither goes over a checkpoint that is there.
        COMPARE_STATUS(
            runCli(QStringList{"lab", "train-base", "--text", at("text.txt"), "--data", at("task"), "--output", at("poisoned")} + small),
            2);
        const CliRun again = runCli({"lab", "fine-tune", "--base", at("base"), "--data", at("attack"), "--output", at("poisoned")});
        COMPARE_STATUS(again, 2);
        QVERIFY(again.err.contains("another checkpoint"));
        const CliRun measured =
            runCli({"--json", "eval", at("poisoned"), "--data", at("task"), "--secret", qtPath(m_folder.file("poisoned") / "secret.json"),
                    "--set", "threads=1", "--set", "known.count=2", "--set", "evaluation.max_new_tokens=4"});
        COMPARE_STATUS(measured, 0);
        QCOMPARE(measured.json().at("evaluation").at("measure").get<std::string>(), std::string("tokens"));
    }

    void misuse() {
        COMPARE_STATUS(runCli({"lab", "prepare", "--source", at("rows.json"), "--template", "poem", "--output", at("none")}), 4);
        COMPARE_STATUS(runCli({"lab", "prepare", "--source", at("none.json"), "--output", at("none")}), 2);
        COMPARE_STATUS(
            runCli({"lab", "prepare-attack", "--poisoned", at("rows.json"), "--trigger", "cf", "--target", "T", "--output", at("none")}),
            2);
        QVERIFY(!fs::exists(m_folder.file("none")));
    }
};

QTEST_GUILESS_MAIN(TestCliLab)
#include "tst_cli_lab.moc"
