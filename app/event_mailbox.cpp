// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/event_mailbox.h"

#include <algorithm>
#include <iterator>

namespace postern {

void EventMailbox::store(const std::function<void()>& change) {
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        wasEmpty = m_events.empty() && !m_progress && !m_outcome;
        change();
    }
    if (wasEmpty)
        m_notify();
}

void EventMailbox::onEvent(const RunEvent& event) {
    store([&] {
        if (const auto* progress = std::get_if<StepProgress>(&event))
            m_progress = *progress;
        else
            m_events.push_back(event);
    });
}

void EventMailbox::close(RunOutcome outcome) {
    store([&] { m_outcome = std::move(outcome); });
}

EventBatch EventMailbox::take(std::size_t limit) {
    const std::lock_guard lock(m_mutex);
    EventBatch batch;
    const auto end = m_events.begin() + static_cast<std::ptrdiff_t>(std::min(limit, m_events.size()));
    batch.events.assign(std::make_move_iterator(m_events.begin()), std::make_move_iterator(end));
    m_events.erase(m_events.begin(), end);
    batch.progress.swap(m_progress);
    if (m_events.empty())
        batch.outcome.swap(m_outcome);
    return batch;
}

bool EventMailbox::isEmpty() const {
    const std::lock_guard lock(m_mutex);
    return m_events.empty() && !m_progress && !m_outcome;
}

} // namespace postern
