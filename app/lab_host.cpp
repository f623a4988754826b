// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab_host.h"

#include <utility>

#include <QStringList>

namespace postern {

LabHost::LabHost(LabFace face, QObject* parent)
    : QObject(parent), m_face(std::move(face)),
      m_thread(this, [this](const Error& error) { ending([this, error] { emit failed(error); })(); }) {}

JobThread::Word LabHost::ending(JobThread::Word word) {
    return [this, word = std::move(word)] {
        m_training = false;
        word();
    };
}

bool LabHost::preview(const LabOrder& order, std::size_t rows) {
    if (m_training)
        return false;
    m_thread.post([this, order, rows](const std::stop_token&) -> JobThread::Word {
        auto examples = m_face.preview(order, rows);
        if (!examples)
            return [this, error = examples.error()] { emit failed(error); };
        return [this, shared = std::make_shared<const LabExamples>(std::move(*examples))] { emit previewed(shared); };
    });
    return true;
}

bool LabHost::readLabels(const std::filesystem::path& data) {
    if (m_training)
        return false;
    m_thread.post([this, data](const std::stop_token&) -> JobThread::Word {
        QStringList labels;
        if (const auto read = m_face.readLabels(data)) {
            for (const std::string& label : *read)
                labels << QString::fromStdString(label);
        }
        return [this, labels] { emit labelsRead(labels); };
    });
    return true;
}

bool LabHost::train(const LabOrder& order) {
    if (m_training)
        return false;
    m_training = true;
    m_thread.post([this, order](const std::stop_token& stop) -> JobThread::Word {
        JobContext job;
        job.stop = stop;
        job.report = [this](const Progress& progress) {
            m_progress.put(m_thread, progress, [this](const Progress& newest) { emit progressed(newest); });
        };
        auto outcome = m_face.carryOut(
            order, [this](const LabPoint& point) { addPoint(point); }, job);
        if (outcome)
            return ending([this, shared = std::make_shared<const LabOutcome>(std::move(*outcome))] { emit finished(shared); });
        if (outcome.error().code == ErrorCode::Cancelled || stop.stop_requested())
            return ending([this] { emit stopped(); });
        return ending([this, error = outcome.error()] { emit failed(error); });
    });
    return true;
}

void LabHost::addPoint(const LabPoint& point) {
    {
        const std::lock_guard lock(m_mutex);
        m_points.push_back(point);
        if (m_points.size() > 1)
            return; // a delivery is on its way
    }
    m_thread.deliver([this] {
        std::vector<LabPoint> points;
        {
            const std::lock_guard lock(m_mutex);
            points.swap(m_points);
        }
        emit pointsReady(points);
    });
}

} // namespace postern
