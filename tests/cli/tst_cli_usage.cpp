// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/cli/cli_process.h"
#include "tests/support/checkpoint_maker.h"

using namespace postern;
using namespace postern::test;

/// Exit statuses and messages, as README.md promises them.
class TestCliUsage : public QObject {
    Q_OBJECT

private slots:
    void misuse_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("nothing") << QStringList() << QByteArray("subcommand");
        QTest::newRow("unknown command") << QStringList{"bogus"} << QByteArray("\"bogus\"");
        QTest::newRow("demo and data") << QStringList{"run", "--demo", "word", "--data", "x", "--output", "y"} << QByteArray("--data");
        QTest::newRow("unknown option") << QStringList{"inspect", "x", "--bogus"} << QByteArray("--bogus");
        QTest::newRow("no folder") << QStringList{"inspect"} << QByteArray("path is required");
        QTest::newRow("no batch") << QStringList{"states", "x", "--out", "y"} << QByteArray("--batch is required");
        QTest::newRow("precision") << QStringList{"states", "x", "--batch", "b", "--out", "y", "--precision", "fp8"} << QByteArray("fp8");
        QTest::newRow("threads") << QStringList{"states", "x", "--batch", "b", "--out", "y", "--threads", "-1"} << QByteArray("--threads");
        QTest::newRow("no texts") << QStringList{"tokenize", "x"} << QByteArray("--texts is required");
        QTest::newRow("report format") << QStringList{"report", "x", "--format", "doc"} << QByteArray("doc");
    }
    void misuse() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, message);
        const CliRun run = runCli(arguments);
        COMPARE_STATUS(run, 4);
        QVERIFY2(run.err.contains(message), run.err.constData());
        QVERIFY(!run.err.isEmpty());
        QVERIFY(run.out.isEmpty());
    }

    void helpBeginsWithAnExample_data() {
        QTest::addColumn<QString>("command");
        for (const char* command : {"inspect", "states", "tokenize", "report"})
            QTest::newRow(command) << command;
    }
    void helpBeginsWithAnExample() {
        QFETCH(QString, command);
        const CliRun run = runCli({command, "--help"});
        COMPARE_STATUS(run, 0);
        QVERIFY2(run.out.startsWith("Example: postern-cli " + command.toUtf8() + ' '), run.out.constData());
        QVERIFY(run.err.isEmpty());
    }

    void version() {
        const CliRun run = runCli({"--version"});
        COMPARE_STATUS(run, 0);
        QCOMPARE(run.out, QByteArray("postern-cli " POSTERN_VERSION "\n"));
    }

    void missingFolder_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("inspect") << QStringList{"inspect", "/nowhere/at-all"};
        QTest::newRow("states") << QStringList{"states", "/nowhere/at-all", "--batch", "b", "--out", "o"};
        QTest::newRow("tokenize") << QStringList{"tokenize", "/nowhere/at-all", "--texts", "t"};
        QTest::newRow("report") << QStringList{"report", "/nowhere/at-all"};
    }
    void missingFolder() {
        QFETCH(QStringList, arguments);
        const CliRun run = runCli(arguments);
        COMPARE_STATUS(run, 2);
        QVERIFY2(run.err.startsWith("postern-cli: /nowhere/at-all"), run.err.constData());
        QVERIFY2(run.err.contains("does not exist"), run.err.constData());
        QVERIFY(run.out.isEmpty());
    }

    void errorAsJson() {
        const CliRun run = runCli({"inspect", "/nowhere/at-all", "--json", "--quiet"});
        COMPARE_STATUS(run, 2);
        const Json json = run.json();
        QVERIFY2(json.is_object(), run.out.constData());
        QCOMPARE(text(json.at("error").at("code").get<std::string>()), QString("file-missing"));
        QCOMPARE(text(json.at("error").at("subject").get<std::string>()), QString("/nowhere/at-all"));
    }

    void damagedWeights_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("rule");
        const auto row = [](const char* name, const std::string& bytes, const char* rule) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(rule);
        };
        row("too short", "abc", "rule 1");
        row("header longer than the file", littleEndian(1000) + "{}", "rule ");
        row("data cut off", safetensorsBytes(R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})", 12), "rule 7");
        row("duplicate key",
            safetensorsBytes(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})",
                             2),
            "rule 3");
    }
    void damagedWeights() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, rule);
        const TemporaryFolder folder;
        writeJson(folder.file("config.json"), tinyConfigJson());
        writeBytes(folder.file("model.safetensors"), bytes.toStdString());
        const CliRun run = runCli({"inspect", qtPath(folder.path())});
        COMPARE_STATUS(run, 2);
        QVERIFY2(run.err.contains(folder.file("model.safetensors").string().c_str()), run.err.constData());
        QVERIFY2(run.err.contains(rule), run.err.constData());
        QVERIFY(run.out.isEmpty());
    }

    void unknownArchitecture() {
        const TemporaryFolder folder;
        Json config = tinyConfigJson();
        config["model_type"] = "hopfield";
        config["architectures"] = {"HopfieldForCausalLM"};
        QVERIFY(writeTinyCheckpoint(folder.path(), config, TensorSet(tinyConfigJson())));
        const CliRun run = runCli({"inspect", qtPath(folder.path())});
        COMPARE_STATUS(run, 3);
        QVERIFY2(run.err.contains("hopfield"), run.err.constData());
    }

    /// Control characters of a name must not reach the terminal.
    void hostileNamesArePrintable() {
        const CliRun run = runCli({"inspect", "/nowhere/\x1b[2Jx"});
        COMPARE_STATUS(run, 2);
        QVERIFY(!run.err.contains('\x1b'));
        QVERIFY2(run.err.contains("<U+001B>"), run.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliUsage)
#include "tst_cli_usage.moc"
