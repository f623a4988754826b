// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <thread>

#include <QTest>

#include "app/event_mailbox.h"

using namespace postern;

class EventMailboxTest final : public QObject {
    Q_OBJECT

private slots:
    void keepsEventsAndOnlyTheNewestProgress();
    void takesNoMoreThanTheLimitAndTheOutcomeLast();
    void notifiesOnlyWhenItWasEmpty();
    void keepsOrderBetweenThreads();
};

void EventMailboxTest::keepsEventsAndOnlyTheNewestProgress() {
    EventMailbox box([] {});
    for (int i = 1; i <= 5; ++i) {
        LossPoint loss;
        loss.step = i;
        box.onEvent(loss);
        StepProgress progress;
        progress.done = i;
        box.onEvent(progress);
    }
    const EventBatch batch = box.take(100);
    QCOMPARE(batch.events.size(), std::size_t{5});
    QVERIFY(batch.progress);
    QCOMPARE(batch.progress->done, std::int64_t{5});
    QVERIFY(box.isEmpty());
}

void EventMailboxTest::takesNoMoreThanTheLimitAndTheOutcomeLast() {
    EventMailbox box([] {});
    for (int i = 0; i < 5; ++i)
        box.onEvent(LossPoint{});
    box.close({RunEnding::Finished, std::nullopt, {}});
    const EventBatch first = box.take(3);
    QCOMPARE(first.events.size(), std::size_t{3});
    QVERIFY(!first.outcome);
    QVERIFY(!box.isEmpty());
    const EventBatch second = box.take(3);
    QCOMPARE(second.events.size(), std::size_t{2});
    QVERIFY(second.outcome);
    QVERIFY(box.isEmpty());
}

void EventMailboxTest::notifiesOnlyWhenItWasEmpty() {
    int calls = 0;
    EventMailbox box([&] { ++calls; });
    box.onEvent(LossPoint{});
    box.onEvent(LossPoint{});
    box.onEvent(StepProgress{});
    QCOMPARE(calls, 1);
    QCOMPARE(box.take(10).events.size(), std::size_t{2});
    box.onEvent(Note{"again"});
    QCOMPARE(calls, 2);
}

void EventMailboxTest::keepsOrderBetweenThreads() {
    constexpr int kCount = 20'000;
    EventMailbox box([] {});
    std::jthread writer([&] {
        for (int i = 0; i < kCount; ++i) {
            LossPoint loss;
            loss.step = i;
            box.onEvent(loss);
        }
        box.close({RunEnding::Finished, std::nullopt, {}});
    });
    int expected = 0;
    for (bool open = true; open;) {
        const EventBatch batch = box.take(100);
        for (const RunEvent& event : batch.events)
            QCOMPARE(std::get<LossPoint>(event).step, expected++);
        open = !batch.outcome;
    }
    QCOMPARE(expected, kCount);
}

QTEST_GUILESS_MAIN(EventMailboxTest)
#include "tst_event_mailbox.moc"
