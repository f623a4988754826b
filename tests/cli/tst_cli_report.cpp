// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

#include "engine/run/run_folder.h"
#include "engine/run/run_record.h"
#include "tests/cli/cli_process.h"
#include "tests/run/sample_run.h"
#include "tests/support/files.h"

using namespace postern;
using namespace postern::test;

namespace {

bool writeRun(const std::filesystem::path& path) {
    auto folder = RunFolder::create(path);
    bool good = folder && folder->writeManifest(manifest());
    for (const RunEvent& event : events())
        good = good && folder->append(event);
    return good;
}

} // namespace

class TestCliReport : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;
    std::filesystem::path m_run;

    /// The program alone in a folder of its own, where no postern-report lies beside it, and a PATH without one.
    QString lonelyProgram(const std::filesystem::path& folder) {
        const QString program = qtPath(folder / "postern-cli");
        std::filesystem::create_directories(folder);
        QFile::copy(QStringLiteral(POSTERN_CLI), program);
        return program;
    }
    QProcessEnvironment environment(const std::filesystem::path& path) {
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        variables.insert("PATH", qtPath(path));
        variables.remove("QT_QPA_PLATFORM");
        return variables;
    }
    /// A stand-in for postern-report that writes down how it was started.
    void writeReporter(const std::filesystem::path& folder, const std::string& ending) {
        std::filesystem::create_directories(folder);
        const std::filesystem::path script = folder / "postern-report";
        writeBytes(script, "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + m_folder.file("arguments").string() +
                               "'\necho \"$QT_QPA_PLATFORM\" > '" + m_folder.file("platform").string() + "'\n" + ending + "\n");
        std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    }

private slots:
    void initTestCase() {
        // A name that a shell would take apart.
        m_run = m_folder.file("my run; $(touch harm) 'x'");
        QVERIFY(writeRun(m_run));
    }

    void markdown() {
        const CliRun run = runCli({"report", qtPath(m_run), "--format", "md"});
        COMPARE_STATUS(run, 0);
        QVERIFY2(run.out.startsWith("# "), run.out.constData());
        QVERIFY2(run.out.contains("190/200"), run.out.constData());
        const QString file = qtPath(m_folder.file("report.md"));
        const CliRun written = runCli({"report", qtPath(m_run), "-o", file});
        COMPARE_STATUS(written, 0);
        QVERIFY(written.out.isEmpty());
        QCOMPARE(QByteArray::fromStdString(readBytes(file.toStdString())), run.out);
    }

    void json() {
        const CliRun run = runCli({"report", qtPath(m_run), "--format", "json"});
        COMPARE_STATUS(run, 0);
        QVERIFY2(run.json().is_object(), run.out.constData());
        QCOMPARE(runCli({"report", qtPath(m_run), "--json"}).out, run.out);
        const CliRun written = runCli({"report", qtPath(m_run), "--format", "json", "-o", qtPath(m_folder.file("r.txt")), "--json"});
        COMPARE_JSON(written.json().at("format"), Json("json"));
        QCOMPARE(QByteArray::fromStdString(readBytes(m_folder.file("r.txt"))), run.out);
    }

    void pdfWithoutReporter() {
        const std::filesystem::path folder = m_folder.file("alone");
        const QString output = qtPath(m_folder.file("none.pdf"));
        const CliRun run = runCli({"report", qtPath(m_run), "-o", output}, lonelyProgram(folder), environment(folder / "nothing"));
        COMPARE_STATUS(run, 2);
        QVERIFY2(run.err.contains("postern-report") && run.err.contains("--format md"), run.err.constData());
        QVERIFY(!QFile::exists(output));
    }

    void pdfIsLeftToTheReporter_data() {
        QTest::addColumn<QString>("place");
        QTest::newRow("beside the program") << "beside";
        QTest::newRow("in PATH") << "inpath";
    }
    void pdfIsLeftToTheReporter() {
        QFETCH(QString, place);
        const std::filesystem::path folder = m_folder.file(place.toStdString());
        const std::filesystem::path other = m_folder.file(place.toStdString() + "-bin");
        const bool beside = place == "beside";
        writeReporter(beside ? folder : other, "echo noise; exit 0");
        const QString output = qtPath(m_folder.file("-o \"two\".pdf"));
        const CliRun run = runCli({"report", qtPath(m_run), "-o", output, "--json"}, lonelyProgram(folder), environment(other));
        COMPARE_STATUS(run, 0);
        COMPARE_JSON(run.json().at("report"), Json(output.toStdString()));
        QCOMPARE(text(readBytes(m_folder.file("arguments"))), "-o\n" + output + '\n' + qtPath(m_run) + '\n');
        QCOMPARE(text(readBytes(m_folder.file("platform"))), QString("offscreen\n"));
        QVERIFY(!QFile::exists("harm"));
    }

    void reporterThatFails_data() {
        QTest::addColumn<QByteArray>("ending");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("status") << QByteArray("echo 'the page is full' >&2; exit 2") << QByteArray("ended with status 2: the page is full");
        QTest::newRow("signal") << QByteArray("kill -SEGV $$") << QByteArray("ended by signal 11");
        QTest::newRow("says much")
            << QByteArray("i=0; while [ $i -lt 3000 ]; do echo 'a long, long, long, long line' >&2; i=$((i+1)); done; exit 3")
            << QByteArray("ended with status 3");
    }
    void reporterThatFails() {
        QFETCH(QByteArray, ending);
        QFETCH(QByteArray, message);
        const std::filesystem::path folder = m_folder.file("failing");
        writeReporter(folder, ending.toStdString());
        const CliRun run =
            runCli({"report", qtPath(m_run), "-o", qtPath(m_folder.file("f.pdf"))}, lonelyProgram(folder), environment("/bin"));
        COMPARE_STATUS(run, 2);
        QVERIFY2(run.err.contains(message), run.err.constData());
    }

    /// Asked to stop while the report is drawn, the command ends as one that was stopped.
    void reporterThatIsStopped() {
        const std::filesystem::path folder = m_folder.file("stopped");
        writeReporter(folder, "kill -INT $$");
        const CliRun run =
            runCli({"report", qtPath(m_run), "-o", qtPath(m_folder.file("s.pdf"))}, lonelyProgram(folder), environment("/bin"));
        COMPARE_STATUS(run, 130);
    }

    void realPdf() {
        const std::filesystem::path reporter = std::filesystem::path(POSTERN_CLI).parent_path() / "postern-report";
        if (!std::filesystem::exists(reporter))
            QSKIP("this build has no postern-report");
        const std::filesystem::path output = m_folder.file("real.pdf");
        COMPARE_STATUS(runCli({"report", qtPath(m_run), "-o", qtPath(output)}), 0);
        QVERIFY(readBytes(output).starts_with("%PDF-"));
    }

    void runWithoutEvaluation() {
        const std::filesystem::path path = m_folder.file("empty run");
        auto folder = RunFolder::create(path);
        QVERIFY(folder && folder->writeManifest(manifest()) && folder->append(PhaseStarted{Phase::Baseline, 0}));
        const CliRun run = runCli({"report", qtPath(path), "--format", "md"});
        COMPARE_STATUS(run, 2);
        QVERIFY(run.out.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCliReport)
#include "tst_cli_report.moc"
