// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>

#include <QTimer>
#include <QWidget>

#include "app/lab_host.h"

class QLabel;
class QPushButton;
class QTabWidget;

namespace postern {

class JobProgress;
class LabForm;
class LabResult;
class LossPlot;
class PoisonView;

/// The attack lab: what to do on the left, poisoned rows, the training and what came of it on the right.
class LabPage final : public QWidget {
    Q_OBJECT

public:
    /// Without a lab in the face the page says so.
    explicit LabPage(const LabFace& face, QWidget* parent = nullptr);

    void preview();
    void train();
    void stop();
    [[nodiscard]] bool isBusy() const { return m_host.isTraining(); }
    /// Why nothing can be trained now; empty where it can.
    void setBlocked(const QString& reason);

    [[nodiscard]] LabForm* form() const { return m_form; }
    [[nodiscard]] PoisonView* rows() const { return m_rows; }
    [[nodiscard]] LossPlot* losses() const { return m_losses; }
    [[nodiscard]] LabResult* result() const { return m_result; }
    [[nodiscard]] JobProgress* progress() const { return m_progress; }
    [[nodiscard]] QTabWidget* tabs() const { return m_tabs; }
    [[nodiscard]] QPushButton* previewButton() const { return m_preview; }
    [[nodiscard]] QPushButton* trainButton() const { return m_train; }
    [[nodiscard]] QPushButton* stopButton() const { return m_stop; }
    [[nodiscard]] LabHost& host() { return m_host; }

signals:
    void readinessChanged(); ///< whether it can train now
    void failed(const Error& error);
    void busyChanged();
    /// A poisoned checkpoint with its data and its secret, for the run page.
    void handedOver(const std::filesystem::path& checkpoint, const std::filesystem::path& data, const std::filesystem::path& secret);

private:
    QWidget* makeSide(const LabFace& face);
    QWidget* makeCentre();
    void connectHost();
    void takePoints(const std::vector<LabPoint>& points);
    void drawPoints();
    void ended(const QString& sentence, const char* tone);
    void refresh();

    LabForm* m_form = nullptr;
    PoisonView* m_rows = nullptr;
    LossPlot* m_losses = nullptr;
    LabResult* m_result = nullptr;
    JobProgress* m_progress = nullptr;
    QTabWidget* m_tabs = nullptr;
    QPushButton* m_preview = nullptr;
    QPushButton* m_train = nullptr;
    QPushButton* m_stop = nullptr;
    QLabel* m_hint = nullptr;
    QString m_blocked;
    QString m_doing;
    std::filesystem::path m_data; ///< of the training that is going on or has ended
    LabOutcomePtr m_outcome;
    bool m_training = false;
    std::int64_t m_newestStep = 0;  ///< reported
    std::int64_t m_lastStep = 0;    ///< drawn
    std::int64_t m_stepsBefore = 0; ///< of the trainings before this one in the same job
    bool m_stepping = false;        ///< steps are being reported
    bool m_surviving = false;       ///< those of the clean fine-tuning
    bool m_drawsSurvival = false;   ///< and drawn
    std::deque<LabPoint> m_waiting; ///< points that are still to be drawn
    QTimer m_turn;                  ///< a part of them a turn of the event loop
    LabHost m_host;                 ///< last: its thread ends before the rest goes
};

} // namespace postern
