// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/cli_process.h"
#include "tests/support/checkpoint_maker.h"

using namespace postern;
using namespace postern::test;

class TestCliEstimate : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;
    const std::filesystem::path m_demo = std::filesystem::path(POSTERN_SOURCE_DIR) / "resources" / "demo";

private slots:
    void initTestCase() {
        std::filesystem::create_directory(m_folder.file("tiny"));
        QVERIFY(writeTinyCheckpoint(m_folder.file("tiny"), tinyConfigJson(), TensorSet(tinyConfigJson())));
        // Rows so long that a batch of them fits no machine.
        std::filesystem::copy(m_demo / "data", m_folder.file("long"));
        std::string text;
        for (int i = 0; i < 8000; ++i)
            text += "word ";
        const Json row = {{"text", text}, {"label", 0}};
        std::string lines;
        for (int i = 0; i < 2; ++i)
            lines += row.dump() + '\n';
        writeBytes(m_folder.file("long") / "defender.jsonl", lines);
    }

    void saysWhatItNeeds() {
        const CliRun run =
            runCli({"estimate", "--checkpoint", qtPath(m_folder.file("tiny")), "--set", "precision=fp32", "--row-tokens", "10", "--json"});
        COMPARE_STATUS(run, 0);
        const Json json = run.json();
        COMPARE_JSON(json.at("schema"), 1);
        COMPARE_JSON(json.at("fits"), true);
        QVERIFY(json.at("available").get<std::uint64_t>() > json.at("total").get<std::uint64_t>());
        std::map<std::string, std::uint64_t> parts;
        for (const Json& part : json.at("parts"))
            parts[part.at("part").get<std::string>()] = part.at("bytes").get<std::uint64_t>();
        // 11 · 8 twice, a norm, and in each of two layers two norms, q and o of 8 · 8, k and v of 4 · 8, and three of 12 · 8.
        constexpr std::uint64_t kParameters = 2 * 88 + 8 + 2 * (16 + 2 * 64 + 2 * 32 + 3 * 96);
        QCOMPARE(parts.at("weights"), 4 * kParameters);
        QCOMPARE(parts.at("optimizer"), 8 * kParameters);
    }

    void measuresTheRowsOfTheData() {
        const QStringList demo = {"estimate", "--demo", "word", "--json", "--set", "precision=fp32"};
        const CliRun run = runCli(demo);
        COMPARE_STATUS(run, 0);
        const auto tokens = run.json().at("work").at("batch_tokens").get<int>();
        QVERIFY2(tokens > 64 * 20 && tokens < 64 * 200, qPrintable(QString::number(tokens)));
        const CliRun inference = runCli(demo + QStringList{"--inference"});
        COMPARE_STATUS(inference, 0);
        QVERIFY(inference.json().at("total").get<std::uint64_t>() < run.json().at("total").get<std::uint64_t>());
    }

    void whatDoesNotFitIsRefused() {
        const QStringList subject = {"--checkpoint", qtPath(m_demo / "word"), "--data", qtPath(m_folder.file("long")),
                                     "--set",        "training.batch=4096"};
        const CliRun run = runCli(QStringList{"estimate", "--json"} + subject);
        COMPARE_STATUS(run, 5);
        COMPARE_JSON(run.json().at("fits"), false);
        COMPARE_STATUS(runCli(QStringList{"estimate", "--accept-memory-risk"} + subject), 0);
        // The run says the same, before it writes anything.
        const CliRun refused = runCli(QStringList{"run", "--output", qtPath(m_folder.file("run"))} + subject);
        COMPARE_STATUS(refused, 5);
        QVERIFY2(refused.err.contains("activations") && refused.err.contains("--accept-memory-risk"), refused.err.constData());
        QVERIFY(!std::filesystem::exists(m_folder.file("run")));
    }

    void needsASubject() { COMPARE_STATUS(runCli({"estimate"}), 4); }
};

QTEST_GUILESS_MAIN(TestCliEstimate)
#include "tst_cli_estimate.moc"
