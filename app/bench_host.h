// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include <QObject>

#include "app/engine_face.h"
#include "app/job_thread.h"
#include "engine/bench/bench_table.h"

namespace postern {

/// A benchmark's results so far, with the tables made of them.
struct BenchView {
    std::filesystem::path folder;
    BenchSpecification specification;
    BenchRecord record;
    BenchTable table;
};
using BenchViewPtr = std::shared_ptr<const BenchView>;

/// Carries benchmarks out and reads their folders on a thread of its own. One job at a time. Window thread only.
class BenchHost final : public QObject {
    Q_OBJECT

public:
    explicit BenchHost(BenchFace face, QObject* parent = nullptr);

    /// Begins, or goes on where an earlier start was stopped. `viewReady` comes with what the folder holds, and after each result.
    /// Ends in exactly one of finished, stopped and failed. All three are false while a benchmark is carried out.
    bool start(const std::filesystem::path& file, const std::map<std::string, std::string>& places, const std::filesystem::path& folder);
    /// Reads a folder with results: `viewReady` or `failed`.
    bool open(const std::filesystem::path& folder);
    /// The places that a specification wants and nobody knows: `placesRead`; without one where it cannot be read.
    bool readPlaces(const std::filesystem::path& file);
    void stop() { m_thread.stop(); }

    [[nodiscard]] bool isRunning() const { return m_running; }

signals:
    void viewReady(const BenchViewPtr& view);
    void placesRead(const QStringList& names);
    void progressed(const BenchProgress& progress);
    void cellFailed(const QString& cell, const Error& error);
    void finished();
    void stopped();
    void failed(const Error& error);

private:
    /// The last word of the long job.
    [[nodiscard]] JobThread::Word ending(JobThread::Word word);
    class Observer;
    [[nodiscard]] Result<BenchViewPtr> makeView(const BenchSpecification& specification, const std::filesystem::path& folder) const;

    BenchFace m_face;
    bool m_running = false;
    Newest<BenchProgress> m_progress;
    JobThread m_thread; ///< last: it ends before the rest goes
};

} // namespace postern
