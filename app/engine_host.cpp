// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine_host.h"

#include <exception>

#include <QMetaObject>

namespace postern {

namespace {

// A redraw every 40 ms is as often as an eye follows; more events than the limit wait for the next turn.
constexpr int kDrainIntervalMs = 40;
constexpr std::size_t kEventsPerDrain = 400;

RunOutcome failedOutcome(const RunSpecification& specification, std::string detail) {
    return {RunEnding::Failed, Error{ErrorCode::Internal, "run", std::move(detail), {}, nullptr}, specification.output};
}

/// The engine promises not to throw; should it break the promise, the run fails and the window lives.
RunOutcome guarded(const decltype(EngineFace::execute)& how, const RunSpecification& specification, RunObserver& observer,
                   const std::stop_token& stop) {
    try {
        return how(specification, observer, stop);
    } catch (const std::exception& problem) {
        return failedOutcome(specification, problem.what());
    } catch (...) {
        return failedOutcome(specification, "unknown exception");
    }
}

Result<RunRecord> readGuarded(const EngineFace& face, const std::filesystem::path& folder) {
    try {
        return face.readRecord(folder);
    } catch (const std::exception& problem) {
        return fail(ErrorCode::Internal, folder.string(), problem.what());
    }
}

Result<PromptPreview> previewGuarded(const EngineFace& face, const RunSpecification& specification, std::size_t row) {
    try {
        return face.previewPrompt(specification, row);
    } catch (const std::exception& problem) {
        return fail(ErrorCode::Internal, specification.checkpoint.string(), problem.what());
    }
}

std::optional<RunEstimate> estimateGuarded(const EngineFace& face, const RunSpecification& specification) {
    try {
        auto result = face.estimate(specification);
        return result ? std::optional(std::move(*result)) : std::nullopt;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

} // namespace

EngineHost::EngineHost(const EngineFace& face, QObject* parent) : QObject(parent), m_face(face) {
    m_drainTimer.setSingleShot(true);
    m_drainTimer.setInterval(kDrainIntervalMs);
    connect(&m_drainTimer, &QTimer::timeout, this, &EngineHost::drain);
    m_thread = std::jthread([this](const std::stop_token& quit) { serve(quit); });
}

EngineHost::~EngineHost() {
    m_runStop.request_stop();
    m_thread.request_stop();
    m_wake.notify_all();
    m_thread.join();
}

bool EngineHost::carryOut(const decltype(EngineFace::execute)& how, const RunSpecification& specification) {
    if (m_running)
        return false;
    m_running = true;
    m_runStop = std::stop_source();
    m_mailbox = std::make_shared<EventMailbox>([this] {
        QMetaObject::invokeMethod(
            this, [this] { scheduleDrain(); }, Qt::QueuedConnection);
    });
    post([how, specification, mailbox = m_mailbox, stop = m_runStop.get_token()] {
        mailbox->close(guarded(how, specification, *mailbox, stop));
    });
    return true;
}

void EngineHost::requestStop() {
    m_runStop.request_stop();
}

void EngineHost::readRecord(const std::filesystem::path& folder) {
    post([this, folder] {
        auto record = readGuarded(m_face, folder);
        if (!record) {
            QMetaObject::invokeMethod(
                this, [this, folder, error = record.error()] { emit recordRefused(folder, error); }, Qt::QueuedConnection);
            return;
        }
        auto snapshot = std::make_shared<const RunRecord>(std::move(*record));
        QMetaObject::invokeMethod(
            this, [this, snapshot] { emit recordRead(snapshot); }, Qt::QueuedConnection);
    });
}

void EngineHost::previewPrompt(const RunSpecification& specification, std::size_t row) {
    post([this, specification, row] {
        auto preview = previewGuarded(m_face, specification, row);
        if (!preview) {
            QMetaObject::invokeMethod(
                this, [this, error = preview.error()] { emit previewRefused(error); }, Qt::QueuedConnection);
            return;
        }
        auto value = std::make_shared<const PromptPreview>(std::move(*preview));
        QMetaObject::invokeMethod(
            this, [this, value] { emit promptPreviewed(value); }, Qt::QueuedConnection);
    });
}

void EngineHost::estimate(const RunSpecification& specification) {
    if (!m_face.estimate || m_running)
        return;
    const int number = ++*m_newestEstimate;
    post([this, specification, number, newest = m_newestEstimate] {
        if (*newest != number)
            return;
        std::optional<RunEstimate> result = estimateGuarded(m_face, specification);
        QMetaObject::invokeMethod(
            this,
            [this, number, newest, result = std::move(result)] {
                if (*newest == number)
                    emit estimated(result);
            },
            Qt::QueuedConnection);
    });
}

void EngineHost::post(Job job) {
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void EngineHost::serve(const std::stop_token& quit) {
    while (true) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, quit, [this] { return !m_jobs.empty(); }) || quit.stop_requested())
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job();
    }
}

void EngineHost::scheduleDrain() {
    if (!m_drainTimer.isActive())
        m_drainTimer.start();
}

void EngineHost::drain() {
    const EventBatch batch = m_mailbox->take(kEventsPerDrain);
    emit batchArrived(batch);
    if (batch.outcome) {
        m_running = false;
        emit runEnded(*batch.outcome);
        return;
    }
    // The mailbox only calls when it was empty, so what is left over is ours to come back for.
    if (!m_mailbox->isEmpty())
        scheduleDrain();
}

} // namespace postern
