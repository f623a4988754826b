// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QAbstractTableModel>
#include <QString>

#include "engine/scan/scan_report.h"

namespace postern {

using ScanReportPtr = std::shared_ptr<const ScanReport>;

// How a scan reads in the window. What a finding says in detail comes from the engine and stays English, as with errors.

/// "Dangerous", "Inconclusive", …
[[nodiscard]] QString verdictText(Verdict verdict);
/// One sentence: what the word claims.
[[nodiscard]] QString verdictMeaningText(Verdict verdict);
/// A value of the style sheet's property "tone": danger, warning for all that is amber, ok.
[[nodiscard]] QString verdictTone(Verdict verdict);
[[nodiscard]] QString severityText(Severity severity);
/// Why the rule of that id matters, and what to do; empty for an unknown id.
[[nodiscard]] QString ruleWhyText(const std::string& id);
[[nodiscard]] QString ruleAdviceText(const std::string& id);

/// The findings of a scan, the worst first.
class ScanFindingsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { SeverityColumn, RuleColumn, FileColumn, WhereColumn, WhatColumn, WhyColumn, AdviceColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setReport(const ScanReportPtr& report);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    ScanReportPtr m_report;
};

/// The files of a scan with their verdicts and hashes, the worst first.
class ScanFilesModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { VerdictColumn, FormatColumn, SizeColumn, FileColumn, HashColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setReport(const ScanReportPtr& report);
    [[nodiscard]] const ScannedFile& fileAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    ScanReportPtr m_report;
    std::vector<std::size_t> m_order; ///< of the report's files, by row
};

} // namespace postern
