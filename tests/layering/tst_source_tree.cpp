// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include "tests/layering/source_tree.h"

using namespace postern::layering;

class TestSourceTree : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void findsLeftovers_data();
    void findsLeftovers();
    void seesMissingLicenceLines();
    void everySourceSaysItsLicence();
    void nothingIsLeftOver();
    void headersHaveAGuard();
    void everySourceIsFormatted();

private:
    const QString m_root = POSTERN_SOURCE_DIR;
    QStringList m_files;
};

void TestSourceTree::initTestCase() {
    m_files = projectFiles(m_root);
    QVERIFY(m_files.contains("CMakeLists.txt"));
    QVERIFY(m_files.contains("engine/core/error.h"));
}

void TestSourceTree::findsLeftovers_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("count");
    const QByteArray slash = "/";
    QTest::newRow("plain") << "a.cpp" << QByteArray("int a = b / work;") << 0;
    QTest::newRow("home") << "a.cpp"
                          << "open(\"" + slash + "home/someone/x\")" << 1;
    QTest::newRow("root") << "README.md"
                          << "cd " + slash + "root/postern" << 1;
    QTest::newRow("data too") << "a.json"
                              << "{\"path\": \"" + slash + "work/x\"}" << 1;
    QTest::newRow("folder of that name") << "a.md" << QByteArray("see share/work/notes") << 0;
    QTest::newRow("mark") << "a.cpp" << QByteArray("// TO") + "DO later" << 1;
    QTest::newRow("mark in data") << "vocabulary.json" << QByteArray("\"TO") + "DO\"" << 0;
    QTest::newRow("inside a word") << "a.cpp" << QByteArray("file.X") + "XXXXX" << 0;
    QTest::newRow("binary") << "a.bin" << QByteArray("\0 TO", 5) + "DO" << 0;
}

void TestSourceTree::findsLeftovers() {
    QFETCH(QString, path);
    QFETCH(QByteArray, line);
    QFETCH(int, count);
    QCOMPARE(leftovers(path, "first\n" + line + "\nlast").size(), count);
}

void TestSourceTree::seesMissingLicenceLines() {
    QVERIFY(needsLicenceLines("engine/core/a.cpp", "int a;"));
    QVERIFY(needsLicenceLines("demo", "#!/bin/sh\n"));
    QVERIFY(!needsLicenceLines("README.md", "# Postern"));
    QVERIFY(!hasLicenceLines("int a;"));
    QVERIFY(hasLicenceLines(contentOf(m_root, "engine/core/error.h")));
}

void TestSourceTree::everySourceSaysItsLicence() {
    QStringList without;
    for (const QString& path : std::as_const(m_files)) {
        const QByteArray content = contentOf(m_root, path);
        if (!content.isEmpty() && needsLicenceLines(path, content) && !hasLicenceLines(content))
            without << path;
    }
    QVERIFY2(without.isEmpty(), qPrintable('\n' + without.join('\n')));
}

void TestSourceTree::nothingIsLeftOver() {
    QStringList found;
    for (const QString& path : std::as_const(m_files)) {
        for (const QString& place : leftovers(path, contentOf(m_root, path)))
            found << path + ", " + place;
    }
    QVERIFY2(found.isEmpty(), qPrintable('\n' + found.join('\n')));
}

void TestSourceTree::headersHaveAGuard() {
    QStringList without;
    for (const QString& path : std::as_const(m_files)) {
        const QByteArray content = contentOf(m_root, path);
        if (path.endsWith(".h") && !content.isEmpty() && !content.contains("\n#pragma once\n"))
            without << path;
    }
    QVERIFY2(without.isEmpty(), qPrintable('\n' + without.join('\n')));
}

void TestSourceTree::everySourceIsFormatted() {
    const QString program = QStandardPaths::findExecutable("clang-format");
    if (program.isEmpty())
        QSKIP("clang-format is not installed (test.sh installs it)");
    QProcess version;
    version.start(program, {"--version"});
    QVERIFY(version.waitForFinished());
    if (!version.readAllStandardOutput().contains("version 14."))
        QSKIP("only clang-format 14 formats exactly as the project does");

    QStringList sources;
    for (const QString& path : std::as_const(m_files)) {
        if (isCxx(path) && !contentOf(m_root, path).isEmpty())
            sources << path;
    }
    QVERIFY(!sources.isEmpty());
    QProcess format;
    format.setWorkingDirectory(m_root);
    format.start(program, QStringList{"--dry-run", "--Werror"} + sources);
    QVERIFY(format.waitForFinished(300'000));
    QVERIFY2(format.exitCode() == 0, qPrintable('\n' + QString::fromUtf8(format.readAllStandardError()).left(4000)));
}

QTEST_GUILESS_MAIN(TestSourceTree)
#include "tst_source_tree.moc"
