// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include "engine/run/run_events.h"

namespace postern {

/// The evaluated rows of a run, with the answers at one key frame. A row's number is the point's id.
class PromptTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Class, Trigger, Passage, Expected, Answer, Hit, ColumnCount };
    enum Role { RowClassRole = Qt::UserRole + 1, HitRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setPoints(const PointsPtr& points);
    /// Null, or a frame of the same points.
    void setFrame(const FramePtr& frame);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    /// Made printable once: the same text is asked for at every paint.
    struct Row {
        RowClass rowClass;
        QString trigger;
        QString passage;
        QString expected;
    };

    [[nodiscard]] QString display(const Row& row, std::size_t at, int column) const;
    [[nodiscard]] bool hasAnswer(std::size_t at) const;
    [[nodiscard]] bool isHit(std::size_t at) const;

    std::vector<Row> m_rows;
    FramePtr m_frame;
};

/// Filters by words in any column and by class.
class PromptFilterModel final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit PromptFilterModel(QObject* parent = nullptr);

    /// Every word must occur in some column; case does not matter.
    void setWords(const QString& text);
    /// -1 shows all classes.
    void setRowClass(int rowClass);
    void setHitsOnly(bool hitsOnly);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    QStringList m_words;
    int m_rowClass = -1;
    bool m_hitsOnly = false;
};

} // namespace postern
