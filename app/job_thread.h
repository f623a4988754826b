// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include <QObject>

#include "engine/core/error.h"

namespace postern {

/// A thread of its own for jobs, one after another. A job's work runs there and returns its last word, which is said on the owner's
/// thread; exceptions become an error. Everything but `deliver` is for the owner's thread.
class JobThread final {
public:
    using Word = std::function<void()>;
    using Work = std::function<Word(const std::stop_token&)>;
    using OnThrow = std::function<void(const Error&)>;

    /// `owner` receives the words and must outlive this. `onThrow` is called there when work throws.
    JobThread(QObject* owner, OnThrow onThrow);
    /// Stops what is going on and waits for it.
    ~JobThread();
    JobThread(const JobThread&) = delete;
    JobThread& operator=(const JobThread&) = delete;

    void post(Work work);
    /// Stops the job that was posted last. Returns at once; the job's last word follows.
    void stop();

    /// From any thread: calls `word` on the owner's thread, in order.
    void deliver(Word word);

private:
    void serve(const std::stop_token& quit);

    QObject* m_owner;
    OnThrow m_onThrow;
    std::stop_source m_stop{std::nostopstate};
    struct Job {
        Work work;
        std::stop_token stop;
    };
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Job> m_jobs;
    std::jthread m_thread; ///< last: it ends before the rest goes
};

/// The newest of many values on their way to the owner's thread: however fast they come, at most one delivery waits.
template <typename Value>
class Newest {
public:
    /// From the working thread. `take` is called on the owner's thread with the newest value.
    void put(JobThread& thread, Value value, const std::function<void(Value)>& take) {
        {
            const std::lock_guard lock(m_mutex);
            m_value = std::move(value);
            if (m_waiting)
                return;
            m_waiting = true;
        }
        thread.deliver([this, take] {
            Value newest;
            {
                const std::lock_guard lock(m_mutex);
                m_waiting = false;
                newest = std::move(m_value);
            }
            take(std::move(newest));
        });
    }

private:
    std::mutex m_mutex;
    Value m_value{};
    bool m_waiting = false;
};

} // namespace postern
