// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/legend_bar.h"

#include <algorithm>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr double kPadding = 8;
constexpr double kGap = 4;
constexpr double kChipHeight = 24;
constexpr double kCompactPadding = 3;

double swatchWidth(const LegendEntry& entry) {
    return entry.line == Qt::NoPen ? 12 : 30;
}

double chipHeight(const QFont& font, bool compact) {
    const double text = QFontMetricsF(font).height();
    return compact ? text + kCompactPadding : std::max(kChipHeight, text + kPadding);
}

/// Room beside and between what a chip holds.
double chipPadding(bool compact) {
    return compact ? kCompactPadding : kPadding;
}

void paintChip(QPainter& painter, const QRectF& rect, const LegendEntry& entry, const Tokens& tokens, const QFont& font, bool faded,
               bool compact) {
    const QColor ink = faded ? tokens.borderStrong : entry.color;
    const double swatch = swatchWidth(entry);
    const double padding = chipPadding(compact);
    const QPointF middle(rect.left() + padding + swatch / 2, rect.center().y());
    if (entry.line != Qt::NoPen) {
        QPen pen(ink, entry.width, entry.line, Qt::FlatCap);
        painter.setPen(pen);
        painter.drawLine(QPointF(middle.x() - swatch / 2, middle.y()), QPointF(middle.x() + swatch / 2, middle.y()));
    }
    painter.setPen(QPen(faded ? ink : ink.darker(120), 1));
    painter.setBrush(ink);
    painter.drawPath(markerPath(entry.marker, entry.line == Qt::NoPen ? 8.5 : 7).translated(middle));
    painter.setBrush(Qt::NoBrush);

    painter.setFont(font);
    const QFontMetricsF metrics(font);
    const double baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    double x = rect.left() + padding + swatch + 6;
    painter.setPen(faded ? tokens.textFaint : tokens.text);
    painter.drawText(QPointF(x, baseline), entry.text);
    if (compact)
        return;
    x += metrics.horizontalAdvance(entry.text) + 6;
    painter.setPen(faded ? tokens.textFaint : tokens.textMuted);
    painter.drawText(QPointF(x, baseline), entry.detail);
}

} // namespace

LegendBar::LegendBar(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Legend"));
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void LegendBar::setEntries(std::vector<LegendEntry> entries) {
    m_entries = std::move(entries);
    m_focused = std::clamp(m_focused, 0, std::max(0, static_cast<int>(m_entries.size()) - 1));
    updateGeometry();
    update();
}

void LegendBar::setHiddenKeys(std::set<int> keys) {
    if (keys == m_hidden)
        return;
    m_hidden = std::move(keys);
    update();
    emit hiddenChanged();
}

void LegendBar::setCompact(bool compact) {
    if (compact == m_compact)
        return;
    m_compact = compact;
    updateGeometry();
    update();
}

std::vector<QRectF> LegendBar::layOut(double width, const QFont& font, const std::vector<LegendEntry>& entries, bool compact) const {
    const QFontMetricsF metrics(font);
    const double height = chipHeight(font, compact);
    std::vector<QRectF> rects;
    double x = 0;
    double y = 0;
    for (const LegendEntry& entry : entries) {
        const double detail = entry.detail.isEmpty() || compact ? 0 : 6 + metrics.horizontalAdvance(entry.detail);
        const double chip = 2 * chipPadding(compact) + swatchWidth(entry) + 6 + metrics.horizontalAdvance(entry.text) + detail;
        if (x > 0 && x + chip > width) {
            x = 0;
            y += height + kGap;
        }
        rects.emplace_back(x, y, chip, height);
        x += chip + kGap;
    }
    return rects;
}

double LegendBar::heightAt(double width, const QFont& font) const {
    const auto rects = layOut(width, font, m_entries, false);
    return rects.empty() ? 0 : rects.back().bottom();
}

void LegendBar::paintStatic(QPainter& painter, const QRectF& rect, const Tokens& tokens, const QFont& font) const {
    std::vector<LegendEntry> shown;
    std::copy_if(m_entries.begin(), m_entries.end(), std::back_inserter(shown),
                 [this](const LegendEntry& e) { return !isHiddenKey(e.key); });
    const auto rects = layOut(rect.width(), font, shown, false);
    for (std::size_t i = 0; i < rects.size(); ++i)
        paintChip(painter, rects[i].translated(rect.topLeft()), shown[i], tokens, font, false, false);
}

int LegendBar::heightForWidth(int width) const {
    const auto rects = layOut(width, Theme::instance().font(TextRole::Label), m_entries, m_compact);
    return rects.empty() ? 1 : static_cast<int>(rects.back().bottom()) + 1;
}

QSize LegendBar::sizeHint() const {
    return {240, heightForWidth(std::max(width(), 240))};
}

std::vector<QRectF> LegendBar::chips() const {
    return layOut(width(), Theme::instance().font(TextRole::Label), m_entries, m_compact);
}

QRect LegendBar::chipRect(int key) const {
    const auto rects = chips();
    for (std::size_t i = 0; i < rects.size(); ++i)
        if (m_entries[i].key == key)
            return rects[i].toRect();
    return {};
}

int LegendBar::indexAt(const QPointF& position) const {
    const auto rects = chips();
    for (std::size_t i = 0; i < rects.size(); ++i)
        if (rects[i].contains(position))
            return static_cast<int>(i);
    return -1;
}

void LegendBar::paintEvent(QPaintEvent*) {
    const Tokens& tokens = Theme::instance().tokens();
    const QFont font = Theme::instance().font(TextRole::Label);
    const auto rects = chips();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < rects.size(); ++i) {
        const bool focused = hasFocus() && static_cast<int>(i) == m_focused;
        if (static_cast<int>(i) == m_hovered || focused) {
            painter.setPen(focused ? QPen(tokens.accent, 1.5) : QPen(Qt::NoPen));
            painter.setBrush(static_cast<int>(i) == m_hovered ? tokens.accentSoft : QColor(Qt::transparent));
            painter.drawRoundedRect(rects[i].adjusted(1, 1, -1, -1), space::kRadius, space::kRadius);
            painter.setBrush(Qt::NoBrush);
        }
        paintChip(painter, rects[i], m_entries[i], tokens, font, isHiddenKey(m_entries[i].key), m_compact);
    }
}

void LegendBar::toggle(int index) {
    std::set<int> hidden = m_hidden;
    const int key = m_entries[static_cast<std::size_t>(index)].key;
    if (hidden.erase(key) == 0)
        hidden.insert(key);
    setHiddenKeys(std::move(hidden));
}

void LegendBar::isolate(int index, const std::set<int>& hiddenBefore) {
    std::set<int> others;
    const int key = m_entries[static_cast<std::size_t>(index)].key;
    for (const LegendEntry& entry : m_entries)
        if (entry.key != key)
            others.insert(entry.key);
    setHiddenKeys(hiddenBefore == others ? std::set<int>{} : others);
}

void LegendBar::mousePressEvent(QMouseEvent* event) {
    m_pressed = event->button() == Qt::LeftButton ? indexAt(event->position()) : -1;
    m_hiddenAtPress = m_hidden;
}

void LegendBar::mouseReleaseEvent(QMouseEvent* event) {
    const int index = indexAt(event->position());
    if (!m_swallowRelease && index >= 0 && index == m_pressed) {
        m_focused = index;
        toggle(index);
    }
    m_swallowRelease = false;
    m_pressed = -1;
}

void LegendBar::mouseDoubleClickEvent(QMouseEvent* event) {
    // The first click of the pair has already hidden the chip; what counts is the state before it.
    if (const int index = indexAt(event->position()); index >= 0)
        isolate(index, m_hiddenAtPress);
    m_swallowRelease = true;
}

void LegendBar::mouseMoveEvent(QMouseEvent* event) {
    const int index = indexAt(event->position());
    setToolTip(index >= 0 ? tr("Click hides, double click isolates") : QString());
    if (index != m_hovered) {
        m_hovered = index;
        update();
    }
}

void LegendBar::leaveEvent(QEvent*) {
    m_hovered = -1;
    update();
}

void LegendBar::keyPressEvent(QKeyEvent* event) {
    const int count = static_cast<int>(m_entries.size());
    if (count == 0)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        m_focused = (m_focused + count - 1) % count;
        break;
    case Qt::Key_Right:
        m_focused = (m_focused + 1) % count;
        break;
    case Qt::Key_Space:
        toggle(m_focused);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        isolate(m_focused, m_hidden);
        break;
    default:
        return QWidget::keyPressEvent(event);
    }
    update();
}

} // namespace postern
