// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/bench_models.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QFont>
#include <QLocale>

#include "widgets/models/display_text.h"

namespace postern {

namespace {

QString percentOf(double share, int digits = 1) {
    return std::isnan(share) ? QStringLiteral("–")
                             : QCoreApplication::translate("BenchModels", "%1 %").arg(QLocale().toString(100 * share, 'f', digits));
}

/// Plain text for a tooltip, which would otherwise guess rich text.
QString literal(const QString& text) {
    return text.isEmpty() ? QString() : QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped());
}

/// Names to the left, numbers to the right; the worst back door is a number with a name.
QVariant alignmentOf(int column) {
    const bool isName = column == BenchSummaryModel::Defense || column == BenchSummaryModel::Worst;
    return QVariant((isName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

QFont placeFont(BenchPlace place) {
    QFont font;
    font.setBold(place == BenchPlace::Best);
    font.setItalic(place == BenchPlace::Second);
    return font;
}

} // namespace

QString placeText(BenchPlace place) {
    switch (place) {
    case BenchPlace::Best:
        return QCoreApplication::translate("BenchModels", "best");
    case BenchPlace::Second:
        return QCoreApplication::translate("BenchModels", "second best");
    case BenchPlace::None:
        break;
    }
    return {};
}

QString subjectText(const BenchSubject& subject) {
    return QStringLiteral("%1 · %2 · %3").arg(shown(subject.task, 60), shown(subject.model, 60), shown(subject.attack, 60));
}

QString pointsText(double points) {
    if (std::isnan(points))
        return QStringLiteral("–");
    const QString number = QLocale().toString(std::abs(points), 'f', 1);
    const bool zero = std::abs(points) < 0.05;
    return QCoreApplication::translate("BenchModels", "%1 points")
        .arg(zero ? number : (points < 0 ? QStringLiteral("−") : QStringLiteral("+")) + number);
}

QString estimateText(const BenchEstimate& estimate) {
    const auto words = [](const char* text) { return QCoreApplication::translate("BenchModels", text); };
    if (estimate.cells == 0)
        return words(QT_TRANSLATE_NOOP("BenchModels", "No run with held-out known triggers is done yet."));
    const QLocale locale;
    QString text = BenchSummaryModel::tr("Over %n run(s) with held-out known triggers:", nullptr, static_cast<int>(estimate.cells));
    text += QLatin1Char(' ');
    if (std::isnan(estimate.pearson))
        text += words(QT_TRANSLATE_NOOP("BenchModels", "too few or too equal values for a correlation;"));
    else
        text += words(QT_TRANSLATE_NOOP("BenchModels", "correlation with the true rate %1 (of the ranks %2);"))
                    .arg(locale.toString(estimate.pearson, 'f', 2),
                         std::isnan(estimate.spearman) ? QStringLiteral("–") : locale.toString(estimate.spearman, 'f', 2));
    text += QLatin1Char(' ');
    const QString bias = locale.toString(std::abs(estimate.bias), 'f', 1);
    if (std::abs(estimate.bias) < 0.05)
        text += words(QT_TRANSLATE_NOOP("BenchModels", "no bias on the mean;"));
    else if (estimate.bias < 0)
        text += words(QT_TRANSLATE_NOOP("BenchModels", "on the mean the estimate is %1 points too low;")).arg(bias);
    else
        text += words(QT_TRANSLATE_NOOP("BenchModels", "on the mean the estimate is %1 points too high;")).arg(bias);
    return text + QLatin1Char(' ') +
           words(QT_TRANSLATE_NOOP("BenchModels", "its mean absolute error is %1 points."))
               .arg(locale.toString(estimate.meanAbsolute, 'f', 1));
}

void BenchSummaryModel::setTable(BenchTablePtr table) {
    beginResetModel();
    m_table = std::move(table);
    m_places = m_table ? summaryPlaces(m_table->summaries) : std::vector<BenchPlace>();
    endResetModel();
}

int BenchSummaryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_table ? 0 : static_cast<int>(m_table->summaries.size());
}

int BenchSummaryModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString BenchSummaryModel::display(const BenchSummary& s, int column) const {
    const QLocale locale;
    switch (column) {
    case Defense:
        return shown(s.defense, 80);
    case BackDoors:
        return locale.toString(static_cast<qulonglong>(s.attacks));
    case Attack:
        return s.attacks == 0 ? QStringLiteral("–")
                              : tr("%1 (%2–%3)")
                                    .arg(percentOf(s.attack), locale.toString(100 * s.attackInterval.low, 'f', 1),
                                         locale.toString(100 * s.attackInterval.high, 'f', 1));
    case Seeds:
        return std::isnan(s.seedDeviation) || s.attacks == 0 ? QStringLiteral("–")
                                                             : tr("± %1").arg(locale.toString(100 * s.seedDeviation, 'f', 1));
    case Worst:
        return s.worst ? tr("%1 · %2").arg(percentText(s.worstRate), shown(s.worst->attack, 60)) : QStringLiteral("–");
    case CleanChange:
        return s.attacks == 0 ? QStringLiteral("–") : pointsText(s.cleanChange);
    case Damage:
        return s.damage ? pointsText(*s.damage) : QStringLiteral("–");
    case Seconds:
        return std::isnan(s.seconds) || s.seconds <= 0 ? QStringLiteral("–") : durationText(s.seconds);
    default:
        return {};
    }
}

QString BenchSummaryModel::help(const BenchSummary& s, int column) const {
    switch (column) {
    case Defense:
    case BackDoors:
    case Attack:
        return tr("Mean over %n back door(s) that took and survive clean fine-tuning", nullptr, static_cast<int>(s.attacks)) +
               QStringLiteral("; ") + tr("%n run(s)", nullptr, static_cast<int>(s.runs)) + QStringLiteral("; ") +
               tr("over all %1 that took: %2; floor %3").arg(QString::number(s.allCount), percentOf(s.allAttacks), percentOf(s.floor));
    case Worst:
        return s.worst ? subjectText(*s.worst) + QStringLiteral(": ") + percentText(s.worstRate) + QStringLiteral(", ") +
                             countsText(s.worstRate)
                       : QString();
    case Damage:
        return tr("%n run(s) on models without a back door", nullptr, static_cast<int>(s.damageRuns));
    default:
        return {};
    }
}

QVariant BenchSummaryModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !m_table)
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const BenchSummary& summary = m_table->summaries[row];
    const BenchPlace place = m_places[row];
    const bool marked = index.column() == Attack && place != BenchPlace::None;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        const QString text = display(summary, index.column());
        return marked ? tr("%1 · %2").arg(text, placeText(place)) : text;
    }
    case Qt::ToolTipRole:
        return literal(help(summary, index.column()));
    case Qt::FontRole:
        return marked ? QVariant(placeFont(place)) : QVariant();
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    case PlaceRole:
        return static_cast<int>(place);
    default:
        return {};
    }
}

QVariant BenchSummaryModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const QString names[] = {tr("Defence"),         tr("Back doors"),  tr("Mean ASR (95 %)"), tr("Seeds"),
                             tr("Worst back door"), tr("CACC change"), tr("Damage"),          tr("A run")};
    const QString helps[] = {
        tr("A defence, or a setting of one"),
        tr("How many back doors the means are over; places are given among defences with the most"),
        tr("Success rate of the secret triggers after the defence: mean over back doors with its interval"),
        tr("Standard deviation of that mean over the seeds, in points"),
        tr("The back door that stays strongest"),
        tr("Mean change of clean accuracy, in points"),
        tr("The same on models that have no back door"),
        tr("Mean time of a run"),
    };
    if (role == Qt::DisplayRole)
        return names[section];
    if (role == Qt::ToolTipRole)
        return literal(helps[section]);
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    return {};
}

} // namespace postern
