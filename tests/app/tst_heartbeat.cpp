// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <vector>

#include <QElapsedTimer>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "app/main_window.h"
#include "app/resources.h"
#include "tests/app/scripted_engine.h"
#include "tests/support/processor_wait.h"
#include "widgets/theme/theme.h"

using namespace postern;

/// The window must stay alive while an engine reports as fast as it can.
class HeartbeatTest final : public QObject {
    Q_OBJECT

private slots:
    void floodNeverStallsTheEventLoop();
};

void HeartbeatTest::floodNeverStallsTheEventLoop() {
    QTemporaryDir home;
    QCoreApplication::setOrganizationName("PosternTest");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.filePath("settings"));
    QStandardPaths::setTestModeEnabled(true);
    initResources();
    Theme::instance().install(ThemeChoice::Light);

    MainWindow window(scripted::face(scripted::flooding));
    window.resize(1440, 900);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    // The page is built and painted once before the clock starts: a start-up is no stall.
    window.session().setSpecification(scripted::sampleSpecification());
    QTest::qWait(300);

    QElapsedTimer clock;
    clock.start();
    double last = 0;
    double lastWaited = 0;
    std::vector<double> stalls;
    double longestGap = 0;
    QTimer heart;
    heart.setTimerType(Qt::PreciseTimer);
    heart.setInterval(5);
    connect(&heart, &QTimer::timeout, this, [&] {
        const double now = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        const double waited = test::waitedForProcessorMs();
        longestGap = std::max(longestGap, now - last);
        stalls.push_back(now - last - (waited - lastWaited));
        last = now;
        lastWaited = waited;
    });
    last = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    lastWaited = test::waitedForProcessorMs();
    heart.start();
    QVERIFY(window.session().start());
    QTRY_COMPARE_WITH_TIMEOUT(window.session().state(), Session::State::Finished, 30'000);
    QTest::qWait(300); // what the last frames set in motion counts too
    heart.stop();

    QCOMPARE(window.session().record().losses.size(), std::size_t{scripted::kFloodLosses});
    QCOMPARE(window.session().record().frames.size(), std::size_t{scripted::kFloodFrames});
    QVERIFY(stalls.size() > 50);
    std::sort(stalls.begin(), stalls.end());
    qInfo("beats %zu, median %.1f ms, longest gap %.1f ms, longest stall %.1f ms", stalls.size(), stalls[stalls.size() / 2], longestGap,
          stalls.back());
    QVERIFY2(stalls.back() <= 50, qPrintable(QStringLiteral("the event loop stalled for %1 ms").arg(stalls.back())));
}

QTEST_MAIN(HeartbeatTest)
#include "tst_heartbeat.moc"
