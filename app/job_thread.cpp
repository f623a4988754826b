// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/job_thread.h"

#include <exception>
#include <utility>

#include <QMetaObject>

namespace postern {

JobThread::JobThread(QObject* owner, OnThrow onThrow) : m_owner(owner), m_onThrow(std::move(onThrow)) {
    m_thread = std::jthread([this](const std::stop_token& quit) { serve(quit); });
}

JobThread::~JobThread() {
    m_stop.request_stop();
    m_thread.request_stop();
    m_wake.notify_all();
    m_thread.join();
}

void JobThread::post(Work work) {
    m_stop = std::stop_source();
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({std::move(work), m_stop.get_token()});
    }
    m_wake.notify_all();
}

void JobThread::stop() {
    m_stop.request_stop();
}

void JobThread::deliver(Word word) {
    QMetaObject::invokeMethod(m_owner, std::move(word), Qt::QueuedConnection);
}

void JobThread::serve(const std::stop_token& quit) {
    while (true) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, quit, [this] { return !m_jobs.empty(); }))
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        Word last;
        try {
            last = job.work(job.stop);
        } catch (const std::exception& problem) {
            last = [this, error = Error{ErrorCode::Internal, "job", problem.what(), {}, nullptr}] { m_onThrow(error); };
        }
        deliver(std::move(last));
    }
}

} // namespace postern
