// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/phase_track.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <QPainter>
#include <QPainterPath>

#include "widgets/theme/class_style.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr int kPhaseCount = static_cast<int>(Phase::Reporting) + 1;
constexpr double kDot = 7;
constexpr double kTextLeft = 22;
constexpr double kTextRight = 6;
constexpr double kGap = 4;

/// Every chip is as wide as its word asks for.
std::array<double, kPhaseCount> chipWidths(QFont font) {
    font.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(font);
    std::array<double, kPhaseCount> widths{};
    for (int i = 0; i < kPhaseCount; ++i)
        widths.at(static_cast<std::size_t>(i)) = metrics.horizontalAdvance(phaseLabel(static_cast<Phase>(i))) + kTextLeft + kTextRight;
    return widths;
}

double trackWidth(const QFont& font) {
    const auto widths = chipWidths(font);
    return std::accumulate(widths.begin(), widths.end(), kGap * (kPhaseCount - 1));
}

} // namespace

PhaseTrack::PhaseTrack(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    describe();
}

void PhaseTrack::setPhase(std::optional<Phase> phase, double share) {
    if (phase == m_phase && share == m_share)
        return;
    const bool moved = phase != m_phase;
    m_phase = phase;
    m_share = share;
    if (moved)
        describe();
    update();
}

void PhaseTrack::setEnding(std::optional<RunEnding> ending) {
    m_ending = ending;
    describe();
    update();
}

QSize PhaseTrack::sizeHint() const {
    return {std::max(560, minimumSizeHint().width()), minimumSizeHint().height()};
}

QSize PhaseTrack::minimumSizeHint() const {
    return {static_cast<int>(std::ceil(trackWidth(font()))), fontMetrics().height() + 16};
}

PhaseTrack::ChipState PhaseTrack::stateOf(int index) const {
    if (!m_phase)
        return m_ending == RunEnding::Finished ? ChipState::Done : ChipState::Pending;
    const int now = static_cast<int>(*m_phase);
    if (m_ending == RunEnding::Finished || index < now)
        return ChipState::Done;
    if (index > now)
        return ChipState::Pending;
    if (!m_ending)
        return ChipState::Active;
    return *m_ending == RunEnding::Failed ? ChipState::Failed : ChipState::Stopped;
}

void PhaseTrack::describe() {
    QStringList parts;
    for (int i = 0; i < kPhaseCount; ++i) {
        const QString states[] = {tr("to come"), tr("running"), tr("done"), tr("stopped"), tr("failed")};
        parts << tr("%1: %2").arg(phaseLabel(static_cast<Phase>(i)), states[static_cast<int>(stateOf(i))]);
    }
    setAccessibleName(tr("Phases of the run"));
    setAccessibleDescription(parts.join(QStringLiteral(", ")));
    setToolTip(accessibleDescription().toHtmlEscaped());
}

void PhaseTrack::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::array<double, kPhaseCount> widths = chipWidths(font());
    // What is left over is shared.
    const double spare = (width() - trackWidth(font())) / kPhaseCount;
    double x = 0;
    for (int i = 0; i < kPhaseCount; ++i) {
        const double chipWidth = widths.at(static_cast<std::size_t>(i)) + spare;
        paintChip(painter, QRectF(x, 0, chipWidth, height()).adjusted(0.5, 0.5, -0.5, -0.5), i);
        x += chipWidth + kGap;
    }
}

void PhaseTrack::paintChip(QPainter& painter, const QRectF& chip, int index) const {
    const Tokens& tokens = Theme::instance().tokens();
    const ChipState state = stateOf(index);
    const QColor ink = state == ChipState::Done      ? tokens.ok
                       : state == ChipState::Active  ? tokens.accent
                       : state == ChipState::Failed  ? tokens.danger
                       : state == ChipState::Stopped ? tokens.warning
                                                     : tokens.textFaint;
    QPainterPath outline;
    outline.addRoundedRect(chip, space::kRadius, space::kRadius);
    painter.setPen(QPen(state == ChipState::Pending ? tokens.border : state == ChipState::Done ? tokens.border : ink, 1));
    painter.setBrush(tokens.surface);
    painter.drawPath(outline);
    if (state == ChipState::Active && m_share > 0) {
        painter.save();
        painter.setClipPath(outline);
        painter.setPen(Qt::NoPen);
        painter.fillRect(QRectF(chip.left(), chip.top(), chip.width() * std::min(1.0, m_share), chip.height()), tokens.accentSoft);
        painter.fillRect(QRectF(chip.left(), chip.bottom() - 3, chip.width() * std::min(1.0, m_share), 3), tokens.accent);
        painter.restore();
        painter.setPen(QPen(ink, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(outline);
    }
    // The mark differs in shape, not only in colour: tick, full dot, ring, cross.
    const QPointF mark(chip.left() + 12, chip.center().y());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (state == ChipState::Done) {
        painter.drawPolyline(QPolygonF({mark + QPointF(-4, 0), mark + QPointF(-1, 3.2), mark + QPointF(4.4, -3.6)}));
    } else if (state == ChipState::Failed) {
        painter.drawLine(mark + QPointF(-3, -3), mark + QPointF(3, 3));
        painter.drawLine(mark + QPointF(-3, 3), mark + QPointF(3, -3));
    } else if (state == ChipState::Stopped) {
        painter.setBrush(ink);
        painter.drawRect(QRectF(mark.x() - 3, mark.y() - 3, 6, 6));
    } else {
        if (state == ChipState::Active)
            painter.setBrush(ink);
        painter.drawEllipse(mark, kDot / 2, kDot / 2);
    }
    QFont font = this->font();
    font.setWeight(state == ChipState::Active ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(state == ChipState::Pending ? tokens.textMuted : tokens.text);
    const QRectF textRect = chip.adjusted(kTextLeft - 1, 0, 0, 0);
    const QString text = QFontMetricsF(font).elidedText(phaseLabel(static_cast<Phase>(index)), Qt::ElideRight, textRect.width());
    painter.drawText(textRect, Qt::AlignVCenter | Qt::AlignLeft, text);
}

} // namespace postern
