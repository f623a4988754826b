// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTest>

/// The built program itself.
class ProgramTest final : public QObject {
    Q_OBJECT

private slots:
    void textNeedsNoScreen_data() {
        QTest::addColumn<QString>("argument");
        QTest::addColumn<QString>("part");
        QTest::newRow("help") << "--help"
                              << "Usage:";
        QTest::newRow("short help") << "-h"
                                    << "Usage:";
        QTest::newRow("version") << "--version"
                                 << "Postern ";
    }
    void textNeedsNoScreen() {
        QFETCH(QString, argument);
        QFETCH(QString, part);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QString::fromLatin1(name));
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        QProcess program;
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(POSTERN_PROGRAM), {argument});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(QString::fromUtf8(program.readAllStandardOutput()).contains(part));
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "tst_program.moc"
