// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QString kScripts = QStringLiteral(POSTERN_SOURCE_DIR "/packaging/scripts/");

struct Ran {
    int code = -1;
    QString out;
    QString err;
};

Ran runProgram(const QString& program, const QStringList& arguments, const QProcessEnvironment& environment) {
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

/// The shell scripts, run with stand-ins for dpkg-query, apt-get, id and update-alternatives, so that nothing is installed.
class TestScripts : public QObject {
    Q_OBJECT

private slots:
    void init();
    void aCompleteMachineCallsNeitherAptNorSudo();
    void aBareMachineInstallsEverythingWithReasons();
    void onlyWhatIsMissingIsInstalled();
    void eitherOpenBlasWillDo();
    void withoutRootOrSudoItSaysWhatToRun();
    void theReferenceBlasIsPointedOut();
    void unknownArgumentsAreRefused();
    void jobsAreAtLeastOne();
    void countsTests_data();
    void countsTests();

private:
    void tool(const QString& name, const QByteArray& script) {
        QFile file(m_folder->filePath("bin/" + name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/bash\n" + script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    /// dpkg-query as on a machine that has everything it is asked for, except these.
    void machineLacks(const QStringList& absent) {
        tool("dpkg-query", "shift 2\nfor name in \"$@\"; do\n  case \" " + absent.join(' ').toUtf8() +
                               " \" in *\" $name \"*) ;; *) echo \"$name installed\" ;; esac\ndone\n" +
                               (absent.isEmpty() ? "" : "exit 1\n"));
    }

    Ran ensure(const QStringList& arguments = {}) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("PATH", m_folder->filePath("bin") + ':' + m_folder->filePath("base"));
        environment.insert("CALLS", m_folder->filePath("calls"));
        environment.remove("WAYLAND_DISPLAY");
        return runProgram("/bin/bash", QStringList(kScripts + "ensure-packages.sh") + arguments, environment);
    }

    QStringList calls() {
        QFile file(m_folder->filePath("calls"));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts) : QStringList();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestScripts::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    QVERIFY(QDir(m_folder->path()).mkpath("bin"));
    QVERIFY(QDir(m_folder->path()).mkpath("base"));
    // Everything else the script calls is the real thing; what is not linked here does not exist for it.
    for (const QString name : {"awk", "sed", "grep", "uname", "env", "cat"}) {
        const QString real = QStandardPaths::findExecutable(name);
        QVERIFY2(!real.isEmpty(), qPrintable(name));
        QVERIFY(QFile::link(real, m_folder->filePath("base/" + name)));
    }
    tool("id", "echo 0\n");
    tool("apt-get", "echo \"apt-get $*\" >>\"$CALLS\"\n");
    tool("update-alternatives", "echo 'Value: /usr/lib/openblas-openmp/libblas.so.3'\n");
    machineLacks({});
}

void TestScripts::aCompleteMachineCallsNeitherAptNorSudo() {
    const Ran ran = ensure({"--tests"});
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.out + ran.err, QString());
    QCOMPARE(calls(), QStringList());
}

void TestScripts::aBareMachineInstallsEverythingWithReasons() {
    tool("dpkg-query", "echo 'no packages found' >&2\nexit 1\n");
    const Ran ran = ensure();
    QCOMPARE(ran.code, 0);
    QCOMPARE(calls().size(), 2);
    QVERIFY(calls()[0].endsWith(" update"));
    const QStringList words = calls()[1].split(' ');
    for (const QString name :
         {"install", "-y", "build-essential", "libtorch-dev", "libopenblas0-openmp", "libqcustomplot-dev", "fonts-inter"})
        QVERIFY2(words.contains(name), qPrintable(name));
    QVERIFY(!words.contains("libopenblas0-pthread"));
    QVERIFY2(!words.contains("clang-format"), "only the tests need it");
    QVERIFY(ran.out.contains("libcli11-dev"));
    QVERIFY(ran.out.contains("command line options"));
}

void TestScripts::onlyWhatIsMissingIsInstalled() {
    machineLacks({"libtorch-dev", "clang-format"});
    QCOMPARE(ensure({"--tests"}).code, 0);
    QVERIFY(calls().last().endsWith("install -y --no-install-recommends libtorch-dev clang-format"));
    QFile::remove(m_folder->filePath("calls"));
    QCOMPARE(ensure().code, 0);
    QVERIFY(calls().last().endsWith("install -y --no-install-recommends libtorch-dev"));
}

void TestScripts::eitherOpenBlasWillDo() {
    machineLacks({"libopenblas0-openmp"});
    QCOMPARE(ensure().code, 0);
    QCOMPARE(calls(), QStringList());
    machineLacks({"libopenblas0-openmp", "libopenblas0-pthread"});
    QCOMPARE(ensure().code, 0);
    QVERIFY(calls().last().endsWith(" libopenblas0-openmp"));
}

void TestScripts::withoutRootOrSudoItSaysWhatToRun() {
    machineLacks({"libtorch-dev"});
    tool("id", "echo 1000\n");
    const Ran refused = ensure();
    QCOMPARE(refused.code, 1);
    QVERIFY(refused.err.contains("apt-get install libtorch-dev"));
    QCOMPARE(calls(), QStringList());
    tool("sudo", "echo sudo >>\"$CALLS\"\n\"$@\"\n");
    QCOMPARE(ensure().code, 0);
    QCOMPARE(calls().size(), 4); // sudo and apt-get, for update and for install
    QCOMPARE(calls().first(), QString("sudo"));
}

void TestScripts::theReferenceBlasIsPointedOut() {
    tool("update-alternatives", "echo 'Value: /usr/lib/blas/libblas.so.3'\n");
    const Ran ran = ensure();
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.err.contains("/usr/lib/blas/libblas.so.3, not OpenBLAS"));
}

void TestScripts::unknownArgumentsAreRefused() {
    QCOMPARE(ensure({"--everything"}).code, 2);
    QCOMPARE(calls(), QStringList());
}

void TestScripts::jobsAreAtLeastOne() {
    const Ran ran = runProgram(kScripts + "build-jobs.sh", {}, QProcessEnvironment::systemEnvironment());
    QCOMPARE(ran.code, 0);
    QVERIFY2(ran.out.trimmed().toInt() >= 1, qPrintable(ran.out));
}

void TestScripts::countsTests_data() {
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QString>("summary");
    const QByteArray started = "    Start 1: tst_a\n";
    const QByteArray totals = "1: Totals: 5 passed, 0 failed, 1 skipped, 0 blacklisted, 3ms\n";
    const QByteArray passed = "1/1 Test #1: tst_a ............   Passed    0.03 sec\n";
    QTest::newRow("nothing ran") << QByteArray("No tests were found!!!\n") << "0 passed, 0 failed, 0 skipped";
    QTest::newRow("one program") << started + totals + passed << "5 passed, 0 failed, 1 skipped";
    QTest::newRow("two classes in one program") << started + totals + totals + passed << "10 passed, 0 failed, 2 skipped";
    QTest::newRow("failed functions") << started + "1: Totals: 5 passed, 2 failed, 0 skipped, 0 blacklisted, 3ms\n" +
                                             "1/1 Test #1: tst_a ............***Failed    0.03 sec\n"
                                      << "5 passed, 2 failed, 0 skipped";
    QTest::newRow("crash before the totals") << started + "1/1 Test #1: tst_a ............***Exception: SegFault  0.03 sec\n"
                                             << "0 passed, 1 failed, 0 skipped";
    QTest::newRow("crash after the totals") << started + totals + "1/1 Test #1: tst_a ............***Exception: SegFault  0.03 sec\n"
                                            << "5 passed, 1 failed, 1 skipped";
    QTest::newRow("time-out") << started + "1/1 Test #1: tst_a ............***Timeout 900.01 sec\n"
                              << "0 passed, 1 failed, 0 skipped";
    QTest::newRow("not built") << started + "1/1 Test #1: tst_a ............***Not Run   0.00 sec\n"
                               << "0 passed, 1 failed, 0 skipped";
    QTest::newRow("ctest itself died") << started + "1: PASS   : TestA::one()\n"
                                       << "0 passed, 1 failed, 0 skipped";
    QTest::newRow("a script without totals") << started + passed << "1 passed, 0 failed, 0 skipped";
    QTest::newRow("a script that is skipped") << started + "1/1 Test #1: tst_a ............***Skipped   0.03 sec\n"
                                              << "0 passed, 0 failed, 1 skipped";
    QTest::newRow("two programs") << "      Start  9: tst_a\n9: Totals: 1 passed, 0 failed, 0 skipped, 0 blacklisted, 3ms\n" +
                                         QByteArray(" 9/10 Test  #9: tst_a ............   Passed    0.03 sec\n") +
                                         "      Start 10: tst_b\n10: Totals: 2 passed, 0 failed, 0 skipped, 0 blacklisted, 3ms\n" +
                                         "10/10 Test #10: tst_b ............   Passed    0.03 sec\n"
                                  << "3 passed, 0 failed, 0 skipped";
}

void TestScripts::countsTests() {
    QFETCH(QByteArray, log);
    QFETCH(QString, summary);
    QFile file(m_folder->filePath("log"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(log);
    file.close();
    const Ran ran = runProgram("awk", {"-f", kScripts + "count-tests.awk", file.fileName()}, QProcessEnvironment::systemEnvironment());
    QCOMPARE(ran.out.trimmed(), summary);
    QCOMPARE(ran.code, 0);
}

QTEST_GUILESS_MAIN(TestScripts)
#include "tst_scripts.moc"
