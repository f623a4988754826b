// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QAbstractTableModel>

#include "engine/bench/bench_table.h"

namespace postern {

using BenchTablePtr = std::shared_ptr<const BenchTable>;

[[nodiscard]] QString placeText(BenchPlace place); ///< "best", "second best", or nothing
/// "Task · model · attack", made printable.
[[nodiscard]] QString subjectText(const BenchSubject& subject);
/// "+0.4 points", a dash for NaN.
[[nodiscard]] QString pointsText(double points);

/// One defence a row, over all back doors that count.
class BenchSummaryModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Defense, BackDoors, Attack, Seeds, Worst, CleanChange, Damage, Seconds, ColumnCount };
    enum Role { PlaceRole = Qt::UserRole + 1 };

    using QAbstractTableModel::QAbstractTableModel;
    void setTable(BenchTablePtr table);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString display(const BenchSummary& summary, int column) const;
    [[nodiscard]] QString help(const BenchSummary& summary, int column) const;

    BenchTablePtr m_table;
    std::vector<BenchPlace> m_places;
};

/// One back door a row; before any defence, after clean fine-tuning, and after each defence.
class BenchMatrixModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Subject, Undefended, Surviving, FirstDefense };
    /// Rate (0–1, absent without data), BenchPlace as a number, and the second line of a cell.
    enum Role { RateRole = Qt::UserRole + 1, PlaceRole, CountsRole };

    using QAbstractTableModel::QAbstractTableModel;
    void setTable(BenchTablePtr table);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] Rate rateAt(const QModelIndex& index) const;
    [[nodiscard]] QString help(const QModelIndex& index) const;
    [[nodiscard]] QString countsIn(const BenchRow& row) const;

    BenchTablePtr m_table;
    std::vector<std::vector<BenchPlace>> m_places;
};

/// What the held-out estimate is worth, in sentences.
[[nodiscard]] QString estimateText(const BenchEstimate& estimate);

} // namespace postern
