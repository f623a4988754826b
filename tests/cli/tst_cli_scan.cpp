// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>
#include <QTest>

#include "tests/cli/cli_process.h"
#include "tests/support/checkpoint_maker.h"
#include "tests/support/pickle_bytes.h"

using namespace postern;
using namespace postern::test;
using namespace postern::test::pickle;

namespace {

const std::string kEvil = "cposix\nsystem\n(S'id'\ntR.";

std::string plainArchive() {
    return torchArchive(dict({{"a", tensor(storage("FloatStorage", "0", 2), 0, {2}, {1})}}), {std::string(8, 'x')});
}

} // namespace

/// scan and convert from outside: documents, files and exit statuses.
class TestCliScan : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;

    [[nodiscard]] QString at(const char* name) const { return QString::fromStdString(m_folder.file(name).string()); }

private slots:
    void initTestCase() {
        TensorSet tensors(tinyConfigJson());
        std::filesystem::create_directories(m_folder.file("good"));
        QVERIFY(writeTinyCheckpoint(m_folder.file("good"), tinyConfigJson(), tensors));
        writeBytes(m_folder.file("evil.pt"), kEvil);
        writeBytes(m_folder.file("plain.pt"), plainArchive());
        writeBytes(m_folder.file("bad.safetensors"), "1234567");
        writeBytes(m_folder.file("odd.pkl"), "\x80\x02\xff");
        writeBytes(m_folder.file("model.h5"), "\x89HDF\r\n\x1a\n");
        std::filesystem::create_directories(m_folder.file("empty"));
    }

    void exitStatus_data() {
        QTest::addColumn<QStringList>("paths");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("verdict");
        const auto row = [](const QStringList& paths, int status, const char* verdict) {
            QTest::newRow(qPrintable(paths.join(' '))) << paths << status << QByteArray(verdict);
        };
        row({"good"}, 0, "accepted");
        row({"evil.pt"}, 1, "dangerous");
        row({"bad.safetensors"}, 1, "rejected");
        row({"odd.pkl"}, 2, "inconclusive");
        row({"plain.pt"}, 3, "unsupported");
        row({"model.h5"}, 3, "unsupported");
        row({"empty"}, 3, "unsupported");
        row({"good", "model.h5"}, 3, "unsupported");
        row({"model.h5", "odd.pkl"}, 2, "inconclusive");
        row({"odd.pkl", "evil.pt", "good"}, 1, "dangerous");
    }
    void exitStatus() {
        QFETCH(QStringList, paths);
        QFETCH(int, status);
        QFETCH(QByteArray, verdict);
        QStringList arguments = {"scan", "--json"};
        for (const QString& path : paths)
            arguments << at(qPrintable(path));
        const CliRun run = runCli(arguments);
        QCOMPARE(run.status, status);
        const Json json = run.json();
        QVERIFY(json.is_object());
        QCOMPARE(QByteArray::fromStdString(json["verdict"].get<std::string>()), verdict);
    }

    void usage() {
        QCOMPARE(runCli({"scan"}).status, 4);
        QCOMPARE(runCli({"scan", "--nonsense", at("good")}).status, 4);
        const CliRun absent = runCli({"scan", at("good"), at("mistyped")});
        QCOMPARE(absent.status, 2);
        QVERIFY(absent.err.contains("mistyped"));
        QVERIFY(absent.out.isEmpty());
    }

    void text() {
        const CliRun run = runCli({"scan", at("evil.pt")});
        QVERIFY(run.out.startsWith("DANGEROUS"));
        QVERIFY(run.out.contains("posix.system"));
        QVERIFY(run.out.contains("pickle.import"));
        static const QRegularExpression kSafe("\\bsafe\\b", QRegularExpression::CaseInsensitiveOption);
        QVERIFY(!QString::fromUtf8(run.out).contains(kSafe));
        QVERIFY(run.err.contains("dangerous: "));
    }

    void hashes() {
        const Json with = runCli({"scan", "--json", at("bad.safetensors")}).json();
        // sha256 of "1234567"
        QCOMPARE(with["files"][0]["sha256"].get<std::string>(),
                 std::string("8bb0cf6eb9b17d0f7d22b456f121257dc1254e1f01665370476383ea776df414"));
        QVERIFY(runCli({"scan", "--json", "--no-hash", at("bad.safetensors")}).json()["files"][0]["sha256"].is_null());
    }

    void sarif() {
        const QString file = at("findings.sarif");
        QCOMPARE(runCli({"scan", at("evil.pt"), "--sarif", file}).status, 1);
        const auto json = readJsonFile(file.toStdString());
        QVERIFY(json);
        QVERIFY((*json)["version"] == Json("2.1.0"));
        QVERIFY((*json)["runs"][0]["results"][0]["ruleId"] == Json("pickle.import"));
    }

    void convert() {
        const QString target = at("converted");
        const CliRun run = runCli({"convert", "--json", at("plain.pt"), "-o", target});
        QCOMPARE(run.status, 0);
        QVERIFY(run.json()["done"] == Json(true));
        QVERIFY(std::filesystem::exists(m_folder.file("converted/model.safetensors")));
        QCOMPARE(runCli({"scan", target}).status, 0);
    }

    void convertRefuses() {
        const CliRun run = runCli({"convert", at("evil.pt"), "-o", at("never")});
        QCOMPARE(run.status, 1);
        QVERIFY(run.out.contains("posix.system"));
        QVERIFY(!std::filesystem::exists(m_folder.file("never")));
        QCOMPARE(runCli({"convert", at("odd.pkl"), "-o", at("never")}).status, 2);
        QCOMPARE(runCli({"convert", at("good"), "-o", at("never")}).status, 2);
        QCOMPARE(runCli({"convert", at("plain.pt")}).status, 4);
    }
};

QTEST_GUILESS_MAIN(TestCliScan)
#include "tst_cli_scan.moc"
