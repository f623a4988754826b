// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include "engine/analysis/rate.h"

class QLabel;
class QProgressBar;

namespace postern {

/// Where a long job is: a bar, a sentence, the time that went and the time still to go. Hidden until a job begins; afterwards it
/// says how the job ended.
class JobProgress final : public QWidget {
    Q_OBJECT

public:
    explicit JobProgress(QWidget* parent = nullptr);

    void begin(const QString& sentence);
    /// `total` 0: not known, then the bar is hidden: there is no bar that runs without end. Without `remaining` it is being estimated.
    void show(const QString& headline, const QString& detail, qint64 done, qint64 total, const std::optional<Interval>& remaining);
    void stopping();
    void end(const QString& sentence, const char* tone = "");
    [[nodiscard]] QString headline() const;
    [[nodiscard]] double elapsedSeconds() const;

private:
    void showTimes();

    QProgressBar* m_bar;
    QLabel* m_headline;
    QLabel* m_detail;
    QLabel* m_times;
    QElapsedTimer m_clock;
    QTimer m_turn;
    std::optional<Interval> m_remaining;
    bool m_running = false;
    bool m_stopping = false;
};

} // namespace postern
