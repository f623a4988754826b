// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/inspection_host.h"

#include <chrono>
#include <exception>
#include <span>
#include <utility>

#include <QMetaObject>

#include "engine/checkpoint/checkpoint_diff.h"
#include "engine/checkpoint/tensor_statistics.h"
#include "engine/checkpoint/weight_summary.h"
#include "engine/scan/scan.h"

namespace postern {

namespace {

constexpr auto kProgressInterval = std::chrono::milliseconds(60);

} // namespace

InspectionHost::InspectionHost(QObject* parent) : QObject(parent) {
    m_thread = std::jthread([this](const std::stop_token& quit) { serve(quit); });
}

InspectionHost::~InspectionHost() {
    m_current.request_stop();
    m_thread.request_stop();
    m_wake.notify_all();
    m_thread.join();
}

void InspectionHost::summarize(const std::filesystem::path& path) {
    post([this, path](const JobContext& job) -> Result<void> {
        POSTERN_ASSIGN(const WeightSource source, WeightSource::open(path));
        auto summary = std::make_shared<const WeightSummary>(summarizeWeights(source));
        finish(job, [this, summary = std::move(summary)] { emit summaryReady(summary); });
        return {};
    });
}

void InspectionHost::computeStatistics(const std::filesystem::path& path) {
    post([this, path](const JobContext& job) -> Result<void> {
        POSTERN_ASSIGN(const WeightSource source, WeightSource::open(path));
        POSTERN_ASSIGN(std::vector<TensorStatistics> statistics, postern::computeStatistics(source, job));
        auto shared = std::make_shared<const std::vector<TensorStatistics>>(std::move(statistics));
        finish(job, [this, path, shared = std::move(shared)] { emit statisticsReady(path, shared); });
        return {};
    });
}

void InspectionHost::compare(const std::filesystem::path& a, const std::filesystem::path& b) {
    post([this, a, b](const JobContext& job) -> Result<void> {
        POSTERN_ASSIGN(const WeightSource sourceA, WeightSource::open(a));
        POSTERN_ASSIGN(const WeightSource sourceB, WeightSource::open(b));
        POSTERN_ASSIGN(CheckpointDiff diff, compareCheckpoints(sourceA, sourceB, job));
        auto shared = std::make_shared<const CheckpointDiff>(std::move(diff));
        finish(job, [this, shared = std::move(shared)] { emit diffReady(shared); });
        return {};
    });
}

void InspectionHost::scan(const std::filesystem::path& path) {
    post([this, path](const JobContext& job) -> Result<void> {
        ScanOptions options;
        options.judged = [&](const ScanReport& report) {
            deliver(job, [this, shared = std::make_shared<const ScanReport>(report)] { emit scanned(shared); });
        };
        POSTERN_ASSIGN(ScanReport report, scanPaths(std::span(&path, 1), options, job));
        auto shared = std::make_shared<const ScanReport>(std::move(report));
        finish(job, [this, shared = std::move(shared)] { emit scanned(shared); });
        return {};
    });
}

void InspectionHost::stop() {
    m_current.request_stop();
}

void InspectionHost::post(Work work) {
    m_current.request_stop();
    m_current = std::stop_source();
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.clear(); // nobody waits for their answers any more
        m_jobs.push_back({std::move(work), m_current});
    }
    m_wake.notify_all();
}

void InspectionHost::serve(const std::stop_token& quit) {
    while (true) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, quit, [this] { return !m_jobs.empty(); }))
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        run(job);
    }
}

void InspectionHost::run(const Job& job) {
    JobContext context;
    context.stop = job.stop.get_token();
    auto last = std::chrono::steady_clock::time_point();
    context.report = [&](const Progress& progress) {
        const auto now = std::chrono::steady_clock::now();
        if ((progress.done != progress.total && now - last < kProgressInterval) || context.stop.stop_requested())
            return;
        last = now;
        deliver(context, [this, done = progress.done, total = progress.total] { emit progressed(done, total); });
    };
    Result<void> done;
    try {
        done = job.work(context);
    } catch (const std::exception& problem) {
        done = fail(ErrorCode::Internal, "inspection", problem.what());
    }
    if (!done)
        finish(context, [this, error = done.error()] { emit failed(error); });
}

void InspectionHost::deliver(const JobContext& job, std::function<void()> emitSignal) {
    QMetaObject::invokeMethod(
        this,
        [stop = job.stop, emitSignal = std::move(emitSignal)] {
            if (!stop.stop_requested())
                emitSignal();
        },
        Qt::QueuedConnection);
}

void InspectionHost::finish(const JobContext& job, std::function<void()> emitSignal) {
    QMetaObject::invokeMethod(
        this,
        [this, token = job.stop, emitSignal = std::move(emitSignal)] {
            // A job that gave way to a new one has nothing to say; one that was stopped in its last moment was stopped.
            if (token != m_current.get_token())
                return;
            if (token.stop_requested())
                emit stopped();
            else
                emitSignal();
        },
        Qt::QueuedConnection);
}

} // namespace postern
