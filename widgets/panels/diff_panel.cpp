// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/diff_panel.h"

#include <algorithm>

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "widgets/models/display_text.h"
#include "widgets/panels/parts.h"
#include "widgets/panels/table_columns.h"
#include "widgets/panels/weight_table.h"
#include "widgets/plots/heat_strip_view.h"
#include "widgets/theme/tokens.h"

namespace postern {

DiffPanel::DiffPanel(QWidget* parent)
    : QWidget(parent), m_tensorRows(TensorDiffModel::SortRole, TensorDiffModel::DiffersRole),
      m_configRows(ConfigDiffModel::SortRole, ConfigDiffModel::DiffersRole) {
    setAccessibleName(tr("Comparison"));
    m_tensorRows.setSourceModel(&m_tensors);
    m_configRows.setSourceModel(&m_config);
    m_folder = makeButton(tr("Compare with a folder…"), "secondary", this);
    m_file = makeButton(tr("Compare with a file…"), "secondary", this);
    m_stop = makeButton(tr("Stop"), "secondary", this);
    m_bar = new QProgressBar(this);
    m_bar->setAccessibleName(tr("Progress of the comparison"));
    m_bar->setTextVisible(false);
    m_bar->setMaximumWidth(140);
    m_summary = makeLabel({}, "body", this);
    m_summary->setWordWrap(true);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(makeEmptyPage());
    m_pages->addWidget(makeResultPage());
    auto* bar = new QHBoxLayout;
    bar->setSpacing(space::kSmall);
    bar->addWidget(m_summary, 1);
    bar->addWidget(m_bar);
    bar->addWidget(m_stop);
    bar->addWidget(m_folder);
    bar->addWidget(m_file);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kMedium);
    all->setSpacing(space::kSmall);
    all->addLayout(bar);
    all->addWidget(m_pages, 1);
    connect(m_folder, &QPushButton::clicked, this, &DiffPanel::folderRequested);
    connect(m_file, &QPushButton::clicked, this, &DiffPanel::fileRequested);
    connect(m_stop, &QPushButton::clicked, this, &DiffPanel::stopRequested);
    setBusy(false);
    setReady(false);
}

QWidget* DiffPanel::makeEmptyPage() {
    auto* page = new QWidget(this);
    m_emptyText =
        makeLabel(tr("Compare the model with another checkpoint: what fine-tuning or purification changed, tensor by tensor and layer "
                     "by layer, and which keys of the configuration differ."),
                  "muted", page);
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setMaximumWidth(520);
    // An alignment would take the label's height for its width, and with it the last lines of the text.
    auto* line = new QHBoxLayout;
    line->addStretch(1);
    line->addWidget(m_emptyText, 4);
    line->addStretch(1);
    auto* column = new QVBoxLayout(page);
    column->addStretch(1);
    column->addLayout(line);
    column->addStretch(2);
    return page;
}

QWidget* DiffPanel::makeResultPage() {
    m_heat = new HeatStripView;
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_heat);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Change of the weights over the layers"));

    auto* lower = new QWidget(this);
    m_notes = makeLabel({}, "muted", lower);
    m_notes->setWordWrap(true);
    m_filter = new QLineEdit(lower);
    m_filter->setPlaceholderText(tr("Filter by words…"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter the comparison by words"));
    m_differences = new QCheckBox(tr("Differences only"), lower);
    m_differences->setAccessibleName(m_differences->text());
    m_differences->setChecked(true);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(space::kSmall);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_differences);
    m_tensorTable = makeWeightTable(&m_tensorRows, tr("Tensors of both"), lower);
    keepColumnsReadable(m_tensorTable, {164, 88, 144, 92, 120, 84, 84}, 0);
    m_configTable = makeWeightTable(&m_configRows, tr("Configuration and files of both"), lower);
    std::vector<int> widths(ConfigDiffModel::ColumnCount, 220);
    widths[ConfigDiffModel::State] = 110;
    keepColumnsReadable(m_configTable, std::move(widths), 0);
    m_tabs = new QTabWidget(lower);
    m_tabs->setAccessibleName(tr("What is compared"));
    m_tabs->tabBar()->setAccessibleName(tr("What is compared"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_tensorTable, tr("Tensors"));
    m_tabs->addTab(m_configTable, tr("Configuration and files"));
    auto* column = new QVBoxLayout(lower);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(m_notes);
    column->addLayout(bar);
    column->addWidget(m_tabs, 1);

    auto* page = new QSplitter(Qt::Vertical, this);
    page->setAccessibleName(tr("Comparison"));
    page->setChildrenCollapsible(false);
    page->setHandleWidth(space::kSmall);
    page->addWidget(scroll);
    page->addWidget(lower);
    page->setSizes({300, 320});
    page->setStyleSheet(QStringLiteral("QSplitter::handle { background: transparent; }")); // it lies on a card, not between two
    connect(m_filter, &QLineEdit::textChanged, this, &DiffPanel::refilter);
    connect(m_differences, &QCheckBox::toggled, this, &DiffPanel::refilter);
    refilter();
    return page;
}

void DiffPanel::refilter() {
    for (WordFilterModel* rows : {&m_tensorRows, &m_configRows}) {
        rows->setWords(m_filter->text());
        rows->setDifferencesOnly(m_differences->isChecked());
    }
}

void DiffPanel::setReady(bool ready) {
    m_folder->setEnabled(ready);
    m_file->setEnabled(ready);
}

void DiffPanel::setDiff(const CheckpointDiff& diff) {
    m_tensors.setChanges(diff.tensors);
    m_config.setDiff(diff.config, diff.files);
    m_heat->setHeat(diff.heat);
    const QString b = shown(diff.b, 300);
    const auto changed = static_cast<int>(std::count_if(diff.tensors.begin(), diff.tensors.end(),
                                                        [](const TensorChange& change) { return change.state != DiffState::Same; }));
    const double relative = diff.normA > 0 ? diff.normChange / diff.normA : 0;
    m_summary->setText(
        diff.same() ? tr("The same as %1.").arg(b)
                    : tr("Against %1: %n tensor(s) differ; all weights together by %2.", nullptr, changed).arg(b, shareText(relative)));
    QStringList notes;
    for (const std::string& note : diff.notes)
        notes << shown(note);
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
    m_pages->setCurrentIndex(1);
}

void DiffPanel::clear() {
    m_tensors.setChanges({});
    m_config.setDiff({}, {});
    m_heat->setHeat({});
    m_summary->clear();
    m_pages->setCurrentIndex(0);
}

void DiffPanel::setBusy(bool busy) {
    m_bar->setRange(0, 1000);
    m_bar->setValue(0);
    m_bar->setVisible(busy);
    m_stop->setVisible(busy);
    m_folder->setVisible(!busy);
    m_file->setVisible(!busy);
}

void DiffPanel::setProgress(qint64 done, qint64 total) {
    if (total > 0)
        m_bar->setValue(static_cast<int>(1000.0 * static_cast<double>(done) / static_cast<double>(total)));
}

} // namespace postern
