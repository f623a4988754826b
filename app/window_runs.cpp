// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part in runs: opening what they need, starting one, going on with one, and what becomes of one that is in the way.
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include "app/bench_page.h"
#include "app/error_texts.h"
#include "app/main_window.h"
#include "app/recent_folders.h"
#include "app/workbench.h"
#include "widgets/panels/error_banner.h"
#include "widgets/panels/run_form.h"
#include "widgets/panels/subject_form.h"

namespace postern {

namespace {

std::filesystem::path toPath(const QString& text) {
    return std::filesystem::path(text.toStdU16String());
}

/// A folder that a benchmark was begun in.
bool isBenchmark(const QString& folder) {
    return QFileInfo::exists(folder + QStringLiteral("/specification.json")) && QFileInfo(folder + QStringLiteral("/cells")).isDir();
}

} // namespace

void MainWindow::startDemo(const QString& variant) {
    if (m_session.isBusy())
        return;
    m_page = Page::Run;
    m_banner->dismiss();
    const QString output = freshRunFolder(QStringLiteral("demo-") + variant);
    m_session.setSpecification(m_session.engine().demoSpecification(variant.toStdString(), toPath(output)));
    startRun();
}

void MainWindow::openFolder(const QString& folder) {
    switch (folderKind(folder)) {
    case FolderKind::Run:
        endRunThen([this, folder] { openRun(folder); });
        return;
    case FolderKind::Checkpoint:
        endRunThen([this, folder] { openCheckpoint(folder); });
        return;
    case FolderKind::Data:
        if (m_session.state() == Session::State::Ready) {
            RunSpecification specification = m_session.specification();
            m_workbench->subjectForm()->applyTo(specification);
            specification.data = toPath(folder);
            m_session.setSpecification(specification);
            return;
        }
        showProblem(tr("This folder holds data. Open the checkpoint it belongs to first."), tr("Then drop the data folder again."), folder);
        return;
    case FolderKind::Unknown:
        if (isBenchmark(folder)) {
            showPage(Page::Bench);
            m_benchPage->openFolder(toPath(folder));
            return;
        }
        showProblem(tr("Postern does not recognise this folder."),
                    tr("A checkpoint holds config.json, a finished run holds run.json, a data folder holds defender.jsonl."), folder);
        return;
    }
}

void MainWindow::openCheckpoint(const QString& folder) {
    m_banner->dismiss();
    m_page = Page::Run;
    RunSpecification specification;
    specification.parameters = m_workbench->runForm()->parameters();
    specification.checkpoint = toPath(folder);
    specification.output = toPath(freshRunFolder(QFileInfo(folder).fileName()));
    rememberFolder(folder);
    m_session.setSpecification(specification);
}

void MainWindow::openRun(const QString& folder) {
    m_banner->dismiss();
    m_session.openRun(toPath(folder));
}

void MainWindow::chooseCheckpoint() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a checkpoint folder"));
    if (folder.isEmpty())
        return;
    if (folderKind(folder) == FolderKind::Checkpoint)
        openCheckpoint(folder);
    else
        showProblem(errorTitle(ErrorCode::CheckpointIncomplete), errorAdvice(ErrorCode::CheckpointIncomplete), folder);
}

void MainWindow::chooseRun() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a run folder"));
    if (folder.isEmpty())
        return;
    if (folderKind(folder) == FolderKind::Run)
        openRun(folder);
    else
        showProblem(errorTitle(ErrorCode::RunFolderMalformed), errorAdvice(ErrorCode::RunFolderMalformed), folder);
}

void MainWindow::startRun() {
    if (m_session.isBusy() || m_session.isReplay())
        return;
    if (const QString busy = busyBeside(Page::Run); !busy.isEmpty()) {
        showProblem(tr("The run cannot start yet."), busy);
        return;
    }
    // A second run gets a folder of its own, unless one was chosen: nothing is ever overwritten.
    if (m_session.outcome()) {
        RunSpecification again = m_session.specification();
        m_workbench->subjectForm()->applyTo(again);
        again.parameters = m_workbench->runForm()->parameters();
        if (again.output == m_session.specification().output)
            again.output = toPath(freshRunFolder(QString::fromStdString(again.checkpoint.filename().string())));
        m_session.setSpecification(again);
    }
    m_workbench->commitForms();
    if (const QString problem = m_workbench->problem(); !problem.isEmpty()) {
        showProblem(tr("The run cannot start yet."), problem);
        return;
    }
    m_banner->dismiss();
    m_session.start();
}

void MainWindow::resumeRun() {
    if (const QString busy = busyBeside(Page::Run); !busy.isEmpty()) {
        showProblem(tr("The run cannot start yet."), busy);
        return;
    }
    m_banner->dismiss();
    m_session.resume();
}

void MainWindow::endRunThen(std::function<void()> proceed, After after) {
    if (!m_session.isBusy()) {
        proceed();
        return;
    }
    if (m_asking)
        return;
    m_asking = true;
    const bool quits = after == After::Quits;
    auto* box = new QMessageBox(QMessageBox::Question, tr("A run is going on"),
                                quits ? tr("Stop the run and quit Postern?") : tr("Stop the run and keep its results?"),
                                QMessageBox::NoButton, this);
    box->setInformativeText(
        tr("Everything measured so far stays in the run folder. The run itself cannot be continued in the background."));
    box->setTextFormat(Qt::PlainText);
    QPushButton* stop = box->addButton(quits ? tr("Stop and quit") : tr("Stop and keep"), QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(tr("Keep running"), QMessageBox::RejectRole));
    box->setAttribute(Qt::WA_DeleteOnClose);
    // The question is answered by a signal; no nested event loop waits for it.
    connect(box, &QMessageBox::finished, this, [this, box, stop, proceed = std::move(proceed)] {
        m_asking = false;
        if (box->clickedButton() != stop)
            return;
        if (!m_session.isBusy()) {
            proceed();
            return;
        }
        // After the engine has let go; until then the window says "stopping" and stays alive.
        connect(
            &m_session, &Session::runEnded, this, [proceed] { proceed(); },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
        m_session.stop();
    });
    box->open();
}

QString MainWindow::runProblem() const {
    const bool waits = m_session.state() == Session::State::Ready || m_session.outcome();
    return waits && !m_session.isBusy() && !m_session.isReplay() ? m_workbench->problem() : QString();
}

} // namespace postern
