// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/prompt_panel.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QScopedValueRollback>
#include <QTableView>
#include <QVBoxLayout>

#include "widgets/panels/parts.h"
#include "widgets/panels/table_columns.h"
#include "widgets/selection/selection.h"
#include "widgets/theme/class_style.h"
#include "widgets/theme/tokens.h"

namespace postern {

PromptPanel::PromptPanel(Selection& selection, QWidget* parent) : QWidget(parent), m_selection(selection) {
    setAccessibleName(tr("Prompts"));
    m_rows.setSourceModel(&m_model);
    m_filter = new QLineEdit(this);
    m_filter->setPlaceholderText(tr("Filter by words…"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter prompts by words"));
    m_class = new QComboBox(this);
    m_class->setAccessibleName(tr("Filter prompts by class"));
    m_class->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_class->setMinimumContentsLength(8);
    leaveWheelToScrolling(m_class);
    m_class->addItem(tr("All classes"), -1);
    for (int i = 0; i < kRowClassCount; ++i)
        m_class->addItem(classLabel(static_cast<RowClass>(i)), i);
    m_hits = new QCheckBox(tr("Target answers only"), this);
    m_hits->setAccessibleName(m_hits->text());
    m_hits->setToolTip(plainToolTip(tr("Only rows whose answer at the selected step shows the attacker's target")));
    m_counts = makeLabel({}, "caption", this);

    m_table = new QTableView(this);
    m_table->setModel(&m_rows);
    m_table->setAccessibleName(tr("Prompts"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(PromptTableModel::Class, Qt::AscendingOrder);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 12);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setMinimumSectionSize(56);
    keepColumnsReadable(m_table, {104, 76, 116, 76, 76, 60}, PromptTableModel::Passage);

    auto* bar = new QHBoxLayout;
    bar->setSpacing(space::kSmall);
    bar->addWidget(m_filter, 3);
    bar->addWidget(m_class, 2);
    bar->addWidget(m_hits);
    bar->addWidget(m_counts);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kMedium);
    all->setSpacing(space::kSmall);
    all->addLayout(bar);
    all->addWidget(m_table, 1);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) { refilter([&] { m_rows.setWords(text); }); });
    connect(m_class, &QComboBox::currentIndexChanged, this,
            [this](int index) { refilter([&] { m_rows.setRowClass(m_class->itemData(index).toInt()); }); });
    connect(m_hits, &QCheckBox::toggled, this, [this](bool on) { refilter([&] { m_rows.setHitsOnly(on); }); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PromptPanel::takeSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (!m_syncing && current.isValid())
            m_selection.setPrimary(m_rows.mapToSource(current).row());
    });
    connect(&m_selection, &Selection::changed, this, &PromptPanel::showSelection);
    connect(&m_selection, &Selection::primaryChanged, this, [this] {
        if (!m_syncing && m_selection.primary())
            m_table->scrollTo(m_rows.mapFromSource(m_model.index(*m_selection.primary(), 0)));
    });
    showCounts();
}

void PromptPanel::setPoints(const PointsPtr& points) {
    refilter([&] { m_model.setPoints(points); });
}

void PromptPanel::setFrame(const FramePtr& frame) {
    refilter([&] { m_model.setFrame(frame); });
}

void PromptPanel::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void PromptPanel::refilter(const std::function<void()>& change) {
    {
        // Rows that a filter hides leave the view's selection; the shared selection keeps them.
        const QScopedValueRollback guard(m_syncing, true);
        change();
    }
    showSelection();
}

void PromptPanel::showSelection() {
    showCounts();
    if (m_syncing)
        return;
    const QScopedValueRollback guard(m_syncing, true);
    QItemSelection rows;
    const int lastColumn = PromptTableModel::ColumnCount - 1;
    for (int row = 0; row < m_rows.rowCount(); ++row) {
        if (!m_selection.contains(m_rows.mapToSource(m_rows.index(row, 0)).row()))
            continue;
        const int first = row;
        while (row + 1 < m_rows.rowCount() && m_selection.contains(m_rows.mapToSource(m_rows.index(row + 1, 0)).row()))
            ++row;
        rows.append(QItemSelectionRange(m_rows.index(first, 0), m_rows.index(row, lastColumn)));
    }
    m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
}

void PromptPanel::takeSelection() {
    if (m_syncing)
        return;
    const QScopedValueRollback guard(m_syncing, true);
    std::vector<int> ids;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        ids.push_back(m_rows.mapToSource(index).row());
    m_selection.apply(ids, SelectionMode::Replace);
    showCounts();
}

void PromptPanel::showCounts() {
    const QLocale locale;
    const int selected = static_cast<int>(m_selection.ids().size());
    QString text = tr("%1 of %2").arg(locale.toString(m_rows.rowCount()), locale.toString(m_model.rowCount()));
    if (selected > 0)
        text += tr(" · %n selected", nullptr, selected);
    m_counts->setText(text);
}

} // namespace postern
