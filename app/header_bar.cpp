// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/header_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "app/session.h"
#include "widgets/models/display_text.h"
#include "widgets/panels/elided_label.h"
#include "widgets/panels/parts.h"
#include "widgets/panels/progress_panel.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

constexpr int kTitleWidth = 176;

QPushButton* makeActionButton(QAction* action, const char* role, const char* icon, QWidget* parent) {
    QString text = action->text();
    QPushButton* button = makeButton(text.remove(QLatin1Char('&')), role, parent);
    button->setObjectName(QLatin1String(icon));
    button->setIcon(tintedIcon(icon, qstrcmp(role, "primary") == 0 ? IconInk::OnAccent : IconInk::Text));
    button->setToolTip(
        plainToolTip(QStringLiteral("%1 (%2)").arg(action->statusTip(), action->shortcut().toString(QKeySequence::NativeText))));
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

HeaderBar::HeaderBar(Session& session, QAction* run, QAction* resume, QAction* stop, QWidget* parent) : QFrame(parent), m_session(session) {
    setProperty("role", QStringLiteral("header"));
    m_title = new ElidedLabel("heading", Qt::ElideRight, this);
    m_subject = new ElidedLabel("caption", Qt::ElideMiddle, this);
    for (QLabel* label : {m_title, m_subject})
        label->setFixedWidth(kTitleWidth);
    m_progress = new ProgressPanel(this);
    m_run = makeActionButton(run, "primary", "play", this);
    m_resume = makeActionButton(resume, "secondary", "replay", this);
    m_stop = makeActionButton(stop, "secondary", "stop", this);
    m_stop->setText(tr("Stop"));
    m_runHelp = m_run->toolTip();

    auto* titles = new QVBoxLayout;
    titles->setSpacing(0);
    titles->addWidget(m_title);
    titles->addWidget(m_subject);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kLarge, space::kSmall + 2, space::kLarge, space::kSmall + 2);
    row->setSpacing(space::kMedium);
    row->addLayout(titles);
    row->addWidget(m_progress, 1);
    row->addWidget(m_resume);
    row->addWidget(m_run);
    row->addWidget(m_stop);

    m_clock.setInterval(500);
    connect(&m_clock, &QTimer::timeout, this, &HeaderBar::showProgress);
    connect(&m_session, &Session::stateChanged, this, &HeaderBar::refresh);
    connect(&m_session, &Session::specificationChanged, this, &HeaderBar::refresh);
    connect(&m_session, &Session::recordReset, this, &HeaderBar::refresh);
    connect(&m_session, &Session::progressChanged, this, &HeaderBar::showProgress);
    connect(run, &QAction::changed, this, [this, run] { m_run->setEnabled(run->isEnabled()); });
    connect(resume, &QAction::changed, this, [this, resume] { m_resume->setVisible(resume->isEnabled()); });
    connect(stop, &QAction::changed, this, [this, stop] { m_stop->setEnabled(stop->isEnabled()); });
    m_resume->setVisible(resume->isEnabled());
    refresh();
}

void HeaderBar::refresh() {
    const bool busy = m_session.isBusy();
    if (busy)
        m_clock.start();
    else
        m_clock.stop();
    m_run->setVisible(!busy && !m_session.isReplay());
    m_stop->setVisible(busy);
    showTitle();
    showProgress();
}

void HeaderBar::setProblem(const QString& problem) {
    if (problem == m_problem)
        return;
    m_problem = problem;
    m_run->setToolTip(problem.isEmpty() ? m_runHelp : plainToolTip(problem));
    showProgress();
}

void HeaderBar::showTitle() {
    const RunSpecification& specification = m_session.specification();
    const std::filesystem::path& subject = specification.checkpoint;
    const std::string name = (subject.has_filename() ? subject : subject.parent_path()).filename().string();
    QString title = shown(specification.title, 120);
    if (title.isEmpty())
        title = name.empty() ? shown(m_session.record().folder.filename().string(), 120) : shown(name, 120);
    m_title->setText(title);
    m_title->setToolTip(plainToolTip(title));
    const QString path = shown(subject.string(), 1000);
    m_subject->setText(path.isEmpty() ? tr("no checkpoint chosen") : path);
    m_subject->setToolTip(plainToolTip(path));
}

void HeaderBar::showProgress() {
    ProgressPanel::View view;
    view.phase = m_session.phase();
    view.progress = m_session.progress();
    view.ending = m_session.ending();
    view.elapsedSeconds = m_session.elapsedSeconds();
    view.running = m_session.isBusy();
    view.stopping = m_session.state() == Session::State::Stopping;
    view.replay = m_session.isReplay();
    view.problem = m_problem;
    m_progress->setView(view);
}

} // namespace postern
