// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keyboard do in a projection; projection_plot.cpp draws it.
#include <algorithm>

#include <QMouseEvent>

#include "widgets/plots/hover_card.h"
#include "widgets/plots/projection_plot.h"
#include "widgets/plots/projection_text.h"
#include "widgets/plots/qcp.h"

namespace postern {

namespace {

constexpr double kPickRadius = 8; // px
constexpr double kClickReach = 4; // px: a press that moves less is a click

} // namespace

std::vector<int> ProjectionPlot::idsNear(const QPointF& position) const {
    const QPointF at = plot().mapFrom(this, position);
    if (!plot().axisRect()->rect().contains(at.toPoint()))
        return {};
    std::vector<std::pair<double, int>> near;
    for (std::size_t i = 0; i < m_now.size(); ++i) {
        if (!isVisiblePoint(i))
            continue;
        const double dx = plot().xAxis->coordToPixel(m_now[i].x()) - at.x();
        const double dy = plot().yAxis->coordToPixel(m_now[i].y()) - at.y();
        if (const double square = dx * dx + dy * dy; square <= kPickRadius * kPickRadius)
            near.emplace_back(square, static_cast<int>(i));
    }
    std::sort(near.begin(), near.end());
    std::vector<int> ids;
    for (const auto& [square, id] : near)
        ids.push_back(id);
    return ids;
}

void ProjectionPlot::onMousePress(QMouseEvent* event) {
    m_pressedAt = event->position();
    m_hoverTimer.stop();
    hideHover();
    setFocus(Qt::MouseFocusReason);
}

void ProjectionPlot::onMouseRelease(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    const QPointF moved = event->position() - m_pressedAt;
    if (plot().interactions().testFlag(QCP::iRangeDrag)) {
        m_userView = m_userView || moved.manhattanLength() >= kClickReach;
        return;
    }
    if (!m_selection || moved.manhattanLength() >= kClickReach)
        return;
    const std::vector<int> near = idsNear(plot().mapTo(this, event->position()));
    const std::vector<int> ids = near.empty() ? near : std::vector<int>{near.front()};
    const SelectionMode mode = selectionModeFor(event->modifiers());
    if (ids.empty() && mode != SelectionMode::Replace)
        return;
    m_selection->apply(ids, mode);
    if (!ids.empty() && m_selection->contains(ids.front()))
        m_selection->setPrimary(ids.front());
}

void ProjectionPlot::selectRect(const QRect& rect, Qt::KeyboardModifiers modifiers) {
    const QRect area = rect.normalized();
    if (!m_selection || (area.width() < kClickReach && area.height() < kClickReach))
        return;
    std::vector<int> ids;
    for (std::size_t i = 0; i < m_now.size(); ++i) {
        if (!isVisiblePoint(i))
            continue;
        const QPointF at(plot().xAxis->coordToPixel(m_now[i].x()), plot().yAxis->coordToPixel(m_now[i].y()));
        if (QRectF(area).contains(at))
            ids.push_back(static_cast<int>(i));
    }
    m_selection->apply(ids, selectionModeFor(modifiers));
}

void ProjectionPlot::onMouseMove(QMouseEvent* event) {
    m_pointer = event->position();
    if (event->buttons() != Qt::NoButton)
        return;
    // Leaving the marked point ends its tooltip at once; a new one takes a moment of rest.
    if (!m_hovered.empty() && idsNear(plot().mapTo(this, m_pointer)) != m_hovered)
        setHovered({}, {});
    m_hoverTimer.start();
}

void ProjectionPlot::leaveEvent(QEvent* event) {
    PlotWidget::leaveEvent(event);
    m_hoverTimer.stop();
    setHovered({}, {});
}

void ProjectionPlot::showHover() {
    setHovered(idsNear(plot().mapTo(this, m_pointer)), plot().mapToGlobal(m_pointer.toPoint()));
}

void ProjectionPlot::setHovered(std::vector<int> ids, const QPoint& globalPosition) {
    const bool same = ids == m_hovered;
    m_hovered = std::move(ids);
    if (m_hovered.empty() || !m_frame) {
        hideHover();
    } else {
        const LayerFrame* layer = shownLayer();
        std::vector<HoverEntry> entries;
        const std::size_t shown = std::min<std::size_t>(m_hovered.size(), HoverCard::kMaxEntries);
        for (std::size_t i = 0; i < shown; ++i)
            entries.push_back(hoverEntry(*m_points, *m_frame, layer, m_method, m_hovered[i], shown == 1, tokens()));
        const int rest = static_cast<int>(m_hovered.size() - shown);
        hoverCard().showEntries(entries, rest > 0 ? tr("and %n more here", nullptr, rest) : QString(), globalPosition);
        setAccessibleDescription(hoverCard().plainText());
    }
    if (same)
        return;
    fillOverlay();
    m_overlay->replot();
    emit hoverChanged();
}

void ProjectionPlot::stepCursor(int direction) {
    const int count = static_cast<int>(m_now.size());
    if (count == 0)
        return;
    int id = m_hovered.empty() ? (direction > 0 ? -1 : count) : m_hovered.front();
    for (int tries = 0; tries < count; ++tries) {
        id = (id + direction + count) % count;
        if (isVisiblePoint(static_cast<std::size_t>(id))) {
            setHovered({id}, mapToGlobal(positionOf(id).toPoint()));
            return;
        }
    }
}

void ProjectionPlot::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down:
        return stepCursor(1);
    case Qt::Key_Left:
    case Qt::Key_Up:
        return stepCursor(-1);
    case Qt::Key_Space:
    case Qt::Key_Return:
        if (m_selection && !m_hovered.empty()) {
            m_selection->apply({m_hovered.front()}, event->key() == Qt::Key_Space ? SelectionMode::Toggle : SelectionMode::Replace);
            m_selection->setPrimary(m_hovered.front());
        }
        return;
    case Qt::Key_Escape:
        setHovered({}, {});
        if (m_selection)
            m_selection->clear();
        return;
    case Qt::Key_0:
        return resetView();
    default:
        PlotWidget::keyPressEvent(event);
    }
}

} // namespace postern
