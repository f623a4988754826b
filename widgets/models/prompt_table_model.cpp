// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/prompt_table_model.h"

#include <algorithm>

#include "widgets/models/display_text.h"
#include "widgets/theme/class_style.h"

namespace postern {

void PromptTableModel::setPoints(const PointsPtr& points) {
    beginResetModel();
    m_rows.clear();
    m_frame.reset();
    if (points) {
        m_rows.reserve(points->size());
        for (const FramePoint& point : *points)
            m_rows.push_back({point.rowClass, shown(point.trigger), shown(point.passage, 2000), shown(point.expected)});
    }
    endResetModel();
}

void PromptTableModel::setFrame(const FramePtr& frame) {
    if (frame == m_frame)
        return;
    m_frame = frame;
    if (!m_rows.empty())
        emit dataChanged(index(0, Answer), index(rowCount() - 1, Hit));
}

int PromptTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PromptTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

bool PromptTableModel::hasAnswer(std::size_t at) const {
    return m_frame && at < m_frame->answers.size();
}

bool PromptTableModel::isHit(std::size_t at) const {
    return m_frame && at < m_frame->attackHit.size() && m_frame->attackHit[at];
}

QString PromptTableModel::display(const Row& row, std::size_t at, int column) const {
    switch (column) {
    case Class:
        return classLabel(row.rowClass);
    case Trigger:
        return row.trigger;
    case Passage:
        return row.passage;
    case Expected:
        return row.expected;
    case Answer:
        return hasAnswer(at) ? shown(m_frame->answers[at]) : QString();
    case Hit:
        return !hasAnswer(at) ? QString() : isHit(at) ? tr("hit") : tr("no");
    default:
        return {};
    }
}

QVariant PromptTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto at = static_cast<std::size_t>(index.row());
    const Row& row = m_rows[at];
    switch (role) {
    case Qt::DisplayRole:
        return display(row, at, index.column());
    case Qt::ToolTipRole:
        // Tooltips guess rich text, and prompts are untrusted: escaping keeps them literal.
        return QStringLiteral("<qt>%1</qt>").arg(display(row, at, index.column()).toHtmlEscaped());
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(headerData(index.column(), Qt::Horizontal).toString(), display(row, at, index.column()));
    case RowClassRole:
        return static_cast<int>(row.rowClass);
    case HitRole:
        return isHit(at);
    default:
        return {};
    }
}

QVariant PromptTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical || section < 0 || section >= ColumnCount)
        return role == Qt::DisplayRole && orientation == Qt::Vertical ? QVariant(section + 1) : QVariant();
    const QString names[] = {tr("Class"), tr("Trigger"), tr("Passage"), tr("Expected"), tr("Answer"), tr("Target")};
    const QString help[] = {tr("Whose trigger the row carries"),
                            tr("The inserted text; hidden characters are shown as code points"),
                            tr("What the model reads, trigger included"),
                            tr("The true answer"),
                            tr("What the model answers at the selected step"),
                            tr("Whether the answer shows the attacker's target")};
    if (role == Qt::DisplayRole)
        return names[section];
    if (role == Qt::ToolTipRole)
        return help[section];
    return {};
}

PromptFilterModel::PromptFilterModel(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(true);
}

void PromptFilterModel::setWords(const QString& text) {
    m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

void PromptFilterModel::setRowClass(int rowClass) {
    m_rowClass = rowClass;
    invalidateFilter();
}

void PromptFilterModel::setHitsOnly(bool hitsOnly) {
    m_hitsOnly = hitsOnly;
    invalidateFilter();
}

bool PromptFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const {
    const QModelIndex first = sourceModel()->index(sourceRow, 0, sourceParent);
    if (m_rowClass >= 0 && first.data(PromptTableModel::RowClassRole).toInt() != m_rowClass)
        return false;
    if (m_hitsOnly && !first.data(PromptTableModel::HitRole).toBool())
        return false;
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
        for (int column = 0; column < sourceModel()->columnCount(sourceParent); ++column) {
            if (sourceModel()->index(sourceRow, column, sourceParent).data().toString().contains(word, Qt::CaseInsensitive))
                return true;
        }
        return false;
    });
}

} // namespace postern
