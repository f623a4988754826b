// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "engine/core/error.h"
#include "widgets/models/scan_models.h"

class QFrame;
class QLabel;
class QModelIndex;
class QPushButton;
class QScrollArea;
class QTableView;
class QVBoxLayout;

namespace postern {

/// The outcome of a scan: the verdict with its reason, the findings with what to do about each, and the files with their hashes.
/// Shows a report; scanning is somebody else's work.
class ScanPanel final : public QWidget {
    Q_OBJECT

public:
    enum class Format { JsonFile, SarifFile };

    explicit ScanPanel(QWidget* parent = nullptr);

    /// Null shows the empty state. A report that is still being hashed may be set, and set again when it is whole.
    void setReport(const ScanReportPtr& report);
    /// Writes the report that is shown. Errors: those of writeFileAtomically; Usage without a report.
    [[nodiscard]] Result<void> save(const QString& path, Format format) const;

signals:
    void scanRequested();
    /// A report could not be written.
    void failed(const postern::Error& error);

private:
    QWidget* makeVerdict();
    QWidget* makeFindings();
    QWidget* makeFiles();
    void showFinding(const QModelIndex& index);
    void copyHashes();
    void askWhereToSave(Format format);

    ScanReportPtr m_report;
    ScanFindingsModel* m_findings;
    ScanFilesModel* m_files;
    QFrame* m_card;
    QLabel* m_verdict;
    QLabel* m_meaning;
    QLabel* m_reason;
    QLabel* m_counts;
    QPushButton* m_saveJson;
    QPushButton* m_saveSarif;
    QWidget* m_body;
    QScrollArea* m_scroll;
    QVBoxLayout* m_parts; ///< findings and files
    QLabel* m_noFindings;
    QTableView* m_findingTable;
    QFrame* m_detail;
    QLabel* m_what;
    QLabel* m_why;
    QLabel* m_advice;
    QTableView* m_fileTable;
    QPushButton* m_copy;
};

} // namespace postern
