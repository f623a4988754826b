// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/display_text.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "engine/core/error.h"

namespace postern {

namespace {

QString percentNumber(double share) {
    const double percent = share * 100.0;
    // One decimal is what the counts support; none and all are exact.
    const bool exact = share <= 0.0 || share >= 1.0;
    return QLocale().toString(percent, 'f', exact ? 0 : 1);
}

} // namespace

QString shown(std::string_view text, std::size_t maxBytes) {
    return QString::fromStdString(printable(text, maxBytes));
}

QString percentText(const Rate& rate) {
    if (!rate.hasData())
        return QStringLiteral("–");
    return QCoreApplication::translate("DisplayText", "%1 %").arg(percentNumber(rate.value()));
}

QString countsText(const Rate& rate) {
    if (!rate.hasData())
        return QCoreApplication::translate("DisplayText", "no data");
    const QLocale locale;
    const Interval interval = rate.wilson();
    const QString counts =
        QCoreApplication::translate("DisplayText", "%1 of %2")
            .arg(locale.toString(static_cast<qlonglong>(rate.hits)), locale.toString(static_cast<qlonglong>(rate.total)));
    if (rate.hits == 0)
        return counts + QCoreApplication::translate("DisplayText", " · at most %1 %").arg(percentNumber(interval.high));
    return counts + QCoreApplication::translate("DisplayText", " · %1–%2 %").arg(percentNumber(interval.low), percentNumber(interval.high));
}

QString durationText(double seconds) {
    const auto whole = static_cast<qint64>(std::max(0.0, std::floor(seconds)));
    if (whole < 60)
        return QCoreApplication::translate("DisplayText", "%1 s").arg(whole);
    if (whole < 3600)
        return QCoreApplication::translate("DisplayText", "%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    return QCoreApplication::translate("DisplayText", "%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QLatin1Char('0'));
}

QString remainingText(const std::optional<Interval>& seconds) {
    if (!seconds || !std::isfinite(seconds->high))
        return QCoreApplication::translate("DisplayText", "estimating…");
    // An estimate is rounded to what it knows: 5 s below a minute, minutes above.
    const bool minutes = seconds->high >= 90;
    const double unit = minutes ? 60.0 : 5.0;
    const auto low = static_cast<qint64>(std::floor(std::max(0.0, seconds->low) / unit));
    const auto high = std::max<qint64>(low, static_cast<qint64>(std::ceil(seconds->high / unit)));
    const qint64 scale = minutes ? 1 : 5;
    const QString range = low == high ? QString::number(high * scale) : QStringLiteral("%1–%2").arg(low * scale).arg(high * scale);
    return (minutes ? QCoreApplication::translate("DisplayText", "%1 min left") : QCoreApplication::translate("DisplayText", "%1 s left"))
        .arg(range);
}

} // namespace postern
