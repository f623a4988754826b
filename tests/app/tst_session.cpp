// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/session.h"
#include "tests/app/scripted_engine.h"

using namespace postern;

class SessionTest final : public QObject {
    Q_OBJECT

private slots:
    void endsInExactlyOneState_data();
    void endsInExactlyOneState();
    void losesNothing();
    void stopIsAcknowledgedAtOnceAndTakesEffectSoon();
    void aStoppedRunGoesOn();
    void secondStartIsRefused();
    void destroyingWhileRunningEnds();
    void readsARunFolder();
    void malformedFolderKeepsWhatWasThere();
    void followsTheNewestFrameUntilOneIsChosen();
};

void SessionTest::endsInExactlyOneState_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<Session::State>("expected");
    QTest::addColumn<int>("failures");
    QTest::newRow("finished") << 0 << Session::State::Finished << 0;
    QTest::newRow("failed") << 1 << Session::State::Failed << 1;
    QTest::newRow("throwing") << 2 << Session::State::Failed << 1;
    QTest::newRow("cancelled") << 3 << Session::State::Cancelled << 0;
}

void SessionTest::endsInExactlyOneState() {
    QFETCH(int, kind);
    QFETCH(Session::State, expected);
    QFETCH(int, failures);
    const decltype(EngineFace::execute) engines[] = {scripted::finishing, scripted::failing, scripted::throwing, scripted::polling};
    Session session(scripted::face(engines[kind]));
    session.setSpecification(scripted::sampleSpecification());
    QSignalSpy ended(&session, &Session::runEnded);
    QSignalSpy failed(&session, &Session::failed);
    std::vector<Session::State> states;
    connect(&session, &Session::stateChanged, this, [&](Session::State state) { states.push_back(state); });
    QVERIFY(session.start());
    if (kind == 3)
        session.stop();
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(session.state(), expected);
    QCOMPARE(failed.count(), failures);
    const auto final = std::count_if(states.begin(), states.end(), [](Session::State state) {
        return state == Session::State::Finished || state == Session::State::Cancelled || state == Session::State::Failed;
    });
    QCOMPARE(final, 1);
    QCOMPARE(states.front(), Session::State::Running);
}

void SessionTest::losesNothing() {
    Session session(scripted::face(scripted::flooding));
    session.setSpecification(scripted::sampleSpecification());
    QSignalSpy grew(&session, &Session::framesGrew);
    QVERIFY(session.start());
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Finished, 20'000);
    const RunRecord& record = session.record();
    QCOMPARE(record.losses.size(), std::size_t{scripted::kFloodLosses});
    for (std::size_t i = 0; i < record.losses.size(); ++i)
        QCOMPARE(record.losses[i].step, static_cast<int>(i) + 1);
    QCOMPARE(record.frames.size(), std::size_t{scripted::kFloodFrames});
    QCOMPARE(record.evaluations.size(), std::size_t{scripted::kFloodFrames});
    QVERIFY2(grew.count() <= scripted::kFloodFrames, "frames must be announced together");
    QVERIFY(session.progress());
    QCOMPARE(session.progress()->done, std::int64_t{scripted::kFloodLosses});
}

void SessionTest::stopIsAcknowledgedAtOnceAndTakesEffectSoon() {
    Session session(scripted::face(scripted::polling));
    session.setSpecification(scripted::sampleSpecification());
    QVERIFY(session.start());
    QTRY_VERIFY(!session.record().frames.empty());
    QElapsedTimer clock;
    clock.start();
    session.stop();
    QCOMPARE(session.state(), Session::State::Stopping);
    QVERIFY2(clock.elapsed() < 100, "the click must be acknowledged at once");
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Cancelled, 1000);
    QVERIFY2(!session.record().losses.empty(), "a stop keeps what was measured");
}

/// Only where it kept what it needs; what is on show is then the whole run, and none of it twice.
void SessionTest::aStoppedRunGoesOn() {
    const QTemporaryDir folder;
    const std::filesystem::path run(folder.path().toStdString());
    Session session(scripted::face(scripted::polling));
    session.setSpecification(scripted::sampleSpecification(run));
    QVERIFY(!session.canResume());
    QVERIFY(session.start());
    QTRY_VERIFY(!session.record().frames.empty());
    session.stop();
    QTRY_COMPARE(session.state(), Session::State::Cancelled);
    QVERIFY(!session.resume());
    std::filesystem::create_directory(run / "resume");
    QVERIFY(session.resume());
    QVERIFY(!session.canResume());
    QTRY_COMPARE(session.state(), Session::State::Finished);
    QCOMPARE(session.specification().output, run);
    // One that was cut off is opened from its folder.
    Session another(scripted::face(scripted::polling));
    another.openRun(run);
    QTRY_VERIFY(another.isReplay());
    QVERIFY2(another.ending() == RunEnding::Cancelled, "its manifest says nothing of an end");
    const std::size_t losses = another.record().losses.size();
    QVERIFY(another.resume());
    QTRY_COMPARE(another.state(), Session::State::Finished);
    QVERIFY(!another.isReplay());
    QCOMPARE(another.record().losses.size(), losses);
}

void SessionTest::secondStartIsRefused() {
    Session session(scripted::face(scripted::polling));
    QVERIFY2(!session.start(), "nothing is chosen yet");
    session.setSpecification(scripted::sampleSpecification());
    QVERIFY(session.start());
    QVERIFY(!session.start());
    session.stop();
    QVERIFY2(!session.start(), "a run that is stopping still runs");
    QTRY_COMPARE(session.state(), Session::State::Cancelled);
    QVERIFY(session.start());
    session.stop();
    QTRY_COMPARE(session.state(), Session::State::Cancelled);
}

void SessionTest::destroyingWhileRunningEnds() {
    QElapsedTimer clock;
    clock.start();
    {
        Session session(scripted::face(scripted::polling));
        session.setSpecification(scripted::sampleSpecification());
        QVERIFY(session.start());
        QTRY_VERIFY(session.phase().has_value());
    }
    QVERIFY(clock.elapsed() < 3000);
}

void SessionTest::readsARunFolder() {
    Session session(scripted::face(scripted::polling));
    session.openRun("some/run");
    QCOMPARE(session.state(), Session::State::Reading);
    QTRY_COMPARE(session.state(), Session::State::Finished);
    QVERIFY(session.isReplay());
    QCOMPARE(session.record().frames.size(), std::size_t{17});
    QCOMPARE(session.frameIndex(), 16);
    QCOMPARE(session.layerIndex(), 4);
    QVERIFY2(!session.start(), "a finished run is not run again");
}

void SessionTest::malformedFolderKeepsWhatWasThere() {
    Session session(scripted::face(scripted::polling));
    session.setSpecification(scripted::sampleSpecification());
    QSignalSpy failed(&session, &Session::failed);
    session.openRun("some/malformed");
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(session.state(), Session::State::Ready);
}

void SessionTest::followsTheNewestFrameUntilOneIsChosen() {
    Session session(scripted::face(scripted::finishing));
    session.setSpecification(scripted::sampleSpecification());
    QVERIFY(session.start());
    QTRY_COMPARE(session.state(), Session::State::Finished);
    QCOMPARE(session.frameIndex(), 16);
    QVERIFY(session.followsNewest());
    session.setFrameIndex(3);
    QVERIFY(!session.followsNewest());
    session.setFrameIndex(99);
    QCOMPARE(session.frameIndex(), 16);
    QVERIFY(session.followsNewest());
}

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
