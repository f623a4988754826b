// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "widgets/models/bench_models.h"
#include "widgets/models/display_text.h"

namespace postern {

namespace {

/// Plain text for a tooltip, which would otherwise guess rich text.
QString literal(const QString& text) {
    return text.isEmpty() ? QString() : QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped());
}

} // namespace

void BenchMatrixModel::setTable(BenchTablePtr table) {
    beginResetModel();
    m_table = std::move(table);
    m_places.clear();
    if (m_table)
        for (const BenchRow& row : m_table->rows)
            m_places.push_back(rowPlaces(row));
    endResetModel();
}

int BenchMatrixModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_table ? 0 : static_cast<int>(m_table->rows.size());
}

int BenchMatrixModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : FirstDefense + (m_table ? static_cast<int>(m_table->defenses.size()) : 0);
}

Rate BenchMatrixModel::rateAt(const QModelIndex& index) const {
    const BenchRow& row = m_table->rows[static_cast<std::size_t>(index.row())];
    if (index.column() == Undefended)
        return row.before ? row.before->attack : Rate();
    if (index.column() == Surviving)
        return row.before ? row.before->surviving : Rate();
    if (index.column() < FirstDefense)
        return {};
    const auto& entry = row.entries[static_cast<std::size_t>(index.column() - FirstDefense)];
    return entry ? entry->attack : Rate();
}

QString BenchMatrixModel::countsIn(const BenchRow& row) const {
    if (!row.before)
        return tr("not made yet");
    if (row.survives)
        return tr("counts");
    return row.takes ? tr("left out: does not survive") : tr("left out: did not take");
}

QString BenchMatrixModel::help(const QModelIndex& index) const {
    const BenchRow& row = m_table->rows[static_cast<std::size_t>(index.row())];
    const QString name = subjectText(row.subject);
    if (index.column() == Subject)
        return name + QStringLiteral(": ") + countsIn(row);
    const Rate rate = rateAt(index);
    QString text = name + QStringLiteral(", ") + headerData(index.column(), Qt::Horizontal).toString() + QStringLiteral(": ");
    if (!rate.hasData())
        return text + tr("not done yet");
    text += percentText(rate) + QStringLiteral(", ") + countsText(rate);
    if (index.column() == Undefended)
        return text + QStringLiteral("; ") + tr("without the trigger %1").arg(percentText(row.before->floor));
    if (index.column() < FirstDefense)
        return text;
    const BenchEntry& entry = *row.entries[static_cast<std::size_t>(index.column() - FirstDefense)];
    text += QStringLiteral("; ") + tr("%n seed(s)", nullptr, static_cast<int>(entry.seeds.size())) + QStringLiteral("; ") +
            tr("without the trigger %1; clean accuracy %2 → %3")
                .arg(percentText(entry.floor), percentText(entry.cleanBefore), percentText(entry.cleanAfter));
    return text;
}

QVariant BenchMatrixModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !m_table)
        return {};
    const auto at = static_cast<std::size_t>(index.row());
    const BenchRow& row = m_table->rows[at];
    BenchPlace place = BenchPlace::None;
    if (index.column() >= FirstDefense)
        place = m_places[at][static_cast<std::size_t>(index.column() - FirstDefense)];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Subject ? subjectText(row.subject) : percentText(rateAt(index));
    case CountsRole:
        return index.column() == Subject ? countsIn(row) : rateAt(index).hasData() ? countsText(rateAt(index)) : QString();
    case Qt::AccessibleTextRole:
    case Qt::AccessibleDescriptionRole:
        return help(index) + (place == BenchPlace::None ? QString() : QStringLiteral("; ") + placeText(place));
    case Qt::ToolTipRole:
        return literal(help(index) + (place == BenchPlace::None ? QString() : QStringLiteral("; ") + placeText(place)));
    case RateRole:
        return rateAt(index).hasData() ? QVariant(rateAt(index).value()) : QVariant();
    case PlaceRole:
        return static_cast<int>(place);
    default:
        return {};
    }
}

QVariant BenchMatrixModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const QString names[] = {tr("Back door"), tr("Undefended"), tr("Clean fine-tuning")};
    const QString helps[] = {tr("Task, model and attack"), tr("Success rate before any defence"),
                             tr("Success rate after ordinary fine-tuning on clean rows: what a defence has to beat")};
    const QString defense =
        section >= FirstDefense ? shown(m_table->defenses[static_cast<std::size_t>(section - FirstDefense)], 80) : QString();
    if (role == Qt::DisplayRole)
        return section < FirstDefense ? names[section] : defense;
    if (role == Qt::ToolTipRole)
        return literal(section < FirstDefense ? helps[section] : tr("Success rate after the defence %1").arg(defense));
    return {};
}

} // namespace postern
