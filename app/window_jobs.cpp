// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part in benchmarks and the attack lab: one of the engine's long jobs at a time, and the way from one to the other.
#include <QDir>
#include <QMessageBox>
#include <QPushButton>
#include <QStatusBar>

#include "app/bench_page.h"
#include "app/lab_page.h"
#include "app/main_window.h"
#include "app/recent_folders.h"
#include "app/workbench.h"
#include "widgets/panels/error_banner.h"
#include "widgets/panels/run_form.h"

namespace postern {

void MainWindow::connectJobPages() {
    connect(m_benchPage, &BenchPage::failed, this, &MainWindow::showError);
    connect(m_labPage, &LabPage::failed, this, &MainWindow::showError);
    connect(m_benchPage, &BenchPage::saved, this,
            [this](const QString& path) { statusBar()->showMessage(tr("Saved %1").arg(QDir::toNativeSeparators(path)), 6000); });
    connect(m_benchPage, &BenchPage::busyChanged, this, &MainWindow::updateActions);
    connect(m_labPage, &LabPage::busyChanged, this, &MainWindow::updateActions);
    connect(m_benchPage, &BenchPage::readinessChanged, this, &MainWindow::updateActions);
    connect(m_labPage, &LabPage::readinessChanged, this, &MainWindow::updateActions);
    connect(m_labPage, &LabPage::handedOver, this, &MainWindow::openPoisoned);
}

QString MainWindow::busyBeside(Page page) const {
    // Two of them would share the processor and the memory, and each would be slower than one after the other.
    if (page != Page::Run && m_session.isBusy())
        return tr("A run is going on. Stop it or wait for its end.");
    if (page != Page::Bench && m_benchPage->isBusy())
        return tr("A benchmark is going on. Stop it or wait for its end; it can go on later.");
    if (page != Page::Lab && m_labPage->isBusy())
        return tr("The lab is training. Stop it or wait for its end.");
    return {};
}

void MainWindow::stopPage() {
    if (m_page == Page::Bench)
        m_benchPage->stop();
    else if (m_page == Page::Lab)
        m_labPage->stop();
    else
        m_session.stop();
}

void MainWindow::openPoisoned(const std::filesystem::path& checkpoint, const std::filesystem::path& dataFolder,
                              const std::filesystem::path& secret) {
    endRunThen([this, checkpoint, dataFolder, secret] {
        const QString folder = QString::fromStdU16String(checkpoint.u16string());
        openCheckpoint(folder);
        RunSpecification specification = m_session.specification();
        specification.data = dataFolder;
        specification.secret = secret;
        m_session.setSpecification(specification);
        showPage(Page::Run);
    });
}

void MainWindow::endJobsThenClose() {
    if (m_asking)
        return;
    m_asking = true;
    const bool isBenchmark = m_benchPage->isBusy();
    auto* box = new QMessageBox(QMessageBox::Question, isBenchmark ? tr("A benchmark is going on") : tr("The lab is training"),
                                isBenchmark ? tr("Stop the benchmark and quit Postern?") : tr("Stop the training and quit Postern?"),
                                QMessageBox::NoButton, this);
    box->setInformativeText(tr("What is done is kept; the same folder goes on from there."));
    box->setTextFormat(Qt::PlainText);
    QPushButton* stop = box->addButton(tr("Stop and quit"), QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(tr("Keep running"), QMessageBox::RejectRole));
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [this, box, stop] {
        m_asking = false;
        if (box->clickedButton() != stop)
            return;
        if (!m_benchPage->isBusy() && !m_labPage->isBusy()) {
            close();
            return;
        }
        const auto later = static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection);
        connect(
            m_benchPage, &BenchPage::busyChanged, this, [this] { close(); }, later);
        connect(
            m_labPage, &LabPage::busyChanged, this, [this] { close(); }, later);
        m_benchPage->stop();
        m_labPage->stop();
    });
    box->open();
}

} // namespace postern
