// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <ctime>

#include <QElapsedTimer>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "app/main_window.h"
#include "app/resources.h"
#include "tests/app/scripted_engine.h"
#include "widgets/theme/theme.h"

using namespace postern;

namespace {

/// What this thread has computed, without the time it waited for a processor.
double threadCpuMs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

} // namespace

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
    qint64 last = 0;
    std::vector<qint64> gaps;
    double lastCpu = threadCpuMs();
    double longestCpu = 0;
    QTimer heart;
    heart.setTimerType(Qt::PreciseTimer);
    heart.setInterval(5);
    connect(&heart, &QTimer::timeout, this, [&] {
        const qint64 now = clock.elapsed();
        gaps.push_back(now - last);
        last = now;
        const double cpu = threadCpuMs();
        longestCpu = std::max(longestCpu, cpu - lastCpu);
        lastCpu = cpu;
    });
    last = clock.elapsed();
    heart.start();
    QVERIFY(window.session().start());
    QTRY_COMPARE_WITH_TIMEOUT(window.session().state(), Session::State::Finished, 30'000);
    QTest::qWait(300); // what the last frames set in motion counts too
    heart.stop();

    QCOMPARE(window.session().record().losses.size(), std::size_t{scripted::kFloodLosses});
    QCOMPARE(window.session().record().frames.size(), std::size_t{scripted::kFloodFrames});
    QVERIFY(!gaps.empty());
    std::sort(gaps.begin(), gaps.end());
    qInfo("beats %zu, median gap %lld ms, longest %lld ms, of which %.1f ms were the window's own work", gaps.size(),
          static_cast<long long>(gaps[gaps.size() / 2]), static_cast<long long>(gaps.back()), longestCpu);
    QVERIFY2(gaps.back() <= 50, qPrintable(QStringLiteral("the event loop stalled for %1 ms").arg(gaps.back())));
}

QTEST_MAIN(HeartbeatTest)
#include "tst_heartbeat.moc"
