// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/models/tensor_table_model.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QTableView;

namespace postern {

class HeatStripView;

/// Two checkpoints side by side: the change over the layers, the tensors, and the configuration.
class DiffPanel final : public QWidget {
    Q_OBJECT

public:
    explicit DiffPanel(QWidget* parent = nullptr);

    /// Whether there is a model to compare with another one.
    void setReady(bool ready);
    void setDiff(const CheckpointDiff& diff);
    void clear();
    void setBusy(bool busy);
    void setProgress(qint64 done, qint64 total);

    [[nodiscard]] HeatStripView* heatStrip() const { return m_heat; }
    [[nodiscard]] QTableView* tensorTable() const { return m_tensorTable; }
    [[nodiscard]] QTableView* configTable() const { return m_configTable; }
    [[nodiscard]] QCheckBox* differencesOnly() const { return m_differences; }
    [[nodiscard]] QLabel* summary() const { return m_summary; }

signals:
    void folderRequested();
    void fileRequested();
    void stopRequested();

private:
    QWidget* makeEmptyPage();
    QWidget* makeResultPage();
    void refilter();

    TensorDiffModel m_tensors;
    ConfigDiffModel m_config;
    WordFilterModel m_tensorRows;
    WordFilterModel m_configRows;
    QStackedWidget* m_pages;
    QLabel* m_summary = nullptr;
    QLabel* m_notes = nullptr;
    QLabel* m_emptyText = nullptr;
    HeatStripView* m_heat = nullptr;
    QLineEdit* m_filter = nullptr;
    QCheckBox* m_differences = nullptr;
    QTableView* m_tensorTable = nullptr;
    QTableView* m_configTable = nullptr;
    QTabWidget* m_tabs = nullptr;
    QPushButton* m_folder = nullptr;
    QPushButton* m_file = nullptr;
    QPushButton* m_stop = nullptr;
    QProgressBar* m_bar = nullptr;
};

} // namespace postern
