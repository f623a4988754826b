// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/memory_bar.h"

#include <algorithm>

#include <QPainter>
#include <QPainterPath>

#include "widgets/theme/theme.h"

namespace postern {

MemoryBar::MemoryBar(QWidget* parent) : QWidget(parent) {
    setFixedHeight(10);
    setMinimumWidth(80);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&Theme::instance(), &Theme::changed, this, [this] { update(); });
}

void MemoryBar::setEstimate(const RunEstimate& estimate) {
    const auto need = static_cast<double>(estimate.memory.high);
    const double there = estimate.available ? static_cast<double>(*estimate.available) : need;
    const double whole = std::max({need, there, 1.0});
    m_low = static_cast<double>(estimate.memory.low) / whole;
    m_high = need / whole;
    m_limit = there / whole;
    m_fits = estimate.fits();
    update();
}

void MemoryBar::paintEvent(QPaintEvent*) {
    const Tokens& tokens = Theme::instance().tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double width = this->width();
    const QRectF groove(0, height() / 2.0 - 3, width, 6);
    const auto part = [&](double from, double to) { return QRectF(width * from, groove.top(), width * (to - from), groove.height()); };
    QPainterPath round;
    round.addRoundedRect(groove, 3, 3);
    painter.setClipPath(round);
    painter.fillRect(groove, tokens.sunken);
    const QColor solid = m_fits ? tokens.accent : tokens.danger;
    QColor pale = solid;
    pale.setAlphaF(0.4F);
    // A need too small to see is still a need.
    const double low = std::max(m_low, std::min(1.0, 3 / std::max(1.0, width)));
    painter.fillRect(part(0, low), solid);
    painter.fillRect(part(low, std::max(low, m_high)), pale);
    painter.setClipping(false);
    if (m_limit < 1) {
        painter.setBrush(tokens.text);
        painter.drawRoundedRect(QRectF(width * m_limit - 1, 0, 2, height()), 1, 1);
    }
}

} // namespace postern
