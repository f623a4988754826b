// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/scan_models.h"

#include <algorithm>
#include <numeric>

#include <QBrush>
#include <QCoreApplication>
#include <QFontDatabase>

#include "engine/scan/rules.h"
#include "widgets/models/display_text.h"
#include "widgets/models/tensor_table_model.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr std::size_t kMaxPathBytes = 1000;
constexpr std::size_t kMaxSentenceBytes = 1200;

QString ruleText(std::string_view text) {
    return text.empty() ? QString() : QCoreApplication::translate("ScanRules", std::string(text).c_str());
}

QBrush inkOf(Verdict verdict) {
    const Tokens& tokens = Theme::instance().tokens();
    return verdict >= Verdict::Rejected ? tokens.danger : verdict == Verdict::Accepted ? tokens.text : tokens.warning;
}

/// Plain text for a tooltip, which would otherwise guess rich text.
QString literal(const QString& text) {
    return QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped());
}

} // namespace

QString verdictText(Verdict verdict) {
    switch (verdict) {
    case Verdict::Accepted:
        return QCoreApplication::translate("Scan", "Accepted");
    case Verdict::Unsupported:
        return QCoreApplication::translate("Scan", "Unsupported");
    case Verdict::Inconclusive:
        return QCoreApplication::translate("Scan", "Inconclusive");
    case Verdict::Rejected:
        return QCoreApplication::translate("Scan", "Rejected");
    case Verdict::Dangerous:
        return QCoreApplication::translate("Scan", "Dangerous");
    }
    return {};
}

QString verdictMeaningText(Verdict verdict) {
    switch (verdict) {
    case Verdict::Accepted:
        return QCoreApplication::translate(
            "Scan", "The formats cannot carry code, and every rule holds. What the model has learnt is another question.");
    case Verdict::Unsupported:
        return QCoreApplication::translate("Scan", "The format or the architecture is known, but not read.");
    case Verdict::Inconclusive:
        return QCoreApplication::translate("Scan", "The check could not be finished, so nothing is claimed.");
    case Verdict::Rejected:
        return QCoreApplication::translate("Scan", "A rule is broken.");
    case Verdict::Dangerous:
        return QCoreApplication::translate("Scan", "Content was found that can run code when it is loaded.");
    }
    return {};
}

QString verdictTone(Verdict verdict) {
    return verdict >= Verdict::Rejected   ? QStringLiteral("danger")
           : verdict == Verdict::Accepted ? QStringLiteral("ok")
                                          : QStringLiteral("warning");
}

QString severityText(Severity severity) {
    return severity == Severity::Note ? QCoreApplication::translate("Scan", "Note") : verdictText(verdictOf(severity));
}

QString ruleWhyText(const std::string& id) {
    const Rule* const rule = findRule(id);
    return rule ? ruleText(rule->why) : QString();
}

QString ruleAdviceText(const std::string& id) {
    const Rule* const rule = findRule(id);
    return rule ? ruleText(rule->advice) : QString();
}

void ScanFindingsModel::setReport(const ScanReportPtr& report) {
    beginResetModel();
    m_report = report;
    endResetModel();
}

int ScanFindingsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_report ? 0 : static_cast<int>(m_report->findings.size());
}

int ScanFindingsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ScanFindingsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Finding& finding = m_report->findings[static_cast<std::size_t>(index.row())];
    if (role == Qt::ForegroundRole && index.column() == SeverityColumn && finding.severity != Severity::Note)
        return inkOf(verdictOf(finding.severity));
    if (role == Qt::AccessibleTextRole)
        return QStringLiteral("%1: %2").arg(headerData(index.column(), Qt::Horizontal).toString(), data(index).toString());
    if (role == Qt::ToolTipRole)
        return literal(data(index).toString());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case SeverityColumn:
        return severityText(finding.severity);
    case RuleColumn:
        return QString::fromStdString(finding.rule);
    case FileColumn:
        return shown(finding.file, kMaxPathBytes);
    case WhereColumn:
        return shown(insideText(finding), kMaxPathBytes);
    case WhatColumn:
        return shown(finding.what, kMaxSentenceBytes);
    case WhyColumn:
        return ruleWhyText(finding.rule);
    case AdviceColumn:
        return ruleAdviceText(finding.rule);
    default:
        return {};
    }
}

QVariant ScanFindingsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SeverityColumn:
        return tr("Severity");
    case RuleColumn:
        return tr("Rule");
    case FileColumn:
        return tr("File");
    case WhereColumn:
        return tr("Where");
    case WhatColumn:
        return tr("What");
    case WhyColumn:
        return tr("Why it matters");
    case AdviceColumn:
        return tr("What to do");
    default:
        return {};
    }
}

void ScanFilesModel::setReport(const ScanReportPtr& report) {
    beginResetModel();
    m_report = report;
    m_order.resize(report ? report->files.size() : 0);
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    std::stable_sort(m_order.begin(), m_order.end(),
                     [&](std::size_t a, std::size_t b) { return report->files[a].verdict > report->files[b].verdict; });
    endResetModel();
}

const ScannedFile& ScanFilesModel::fileAt(int row) const {
    return m_report->files[m_order[static_cast<std::size_t>(row)]];
}

int ScanFilesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_report ? 0 : static_cast<int>(m_report->files.size());
}

int ScanFilesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ScanFilesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ScannedFile& file = fileAt(index.row());
    if (role == Qt::ForegroundRole && index.column() == VerdictColumn)
        return inkOf(file.verdict);
    if (role == Qt::FontRole && index.column() == HashColumn)
        return QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (role == Qt::TextAlignmentRole && index.column() == SizeColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole)
        return QStringLiteral("%1: %2").arg(headerData(index.column(), Qt::Horizontal).toString(), data(index).toString());
    if (role == Qt::ToolTipRole)
        return literal(data(index).toString());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case VerdictColumn:
        return verdictText(file.verdict);
    case FormatColumn:
        return QString::fromStdString(file.format);
    case SizeColumn:
        return bytesText(static_cast<double>(file.bytes));
    case FileColumn:
        return shown(file.file, kMaxPathBytes);
    case HashColumn:
        return file.sha256.empty() ? tr("not computed") : QString::fromStdString(file.sha256);
    default:
        return {};
    }
}

QVariant ScanFilesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && section == SizeColumn && role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case VerdictColumn:
        return tr("Verdict");
    case FormatColumn:
        return tr("Format");
    case SizeColumn:
        return tr("Size");
    case FileColumn:
        return tr("File");
    case HashColumn:
        return tr("SHA-256");
    default:
        return {};
    }
}

} // namespace postern
