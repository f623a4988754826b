// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/rate_bar.h"

#include <algorithm>

#include <QPainter>

#include "widgets/theme/theme.h"

namespace postern {

RateBar::RateBar(QWidget* parent) : QWidget(parent) {
    setFixedHeight(14);
    setMinimumWidth(80);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&Theme::instance(), &Theme::changed, this, [this] { update(); });
}

void RateBar::setRates(const Rate& before, const Rate& after) {
    m_before = before;
    m_after = after;
    update();
}

void RateBar::paintEvent(QPaintEvent*) {
    const Tokens& tokens = Theme::instance().tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = 4.5;
    const double left = radius + 1;
    const double span = width() - 2 * left;
    const double middle = height() / 2.0;
    const auto x = [&](double share) { return left + span * share; };
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.sunken);
    painter.drawRoundedRect(QRectF(left, middle - 2, span, 4), 2, 2);
    if (m_after.hasData()) {
        const Interval interval = m_after.wilson();
        QColor band = tokens.accent;
        band.setAlphaF(0.35F);
        painter.setBrush(band);
        painter.drawRoundedRect(QRectF(x(interval.low), middle - 3, std::max(2.0, span * (interval.high - interval.low)), 6), 3, 3);
    }
    if (m_before.hasData()) {
        painter.setPen(QPen(tokens.textMuted, 1.6));
        painter.setBrush(tokens.surface);
        painter.drawEllipse(QPointF(x(m_before.value()), middle), radius - 0.8, radius - 0.8);
    }
    if (m_after.hasData()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.accent);
        painter.drawEllipse(QPointF(x(m_after.value()), middle), radius, radius);
    }
}

} // namespace postern
