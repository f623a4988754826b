// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QStringList>

#include "engine/checkpoint/weight_values.h"

namespace postern {

/// The stored tensors of a model and, once they are computed, what their values say.
class TensorTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Type, Shape, Bytes, Norm, Zeros, NotFinite, ColumnCount };
    enum Role { SortRole = Qt::UserRole + 1 };

    using QAbstractTableModel::QAbstractTableModel;

    void setTensors(const std::vector<TensorRow>& tensors);
    /// In the order of the tensors; empty takes the figures away again.
    void setStatistics(const std::vector<TensorStatistics>& statistics);
    [[nodiscard]] bool hasStatistics() const { return !m_statistics.empty(); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString display(std::size_t at, int column) const;
    [[nodiscard]] QVariant sortKey(std::size_t at, int column) const;
    [[nodiscard]] QString help(std::size_t at, int column) const;
    [[nodiscard]] const TensorStatistics* statisticsOf(std::size_t at) const;

    std::vector<TensorRow> m_tensors;
    std::vector<TensorStatistics> m_statistics;
};

/// What two checkpoints' tensors have in common and where they differ.
class TensorDiffModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, State, TypeAndShape, NormA, NormChange, Relative, Largest, ColumnCount };
    enum Role { SortRole = Qt::UserRole + 1, DiffersRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setChanges(const std::vector<TensorChange>& changes);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString display(const TensorChange& change, int column) const;

    std::vector<TensorChange> m_changes;
};

/// Configuration keys and small files of two checkpoints.
class ConfigDiffModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Key, State, ValueA, ValueB, ColumnCount };
    enum Role { SortRole = Qt::UserRole + 1, DiffersRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setDiff(const std::vector<ConfigChange>& config, const std::vector<FileChange>& files);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<ConfigChange> m_rows; ///< files stand last, without values
};

/// Sorts by value, not by text, and filters by words in any column; `DiffersRole` of the first column may be asked for.
class WordFilterModel final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    /// `differsRole` is -1 where the source has none.
    WordFilterModel(int sortRole, int differsRole, QObject* parent = nullptr);

    void setWords(const QString& text);
    void setDifferencesOnly(bool only);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    QStringList m_words;
    int m_differsRole;
    bool m_differencesOnly = false;
};

/// "4096 × 1024", or "scalar".
[[nodiscard]] QString shapeText(const std::vector<std::int64_t>& shape);
/// "1.3 MiB", with the person's number format.
[[nodiscard]] QString bytesText(double bytes);
/// "12.3 %", with as many digits as a small share needs.
[[nodiscard]] QString shareText(double share);
[[nodiscard]] QString stateLabel(DiffState state);

} // namespace postern
