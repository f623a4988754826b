// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/models/tensor_table_model.h"

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTableView;

namespace postern {

/// The tensors of a model as a table: filter, order, and figures that are computed on request and can be stopped.
class TensorPanel final : public QWidget {
    Q_OBJECT

public:
    explicit TensorPanel(QWidget* parent = nullptr);

    void setTensors(const std::vector<TensorRow>& tensors);
    void setStatistics(const std::vector<TensorStatistics>& statistics);
    /// What the button and the bar say: idle, or so many elements of so many.
    void setBusy(bool busy);
    void setProgress(qint64 done, qint64 total);

    [[nodiscard]] QTableView* table() const { return m_table; }
    [[nodiscard]] QLineEdit* filter() const { return m_filter; }
    [[nodiscard]] QPushButton* button() const { return m_button; }
    [[nodiscard]] const TensorTableModel& model() const { return m_model; }
    [[nodiscard]] const WordFilterModel& rows() const { return m_rows; }

signals:
    void statisticsRequested();
    void stopRequested();

private:
    void showCounts();
    void showButton();

    TensorTableModel m_model;
    WordFilterModel m_rows;
    QLineEdit* m_filter;
    QLabel* m_counts;
    QPushButton* m_button;
    QProgressBar* m_bar;
    QTableView* m_table;
    bool m_busy = false;
};

} // namespace postern
