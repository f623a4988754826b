// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The window with the engine of the program, on the shipped checkpoint: is it alive while the engine works?
#include <algorithm>
#include <cmath>
#include <filesystem>

#include <QElapsedTimer>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "app/main_window.h"
#include "app/real_engine.h"
#include "app/resources.h"
#include "tests/support/processor_wait.h"
#include "widgets/theme/theme.h"

using namespace postern;
namespace fs = std::filesystem;

namespace {

RunSpecification shortRun(const EngineFace& engine, const fs::path& output) {
    RunSpecification specification = engine.demoSpecification("word", output);
    const Json values = {{"known.count", 4},
                         {"known.samples", 16},
                         {"injection.rows_per_trigger", 96},
                         {"recovery.epochs", 0.15},
                         {"checks.dev_rows", 20},
                         {"evaluation.rows", 20},
                         {"evaluation.control_rows", 10},
                         {"evaluation.known_rows", 5},
                         {"evaluation.final_rows", 60},
                         {"evaluation.final_control_rows", 20},
                         {"evaluation.final_known_rows", 10},
                         {"evaluation.perplexity_rows", 10},
                         {"training.batch", 16}};
    if (!specification.parameters.setFromJson(values, "test"))
        qFatal("the parameters are not accepted");
    return specification;
}

} // namespace

class RealEngineTest final : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;
    EngineFace m_engine = realEngine(fs::path(POSTERN_SOURCE_DIR) / "resources");

    fs::path at(const char* name) const { return fs::path(m_home.path().toStdString()) / name; }
    static void showWindow(MainWindow& window) {
        window.resize(1440, 900);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }

private slots:
    void initTestCase();
    void theEventLoopNeverStalls();
    void stopEndsTheRunWithinASecond();
    void closingWhileItRunsLeavesAReadableFolder();
};

void RealEngineTest::initTestCase() {
    QCoreApplication::setOrganizationName("PosternTest");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.filePath("settings"));
    QStandardPaths::setTestModeEnabled(true);
    initResources();
    Theme::instance().install(ThemeChoice::Light);
}

void RealEngineTest::theEventLoopNeverStalls() {
    MainWindow window(m_engine);
    showWindow(window);
    window.session().setSpecification(shortRun(m_engine, at("heartbeat")));
    QTest::qWait(300); // the page is built and painted before the clock starts: a start-up is no stall

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
    QTRY_COMPARE_WITH_TIMEOUT(window.session().state(), Session::State::Finished, 240'000);
    heart.stop();

    const RunRecord& record = window.session().record();
    QCOMPARE(record.frames.size(), std::size_t{12}); // baseline, five checks a stage, final
    QVERIFY(record.losses.size() > 30);
    QVERIFY(stalls.size() > 100);
    const double longest = *std::max_element(stalls.begin(), stalls.end());
    qInfo("beats %zu, longest gap %.1f ms, longest stall %.1f ms", stalls.size(), longestGap, longest);
    QVERIFY2(longest <= 50, qPrintable(QStringLiteral("the event loop stalled for %1 ms").arg(longest)));
}

void RealEngineTest::stopEndsTheRunWithinASecond() {
    MainWindow window(m_engine);
    showWindow(window);
    window.session().setSpecification(shortRun(m_engine, at("stopped")));
    QSignalSpy ended(&window.session(), &Session::runEnded);
    QVERIFY(window.session().start());
    QTRY_VERIFY_WITH_TIMEOUT(window.session().record().losses.size() > 3, 120'000);
    QElapsedTimer clock;
    clock.start();
    window.session().stop();
    QVERIFY(ended.wait(30'000));
    const qint64 took = clock.elapsed();
    QCOMPARE(window.session().state(), Session::State::Cancelled);
    qInfo("stopped within %lld ms", static_cast<long long>(took));
    QVERIFY2(took <= 1000, qPrintable(QString::number(took)));
    QVERIFY(readRunRecord(at("stopped")).has_value());
}

void RealEngineTest::closingWhileItRunsLeavesAReadableFolder() {
    const fs::path run = at("closed");
    {
        MainWindow window(m_engine);
        showWindow(window);
        window.session().setSpecification(shortRun(m_engine, run));
        QVERIFY(window.session().start());
        QTRY_VERIFY_WITH_TIMEOUT(window.session().record().losses.size() > 3, 120'000);
    }
    const auto record = readRunRecord(run);
    QVERIFY2(record.has_value(), record ? "" : describe(record.error()).c_str());
    QCOMPARE(QString::fromStdString(record->manifest.at("ending").get<std::string>()), QString("cancelled"));
    QVERIFY(record->losses.size() > 3);
}

QTEST_MAIN(RealEngineTest)
#include "tst_real_engine.moc"
