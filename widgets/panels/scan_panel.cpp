// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/scan_panel.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QFileDialog>
#include <QFrame>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/core/json.h"
#include "engine/scan/report_json.h"
#include "engine/scan/sarif.h"
#include "widgets/models/display_text.h"
#include "widgets/panels/parts.h"
#include "widgets/panels/table_columns.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

QTableView* makeTable(QAbstractTableModel* model, const QString& name, QWidget* parent) {
    auto* table = new QTableView(parent);
    table->setModel(model);
    table->setAccessibleName(name);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setMinimumHeight(112); // the heading and two rows
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideMiddle);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(30);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return table;
}

QLabel* makeSentence(QWidget* parent) {
    QLabel* const label = makeLabel({}, "body", parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

ScanPanel::ScanPanel(QWidget* parent) : QWidget(parent), m_findings(new ScanFindingsModel(this)), m_files(new ScanFilesModel(this)) {
    setAccessibleName(tr("Scan"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    all->setSpacing(space::kLarge);
    all->addWidget(makeVerdict());
    m_body = new QWidget;
    m_parts = new QVBoxLayout(m_body);
    m_parts->setContentsMargins(0, 0, space::kHair, 0);
    m_parts->setSpacing(space::kLarge);
    m_parts->addWidget(makeFindings(), 3);
    m_parts->addWidget(makeFiles(), 2);
    // In a low window the page scrolls, rather than leave the tables no row.
    m_scroll = new QScrollArea(this);
    m_scroll->setWidget(m_body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("Findings"));
    all->addWidget(m_scroll, 1);
    all->addStretch(0);
    // The ink of the tables' words comes from the theme.
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        m_findingTable->viewport()->update();
        m_fileTable->viewport()->update();
    });
    setReport(nullptr);
}

QWidget* ScanPanel::makeVerdict() {
    m_card = makeCard(this);
    m_verdict = makeLabel({}, "title", m_card);
    m_meaning = makeLabel({}, "muted", m_card);
    m_meaning->setWordWrap(true);
    m_reason = makeSentence(m_card);
    m_counts = makeLabel({}, "caption", m_card);
    auto* another = makeButton(tr("Scan another…"), "secondary", m_card);
    m_saveJson = makeButton(tr("Save as JSON…"), "quiet", m_card);
    m_saveSarif = makeButton(tr("Save as SARIF…"), "quiet", m_card);
    connect(another, &QPushButton::clicked, this, &ScanPanel::scanRequested);
    connect(m_saveJson, &QPushButton::clicked, this, [this] { askWhereToSave(Format::JsonFile); });
    connect(m_saveSarif, &QPushButton::clicked, this, [this] { askWhereToSave(Format::SarifFile); });

    auto* head = new QHBoxLayout;
    head->setSpacing(space::kSmall);
    head->addWidget(m_verdict);
    head->addStretch();
    head->addWidget(another);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(space::kSmall);
    foot->addWidget(m_counts);
    foot->addStretch();
    foot->addWidget(m_saveJson);
    foot->addWidget(m_saveSarif);
    auto* card = new QVBoxLayout(m_card);
    card->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    card->setSpacing(space::kTight);
    card->addLayout(head);
    card->addWidget(m_reason);
    card->addWidget(m_meaning);
    card->addLayout(foot);
    return m_card;
}

QWidget* ScanPanel::makeFindings() {
    auto* part = new QWidget(m_body);
    m_noFindings = makeLabel(tr("Nothing was found."), "muted", part);
    m_findingTable = makeTable(m_findings, tr("Findings"), part);
    m_findingTable->setSelectionMode(QAbstractItemView::SingleSelection);
    // Two sentences a row would make the table unreadable; they stand below, for the row that is selected.
    m_findingTable->setColumnHidden(ScanFindingsModel::WhyColumn, true);
    m_findingTable->setColumnHidden(ScanFindingsModel::AdviceColumn, true);
    keepColumnsReadable(m_findingTable, {128, 116, 126, 84, 168, 0, 0}, ScanFindingsModel::WhatColumn);
    connect(m_findingTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { showFinding(now); });

    m_detail = makeCard(part);
    m_what = makeSentence(m_detail);
    m_why = makeSentence(m_detail);
    m_advice = makeSentence(m_detail);
    auto* grid = new QGridLayout(m_detail);
    grid->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    grid->setHorizontalSpacing(space::kLarge);
    grid->setVerticalSpacing(space::kTight);
    const std::pair<QString, QLabel*> rows[] = {{tr("What"), m_what}, {tr("Why it matters"), m_why}, {tr("What to do"), m_advice}};
    for (int row = 0; row < 3; ++row) {
        grid->addWidget(makeLabel(rows[row].first, "muted", m_detail), row, 0, Qt::AlignTop);
        grid->addWidget(rows[row].second, row, 1);
    }
    grid->setColumnStretch(1, 1);

    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    layout->addWidget(makeLabel(tr("Findings"), "heading", part));
    layout->addWidget(m_noFindings);
    layout->addWidget(m_findingTable, 1);
    layout->addWidget(m_detail);
    return part;
}

QWidget* ScanPanel::makeFiles() {
    auto* part = new QWidget(m_body);
    m_fileTable = makeTable(m_files, tr("Files"), part);
    m_fileTable->setSelectionMode(QAbstractItemView::ExtendedSelection);
    keepColumnsReadable(m_fileTable, {128, 94, 94, 184, 144}, ScanFilesModel::FileColumn);
    m_copy = makeButton(tr("Copy SHA-256"), "quiet", part);
    m_copy->setToolTip(plainToolTip(tr("Copies the hashes of the selected files, or of all, in the form of sha256sum")));
    connect(m_copy, &QPushButton::clicked, this, &ScanPanel::copyHashes);

    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Files"), "heading", part));
    head->addStretch();
    head->addWidget(m_copy);
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    layout->addLayout(head);
    layout->addWidget(m_fileTable, 1);
    return part;
}

void ScanPanel::setReport(const ScanReportPtr& report) {
    m_report = report;
    m_findings->setReport(report);
    m_files->setReport(report);
    const bool whole = report != nullptr;
    m_scroll->setVisible(whole);
    m_reason->setVisible(whole);
    m_counts->setVisible(whole);
    m_saveJson->setVisible(whole);
    m_saveSarif->setVisible(whole);
    if (!whole) {
        m_verdict->setText(tr("Nothing scanned yet"));
        m_meaning->setText(tr("A scan judges files and folders by their content and loads nothing."));
        setStyleProperty(m_verdict, "tone", QString());
        setStyleProperty(m_card, "tone", QString());
        m_card->setAccessibleName(m_verdict->text());
        return;
    }
    const QString tone = verdictTone(report->verdict);
    m_verdict->setText(verdictText(report->verdict));
    m_meaning->setText(verdictMeaningText(report->verdict));
    m_reason->setText(shown(report->reason, 1200));
    m_reason->setVisible(report->verdict != Verdict::Accepted); // whose meaning says it
    setStyleProperty(m_verdict, "tone", tone);
    setStyleProperty(m_card, "tone", tone);
    m_card->setAccessibleName(tr("Verdict: %1").arg(m_verdict->text()));
    m_card->setAccessibleDescription(m_reason->text());
    const auto hashed = tr("%n file(s)", nullptr, static_cast<int>(report->files.size()));
    const auto found = tr("%n finding(s)", nullptr, static_cast<int>(report->findings.size()));
    m_counts->setText(report->hashed ? QStringLiteral("%1 · %2").arg(hashed, found)
                                     : QStringLiteral("%1 · %2 · %3").arg(hashed, found, tr("hashes not computed yet")));
    const bool any = !report->findings.empty();
    m_noFindings->setVisible(!any);
    m_findingTable->setVisible(any);
    m_detail->setVisible(any);
    m_parts->setStretch(0, any ? 3 : 0); // one sentence needs no room of its own
    m_copy->setEnabled(report->hashed);
    if (any)
        m_findingTable->selectRow(0);
}

void ScanPanel::showFinding(const QModelIndex& index) {
    if (!index.isValid())
        return;
    const auto text = [&](int column) { return index.siblingAtColumn(column).data().toString(); };
    m_what->setText(text(ScanFindingsModel::WhatColumn));
    m_why->setText(text(ScanFindingsModel::WhyColumn));
    m_advice->setText(text(ScanFindingsModel::AdviceColumn));
}

void ScanPanel::copyHashes() {
    const auto* selection = m_fileTable->selectionModel();
    QString lines;
    for (int row = 0; row < m_files->rowCount(); ++row) {
        const ScannedFile& file = m_files->fileAt(row);
        const bool wanted = !selection->hasSelection() || selection->isRowSelected(row);
        if (wanted && !file.sha256.empty())
            lines += QString::fromStdString(file.sha256) + QStringLiteral("  ") + shown(file.file, 4096) + QLatin1Char('\n');
    }
    QGuiApplication::clipboard()->setText(lines);
}

void ScanPanel::askWhereToSave(Format format) {
    const bool isJson = format == Format::JsonFile;
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save the scan"), isJson ? QStringLiteral("scan.json") : QStringLiteral("scan.sarif"),
                                     isJson ? tr("JSON files (*.json)") : tr("SARIF files (*.sarif)"));
    if (path.isEmpty())
        return;
    if (const auto saved = save(path, format); !saved)
        emit failed(saved.error());
}

Result<void> ScanPanel::save(const QString& path, Format format) const {
    if (!m_report)
        return fail(ErrorCode::Usage, "scan", "there is no report to save");
    const Json json = format == Format::JsonFile ? scanReportJson(*m_report) : scanReportSarif(*m_report);
    return writeFileAtomically(path.toStdString(), json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
}

} // namespace postern
