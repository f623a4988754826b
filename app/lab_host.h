// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QObject>

#include "app/engine_face.h"
#include "app/job_thread.h"

namespace postern {

using LabExamplesPtr = std::shared_ptr<const LabExamples>;
using LabOutcomePtr = std::shared_ptr<const LabOutcome>;

/// Poisons rows and trains checkpoints on a thread of its own. One job at a time. Window thread only.
class LabHost final : public QObject {
    Q_OBJECT

public:
    explicit LabHost(LabFace face, QObject* parent = nullptr);

    /// `previewed` or `failed`. All three are false while a checkpoint is trained.
    bool preview(const LabOrder& order, std::size_t rows);
    /// `labelsRead`; without any where they cannot be read.
    bool readLabels(const std::filesystem::path& data);
    /// `pointsReady` and `progressed` on the way; ends in exactly one of finished, stopped and failed.
    bool train(const LabOrder& order);
    void stop() { m_thread.stop(); }

    [[nodiscard]] bool isTraining() const { return m_training; }

signals:
    void previewed(const LabExamplesPtr& examples);
    void labelsRead(const QStringList& labels);
    void pointsReady(const std::vector<LabPoint>& points); ///< none is left out
    void progressed(const Progress& progress);
    void finished(const LabOutcomePtr& outcome);
    void stopped();
    void failed(const Error& error);

private:
    /// The last word of the long job.
    [[nodiscard]] JobThread::Word ending(JobThread::Word word);
    void addPoint(const LabPoint& point);

    LabFace m_face;
    bool m_training = false;
    Newest<Progress> m_progress;
    std::mutex m_mutex;
    std::vector<LabPoint> m_points; ///< on their way to the window
    JobThread m_thread;             ///< last: it ends before the rest goes
};

} // namespace postern
