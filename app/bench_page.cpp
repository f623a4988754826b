// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench_page.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "app/error_texts.h"
#include "widgets/models/display_text.h"
#include "widgets/panels/bench_results.h"
#include "widgets/panels/bench_setup.h"
#include "widgets/panels/job_progress.h"
#include "widgets/panels/parts.h"
#include "widgets/panels/rail.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

constexpr int kSideWidth = 344;

} // namespace

BenchPage::BenchPage(const BenchFace& face, QWidget* parent) : QWidget(parent), m_host(face) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kSmall);
    row->setSpacing(space::kSmall);
    row->addWidget(makeSide(face));
    QFrame* card = makeCard(this);
    m_results = new BenchResults(card);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(1, 2, 1, 1);
    column->addWidget(m_results);
    row->addWidget(card, 1);
    connectHost();
    if (!m_setup->specification().empty() && face.readPlaces)
        m_host.readPlaces(m_setup->specification());
}

QWidget* BenchPage::makeSide(const BenchFace& face) {
    auto* content = new QWidget;
    m_setup = new BenchSetup(face.shipped, content);
    QLabel* title = makeLabel(tr("Benchmark"), "heading", content);
    QLabel* lead = makeLabel(tr("Every defence on every back door, with the same data and seeds."), "caption", content);
    lead->setWordWrap(true);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    column->setSpacing(space::kSmall);
    column->addWidget(title);
    column->addWidget(lead);
    column->addWidget(m_setup);
    column->addStretch(1);
    return makeRail(content, kSideWidth, tr("Set-up of the benchmark"), this);
}

void BenchPage::connectHost() {
    connect(m_setup, &BenchSetup::readinessChanged, this, &BenchPage::readinessChanged);
    connect(m_setup, &BenchSetup::startRequested, this, &BenchPage::start);
    connect(m_setup, &BenchSetup::stopRequested, this, &BenchPage::stop);
    connect(m_setup, &BenchSetup::openRequested, this, &BenchPage::openFolder);
    connect(m_setup, &BenchSetup::specificationChosen, this, [this](const std::filesystem::path& file) { m_host.readPlaces(file); });
    connect(m_results, &BenchResults::failed, this, &BenchPage::failed);
    connect(m_results, &BenchResults::saved, this, &BenchPage::saved);
    connect(&m_host, &BenchHost::placesRead, m_setup, &BenchSetup::setPlaces);
    connect(&m_host, &BenchHost::viewReady, this, [this](const BenchViewPtr& view) { showView(*view); });
    connect(&m_host, &BenchHost::progressed, this, &BenchPage::showProgress);
    connect(&m_host, &BenchHost::cellFailed, this, [this](const QString& cell, const Error& error) {
        ++m_failures;
        const ErrorText text = errorText(error);
        m_setup->addFailure(QStringLiteral("%1: %2 %3").arg(cell, text.title, text.details.simplified()));
    });
    connect(&m_host, &BenchHost::finished, this, [this] {
        if (m_failures > 0)
            ended(tr("Done, but for %n cell(s) that failed.", nullptr, static_cast<int>(m_failures)), "warning");
        else
            ended(tr("All cells are done."), "ok");
    });
    connect(&m_host, &BenchHost::stopped, this, [this] { ended(tr("Stopped. What is done is kept; Start goes on from here."), ""); });
    connect(&m_host, &BenchHost::failed, this, [this](const Error& error) {
        if (m_setup->stopButton()->isEnabled())
            ended(errorText(error).title, "danger");
        emit failed(error);
    });
}

void BenchPage::openFolder(const std::filesystem::path& folder) {
    if (m_host.open(folder))
        m_setup->setFolder(folder);
}

void BenchPage::start() {
    if (!m_setup->problem().isEmpty() || !m_host.start(m_setup->specification(), m_setup->places(), m_setup->folder()))
        return;
    m_failures = 0;
    m_setup->clearFailures();
    m_setup->setRunning(true);
    m_setup->progress()->begin(tr("Starting…"));
    m_results->setResults(nullptr, nullptr);
    emit busyChanged();
}

void BenchPage::stop() {
    if (!m_host.isRunning())
        return;
    m_host.stop();
    m_setup->progress()->stopping();
}

void BenchPage::setBlocked(const QString& reason) {
    m_setup->setBlocked(reason);
}

void BenchPage::showView(const BenchView& view) {
    if (!m_host.isRunning()) // opened: Start goes on with just what it was begun with
        m_setup->chooseFile(view.folder / "specification.json");
    m_results->setResults(std::make_shared<const BenchTable>(view.table), std::make_shared<const BenchRecord>(view.record));
}

void BenchPage::showProgress(const BenchProgress& progress) {
    const QLocale locale;
    m_setup->progress()->show(
        tr("%1 of %2 cells").arg(locale.toString(qulonglong{progress.done}), locale.toString(qulonglong{progress.total})),
        shown(progress.what, 200), static_cast<qint64>(progress.done), static_cast<qint64>(progress.total), progress.remainingSeconds);
}

void BenchPage::ended(const QString& sentence, const char* tone) {
    m_setup->setRunning(false);
    m_setup->progress()->end(sentence, tone);
    emit busyChanged();
}

} // namespace postern
