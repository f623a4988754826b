// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QWidget>

#include "widgets/models/prompt_table_model.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace postern {

class Selection;

/// The evaluated rows as a table: filter, order, and the selection shared with every other view.
class PromptPanel final : public QWidget {
    Q_OBJECT

public:
    /// `selection` must outlive the panel.
    explicit PromptPanel(Selection& selection, QWidget* parent = nullptr);

    void setPoints(const PointsPtr& points);
    void setFrame(const FramePtr& frame);
    void focusFilter();

    [[nodiscard]] QTableView* table() const { return m_table; }
    [[nodiscard]] QLineEdit* filter() const { return m_filter; }
    [[nodiscard]] const PromptFilterModel& rows() const { return m_rows; }

private:
    void showSelection();
    void takeSelection();
    void refilter(const std::function<void()>& change);
    void showCounts();

    Selection& m_selection;
    PromptTableModel m_model;
    PromptFilterModel m_rows;
    QLineEdit* m_filter;
    QComboBox* m_class;
    QCheckBox* m_hits;
    QLabel* m_counts;
    QTableView* m_table;
    bool m_syncing = false;
};

} // namespace postern
