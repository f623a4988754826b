// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include <QObject>
#include <QTimer>

#include "app/engine_face.h"
#include "app/event_mailbox.h"

namespace postern {

/// Owns the one engine thread. The window posts value requests and gets values back by signals that are emitted on the
/// window's thread; nothing here ever waits for the engine except the destructor.
class EngineHost final : public QObject {
    Q_OBJECT

public:
    explicit EngineHost(const EngineFace& face, QObject* parent = nullptr);
    /// Asks a running job to stop and joins the thread.
    ~EngineHost() override;

    /// False when a run is still going on: a second one is never queued behind it.
    bool startRun(const RunSpecification& specification) { return carryOut(m_face.execute, specification); }
    /// The same with the interrupted run in the specification's output.
    bool resumeRun(const RunSpecification& specification) { return carryOut(m_face.resume, specification); }
    /// Returns at once; the run ends when the engine next looks at its token.
    void requestStop();
    void readRecord(const std::filesystem::path& folder);
    void previewPrompt(const RunSpecification& specification, std::size_t row);
    /// Estimates unless a run is going on; only the answer to the newest request is told.
    void estimate(const RunSpecification& specification);

    [[nodiscard]] bool isRunning() const { return m_running; }

signals:
    void batchArrived(const EventBatch& batch);
    /// Exactly once for every started run, after its last batch.
    void runEnded(const RunOutcome& outcome);
    void recordRead(const std::shared_ptr<const RunRecord>& record);
    /// Nothing where it cannot be estimated: the run itself will say why.
    void estimated(const std::optional<RunEstimate>& estimate);
    void recordRefused(const std::filesystem::path& folder, const Error& error);
    void promptPreviewed(const std::shared_ptr<const PromptPreview>& preview);
    void previewRefused(const Error& error);

private:
    using Job = std::function<void()>;

    bool carryOut(const decltype(EngineFace::execute)& how, const RunSpecification& specification);

    void serve(const std::stop_token& quit);
    void post(Job job);
    void scheduleDrain();
    void drain();

    EngineFace m_face;
    std::shared_ptr<EventMailbox> m_mailbox;
    std::stop_source m_runStop{std::nostopstate};
    bool m_running = false;
    std::shared_ptr<std::atomic<int>> m_newestEstimate = std::make_shared<std::atomic<int>>(0);
    QTimer m_drainTimer;

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Job> m_jobs;
    std::jthread m_thread; ///< last, so that it is joined before what it uses goes away
};

} // namespace postern
