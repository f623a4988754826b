// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include <QWidget>

#include "engine/bench/bench_table.h"
#include "widgets/models/bench_models.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTabWidget;

namespace postern {

class EstimatePlot;

/// The tables of a benchmark and what the held-out estimate is worth, with their export.
class BenchResults final : public QWidget {
    Q_OBJECT

public:
    enum class Format { Markdown, Csv, Latex, JsonFile };

    explicit BenchResults(QWidget* parent = nullptr);

    /// Both null where there is nothing to show. `record` is what the table was made of.
    void setResults(const BenchTablePtr& table, const std::shared_ptr<const BenchRecord>& record);
    /// Writes the tables. Errors: Usage where there are none, those of writeFileAtomically.
    Result<void> save(const std::filesystem::path& path, Format format) const;

    [[nodiscard]] const BenchSummaryModel& summary() const { return *m_summary; }
    [[nodiscard]] const BenchMatrixModel& matrix() const { return *m_matrix; }
    [[nodiscard]] QTableView* matrixView() const { return m_matrixView; }
    [[nodiscard]] EstimatePlot* estimate() const { return m_estimate; }
    [[nodiscard]] QTabWidget* tabs() const { return m_tabs; }
    [[nodiscard]] QLabel* headline() const { return m_headline; }

signals:
    void failed(const Error& error);
    void saved(const QString& path);

private:
    QWidget* makeSummary();
    QWidget* makeMatrix();
    QWidget* makeEstimate();
    QWidget* makeHead();
    void askWhereToSave(Format format);
    void fitColumns();

    BenchTablePtr m_table;
    std::shared_ptr<const BenchRecord> m_record;
    BenchSummaryModel* m_summary;
    BenchMatrixModel* m_matrix;
    QLabel* m_headline = nullptr;
    QLabel* m_fine = nullptr;
    QLabel* m_words = nullptr;
    QPushButton* m_export = nullptr;
    QTableView* m_summaryView = nullptr;
    QTableView* m_matrixView = nullptr;
    EstimatePlot* m_estimate = nullptr;
    QTabWidget* m_tabs = nullptr;
    QStackedWidget* m_pages = nullptr;
};

} // namespace postern
