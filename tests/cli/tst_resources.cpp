// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/resources.h"

#include <QCoreApplication>
#include <QDir>
#include <QTest>

using namespace postern;

class TestResources : public QObject {
    Q_OBJECT

    static QString found() { return QString::fromStdString(resourceFolder().string()); }

private slots:
    void init() { qunsetenv("POSTERN_RESOURCES"); }

    void executable() { QCOMPARE(QString::fromStdString(executableFolder().string()), QCoreApplication::applicationDirPath()); }

    void environmentFirst() {
        qputenv("POSTERN_RESOURCES", "/some/place");
        QCOMPARE(found(), QString("/some/place"));
        qputenv("POSTERN_RESOURCES", "");
        QVERIFY(found() != QString());
    }

    void installedBeforeSource() {
        const QDir parent(QFileInfo(QCoreApplication::applicationDirPath()).path());
        const QString installed = parent.filePath("share/postern");
        if (QDir(installed).exists())
            QSKIP("something is installed beside the tests");
        QCOMPARE(found(), QString(POSTERN_SOURCE_DIR "/resources"));
        QVERIFY(parent.mkpath("share/postern"));
        const QString now = found();
        QVERIFY(parent.rmdir("share/postern") && parent.rmdir("share"));
        QCOMPARE(now, installed);
    }
};

QTEST_GUILESS_MAIN(TestResources)
#include "tst_resources.moc"
