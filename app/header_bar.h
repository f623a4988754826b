// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

class QAction;
class QLabel;
class QPushButton;

namespace postern {

class ProgressPanel;
class Session;

/// Above everything: what is open, where its run is, and the buttons that matter.
class HeaderBar final : public QFrame {
    Q_OBJECT

public:
    HeaderBar(Session& session, QAction* run, QAction* resume, QAction* stop, QWidget* parent = nullptr);

    /// Why a run cannot start yet, as a sentence; empty when it can.
    void setProblem(const QString& problem);

private:
    void refresh();
    void showTitle();
    void showProgress();

    Session& m_session;
    QLabel* m_title;
    QLabel* m_subject;
    ProgressPanel* m_progress;
    QPushButton* m_run;
    QPushButton* m_resume;
    QPushButton* m_stop;
    QString m_problem;
    QString m_runHelp; ///< the button's tooltip while nothing is in the way
    QTimer m_clock;    ///< elapsed time moves even when the engine is silent
};

} // namespace postern
