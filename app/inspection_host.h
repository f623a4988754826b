// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include <QObject>

#include "engine/checkpoint/weight_values.h"
#include "engine/core/error.h"
#include "engine/core/progress.h"
#include "widgets/models/scan_models.h"

namespace postern {

/// Looks at weights on a thread of its own: neither the model nor torch is needed, and the engine's thread may be busy for
/// hours. The window posts paths and gets values back by signals that are emitted on the window's thread. One job at a
/// time; a new one stops the one before it.
class InspectionHost final : public QObject {
    Q_OBJECT

public:
    explicit InspectionHost(QObject* parent = nullptr);
    ~InspectionHost() override;

    /// Header and configuration only: done in a moment.
    void summarize(const std::filesystem::path& path);
    /// Reads every weight of `path`.
    void computeStatistics(const std::filesystem::path& path);
    /// Reads every weight of both.
    void compare(const std::filesystem::path& a, const std::filesystem::path& b);
    /// Judges the file or folder; the verdict comes first, and the report again once everything is hashed.
    void scan(const std::filesystem::path& path);
    /// Returns at once; `stopped` follows where a job was going on. Every other job ends in exactly one of the signals below.
    void stop();

signals:
    void summaryReady(const std::shared_ptr<const WeightSummary>& summary);
    void statisticsReady(const std::filesystem::path& path, const std::shared_ptr<const std::vector<TensorStatistics>>& statistics);
    void diffReady(const std::shared_ptr<const CheckpointDiff>& diff);
    void scanned(const ScanReportPtr& report);
    void progressed(qint64 done, qint64 total);
    void stopped();
    void failed(const Error& error);

private:
    using Work = std::function<Result<void>(const JobContext&)>;
    struct Job {
        Work work;
        std::stop_source stop;
    };

    void post(Work work);
    void serve(const std::stop_token& quit);
    void run(const Job& job);
    /// Emits on the window's thread, unless the job was stopped meanwhile.
    void deliver(const JobContext& job, std::function<void()> emitSignal);
    /// The one last word of a job: `emitSignal`, or `stopped` where it was stopped.
    void finish(const JobContext& job, std::function<void()> emitSignal);

    std::stop_source m_current{std::nostopstate};
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Job> m_jobs;
    std::jthread m_thread; ///< last: it ends before the rest goes
};

} // namespace postern
