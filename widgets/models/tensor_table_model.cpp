// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/tensor_table_model.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "widgets/models/display_text.h"

namespace postern {

namespace {

constexpr std::size_t kLongestValue = 600;

/// Tooltips guess rich text, and names from files are untrusted: escaping keeps them literal.
QString escapedToolTip(const QString& text) {
    return text.isEmpty() ? QString() : QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped());
}

QString significant(double value) {
    return QLocale().toString(value, 'g', 5).replace(QLatin1Char('-'), QChar(0x2212));
}

bool isNumberColumn(int column, int firstNumber) {
    return column >= firstNumber;
}

QVariant rightAligned() {
    return QVariant(Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace

QString shapeText(const std::vector<std::int64_t>& shape) {
    QStringList sizes;
    for (const std::int64_t size : shape)
        sizes << QString::number(size); // sizes are names of a kind: no separators
    return sizes.isEmpty() ? QCoreApplication::translate("postern::TensorTableModel", "scalar") : sizes.join(QStringLiteral(" × "));
}

QString bytesText(double bytes) {
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString shareText(double share) {
    constexpr double kSmallest = 0.0001; // per cent
    const double percent = 100 * share;
    if (percent == 0)
        return QStringLiteral("0 %");
    const int digits = percent < 0.01 ? 4 : percent < 1 ? 2 : 1;
    return (percent < kSmallest ? QStringLiteral("< ") : QString()) + QLocale().toString(std::max(percent, kSmallest), 'f', digits) +
           QStringLiteral(" %");
}

QString stateLabel(DiffState state) {
    switch (state) {
    case DiffState::Same:
        return QCoreApplication::translate("postern::TensorDiffModel", "same");
    case DiffState::Changed:
        return QCoreApplication::translate("postern::TensorDiffModel", "changed");
    case DiffState::OnlyInA:
        return QCoreApplication::translate("postern::TensorDiffModel", "only in A");
    case DiffState::OnlyInB:
        break;
    }
    return QCoreApplication::translate("postern::TensorDiffModel", "only in B");
}

void TensorTableModel::setTensors(const std::vector<TensorRow>& tensors) {
    beginResetModel();
    m_tensors = tensors;
    m_statistics.clear();
    endResetModel();
}

void TensorTableModel::setStatistics(const std::vector<TensorStatistics>& statistics) {
    if (!statistics.empty() && statistics.size() != m_tensors.size())
        return;
    m_statistics = statistics;
    if (!m_tensors.empty())
        emit dataChanged(index(0, Norm), index(rowCount() - 1, NotFinite));
}

int TensorTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_tensors.size());
}

int TensorTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

const TensorStatistics* TensorTableModel::statisticsOf(std::size_t at) const {
    return at < m_statistics.size() && m_statistics[at].known ? &m_statistics[at] : nullptr;
}

QString TensorTableModel::display(std::size_t at, int column) const {
    const TensorRow& row = m_tensors[at];
    const TensorStatistics* statistics = statisticsOf(at);
    const QString unknown = m_statistics.empty() ? QString() : QStringLiteral("–");
    switch (column) {
    case Name:
        return shown(row.name);
    case Type:
        return shown(row.dtype);
    case Shape:
        return shapeText(row.shape);
    case Bytes:
        return bytesText(static_cast<double>(row.bytes));
    case Norm:
        return statistics ? significant(statistics->norm) : unknown;
    case Zeros:
        return statistics ? shareText(statistics->zeroShare()) : unknown;
    case NotFinite:
        return statistics ? QLocale().toString(qlonglong{statistics->nan + statistics->infinite}) : unknown;
    default:
        return {};
    }
}

QVariant TensorTableModel::sortKey(std::size_t at, int column) const {
    const TensorRow& row = m_tensors[at];
    const TensorStatistics* statistics = statisticsOf(at);
    switch (column) {
    case Name:
        return static_cast<int>(at); // layer 2 before layer 10, as the rows come
    case Shape: {
        double elements = 1;
        for (const std::int64_t size : row.shape)
            elements *= static_cast<double>(size);
        return elements;
    }
    case Bytes:
        return static_cast<double>(row.bytes);
    case Norm:
        return statistics ? statistics->norm : -1.0;
    case Zeros:
        return statistics ? statistics->zeroShare() : -1.0;
    case NotFinite:
        return statistics ? static_cast<double>(statistics->nan + statistics->infinite) : -1.0;
    default:
        return display(at, column);
    }
}

QString TensorTableModel::help(std::size_t at, int column) const {
    const TensorStatistics* statistics = statisticsOf(at);
    if (column == Name || column == Type || column == Shape || column == Bytes)
        return column == Bytes ? tr("%1 bytes in %2").arg(QLocale().toString(qulonglong{m_tensors[at].bytes}), shown(m_tensors[at].file))
                               : display(at, column);
    if (!m_tensors[at].readable)
        return tr("Values quantized like this are not decoded");
    if (!statistics)
        return tr("Not computed yet");
    if (column == NotFinite)
        return tr("%1 NaN, %2 infinite")
            .arg(QLocale().toString(qlonglong{statistics->nan}), QLocale().toString(qlonglong{statistics->infinite}));
    if (column == Zeros)
        return tr("%1 of %2 elements")
            .arg(QLocale().toString(qlonglong{statistics->zeros}), QLocale().toString(qlonglong{statistics->elements}));
    return tr("From %1 to %2").arg(significant(statistics->least), significant(statistics->greatest));
}

QVariant TensorTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto at = static_cast<std::size_t>(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(at, index.column());
    case Qt::ToolTipRole:
        return escapedToolTip(help(at, index.column()));
    case Qt::TextAlignmentRole:
        return isNumberColumn(index.column(), Bytes) ? rightAligned() : QVariant();
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(headerData(index.column(), Qt::Horizontal).toString(), display(at, index.column()));
    case SortRole:
        return sortKey(at, index.column());
    default:
        return {};
    }
}

QVariant TensorTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical || section < 0 || section >= ColumnCount)
        return role == Qt::DisplayRole && orientation == Qt::Vertical ? QVariant(section + 1) : QVariant();
    const QString names[] = {tr("Tensor"), tr("Type"), tr("Shape"), tr("Size"), tr("Norm"), tr("Zeros"), tr("NaN or infinite")};
    const QString help[] = {tr("Name in the file"),
                            tr("How its elements are stored"),
                            tr("Rows and columns"),
                            tr("Bytes in the file"),
                            tr("Euclidean norm of its finite elements"),
                            tr("Share of elements that are exactly zero"),
                            tr("Elements that are no number or infinite; a sound model has none")};
    if (role == Qt::DisplayRole)
        return names[section];
    if (role == Qt::ToolTipRole)
        return help[section];
    if (role == Qt::TextAlignmentRole && isNumberColumn(section, Bytes))
        return rightAligned();
    return {};
}

void TensorDiffModel::setChanges(const std::vector<TensorChange>& changes) {
    beginResetModel();
    m_changes = changes;
    endResetModel();
}

int TensorDiffModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_changes.size());
}

int TensorDiffModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString TensorDiffModel::display(const TensorChange& change, int column) const {
    const auto side = [](const std::string& dtype, const std::vector<std::int64_t>& shape) {
        return dtype.empty() ? QString() : shown(dtype) + QLatin1Char(' ') + shapeText(shape);
    };
    switch (column) {
    case Name:
        return shown(change.name);
    case State:
        return stateLabel(change.state);
    case TypeAndShape: {
        const QString a = side(change.dtypeA, change.shapeA);
        const QString b = side(change.dtypeB, change.shapeB);
        return a.isEmpty() || a == b ? b : (b.isEmpty() ? a : a + QStringLiteral(" → ") + b);
    }
    case NormA:
        return change.compared ? significant(change.normA) : QStringLiteral("–");
    case NormChange:
        return change.compared ? significant(change.normChange) : QStringLiteral("–");
    case Relative:
        return change.compared ? shareText(change.relative()) : QStringLiteral("–");
    case Largest:
        return change.compared ? significant(change.largest) : QStringLiteral("–");
    default:
        return {};
    }
}

QVariant TensorDiffModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TensorChange& change = m_changes[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return display(change, index.column());
    case Qt::ToolTipRole:
        return escapedToolTip(index.column() >= NormA && change.compared
                                  ? tr("%1 of %2 elements differ")
                                        .arg(QLocale().toString(qlonglong{change.changed}), QLocale().toString(qlonglong{change.elements}))
                                  : display(change, index.column()));
    case Qt::TextAlignmentRole:
        return isNumberColumn(index.column(), NormA) ? rightAligned() : QVariant();
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(headerData(index.column(), Qt::Horizontal).toString(), display(change, index.column()));
    case DiffersRole:
        return change.state != DiffState::Same;
    case SortRole: {
        const double numbers[] = {change.normA, change.normChange, change.relative(), change.largest};
        if (index.column() >= NormA)
            return change.compared ? numbers[index.column() - NormA] : -1.0;
        return index.column() == Name ? QVariant(index.row()) : QVariant(display(change, index.column()));
    }
    default:
        return {};
    }
}

QVariant TensorDiffModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical || section < 0 || section >= ColumnCount)
        return role == Qt::DisplayRole && orientation == Qt::Vertical ? QVariant(section + 1) : QVariant();
    const QString names[] = {tr("Tensor"),         tr("State"),    tr("Type and shape"), tr("Norm of A"),
                             tr("Norm of change"), tr("Relative"), tr("Largest")};
    const QString help[] = {tr("Name in the files"),
                            tr("Whether it is in both, and the same"),
                            tr("How it is stored in A and in B"),
                            tr("Euclidean norm in A"),
                            tr("Euclidean norm of B minus A"),
                            tr("Norm of the change over the norm in A"),
                            tr("The largest change of one element")};
    if (role == Qt::DisplayRole)
        return names[section];
    if (role == Qt::ToolTipRole)
        return help[section];
    if (role == Qt::TextAlignmentRole && isNumberColumn(section, NormA))
        return rightAligned();
    return {};
}

void ConfigDiffModel::setDiff(const std::vector<ConfigChange>& config, const std::vector<FileChange>& files) {
    beginResetModel();
    m_rows = config;
    for (const FileChange& file : files)
        m_rows.push_back({file.name, file.state, {}, {}});
    endResetModel();
}

int ConfigDiffModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConfigDiffModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ConfigDiffModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConfigChange& row = m_rows[static_cast<std::size_t>(index.row())];
    const QString texts[] = {shown(row.key), stateLabel(row.state), shown(row.a, kLongestValue), shown(row.b, kLongestValue)};
    const QString& text = texts[index.column()];
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::ToolTipRole:
        return escapedToolTip(text);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(headerData(index.column(), Qt::Horizontal).toString(), text);
    case SortRole:
        return index.column() == Key ? QVariant(index.row()) : QVariant(text);
    case DiffersRole:
        return row.state != DiffState::Same;
    default:
        return {};
    }
}

QVariant ConfigDiffModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical || section < 0 || section >= ColumnCount)
        return role == Qt::DisplayRole && orientation == Qt::Vertical ? QVariant(section + 1) : QVariant();
    const QString names[] = {tr("Key or file"), tr("State"), tr("In A"), tr("In B")};
    return role == Qt::DisplayRole ? QVariant(names[section]) : QVariant();
}

WordFilterModel::WordFilterModel(int sortRole, int differsRole, QObject* parent)
    : QSortFilterProxyModel(parent), m_differsRole(differsRole) {
    setSortRole(sortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(true);
}

void WordFilterModel::setWords(const QString& text) {
    m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

void WordFilterModel::setDifferencesOnly(bool only) {
    m_differencesOnly = only;
    invalidateFilter();
}

bool WordFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const {
    if (m_differencesOnly && m_differsRole >= 0 && !sourceModel()->index(sourceRow, 0, sourceParent).data(m_differsRole).toBool())
        return false;
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
        for (int column = 0; column < sourceModel()->columnCount(sourceParent); ++column) {
            if (sourceModel()->index(sourceRow, column, sourceParent).data().toString().contains(word, Qt::CaseInsensitive))
                return true;
        }
        return false;
    });
}

} // namespace postern
