// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "engine/run/run_events.h"

namespace postern {

/// What the window takes out of the mailbox at once. `events` keep their order and hold no StepProgress.
struct EventBatch {
    std::vector<RunEvent> events;
    std::optional<StepProgress> progress; ///< the newest one only
    std::optional<RunOutcome> outcome;    ///< present in the very last batch of a run
};

/// Between the engine's thread and the window. Metric points, frames and notes are never dropped; of several progress
/// reports only the newest survives. Both sides return at once. Thread-safe.
class EventMailbox final : public RunObserver {
public:
    /// `notify` is called on the engine's thread whenever the mailbox stops being empty.
    explicit EventMailbox(std::function<void()> notify) : m_notify(std::move(notify)) {}

    void onEvent(const RunEvent& event) override;
    /// The last thing of a run.
    void close(RunOutcome outcome);

    /// At most `limit` events, so that no single turn of the event loop gets long. The outcome comes only once every event
    /// before it was taken.
    [[nodiscard]] EventBatch take(std::size_t limit);
    [[nodiscard]] bool isEmpty() const;

private:
    void store(const std::function<void()>& change);

    mutable std::mutex m_mutex;
    std::deque<RunEvent> m_events;
    std::optional<StepProgress> m_progress;
    std::optional<RunOutcome> m_outcome;
    std::function<void()> m_notify;
};

} // namespace postern
