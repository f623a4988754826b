// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/heat_strip_view.h"

#include <algorithm>
#include <cmath>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "widgets/models/display_text.h"
#include "widgets/models/tensor_table_model.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr double kGap = 1;
constexpr double kWidestCell = 46;
constexpr int kLegendSteps = 24;
constexpr int kLegendWidth = 192;

QColor mixed(const QColor& from, const QColor& to, double share) {
    const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return {channel(from.red(), to.red()), channel(from.green(), to.green()), channel(from.blue(), to.blue())};
}

} // namespace

HeatStripView::HeatStripView(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Change of the weights over the layers"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void HeatStripView::setHeat(const HeatStrip& heat) {
    m_heat = heat;
    m_cursor.reset();
    const QString what = rowCount() == 0 ? tr("nothing to compare") : tr("greatest relative change %1").arg(shareText(heat.greatest));
    setAccessibleDescription(what);
    updateGeometry();
    update();
}

int HeatStripView::rowCount() const {
    return static_cast<int>(m_heat.rows.size() + m_heat.outside.size());
}

bool HeatStripView::isOutside(int row) const {
    return row >= static_cast<int>(m_heat.rows.size());
}

const HeatStrip::Row& HeatStripView::rowAt(int row) const {
    const auto at = static_cast<std::size_t>(row);
    return at < m_heat.rows.size() ? m_heat.rows[at] : m_heat.outside[at - m_heat.rows.size()];
}

HeatStripView::Geometry HeatStripView::geometryNow() const {
    Geometry geometry;
    const QFontMetrics metrics(Theme::instance().font(TextRole::Caption));
    geometry.rowHeight = metrics.height() + 6;
    geometry.top = metrics.height() + space::kTight;
    for (int row = 0; row < rowCount(); ++row)
        geometry.labelWidth = std::max(geometry.labelWidth, metrics.horizontalAdvance(shown(rowAt(row).kind, 80)));
    geometry.labelWidth = std::min(geometry.labelWidth + space::kSmall, width() * 2 / 5) + space::kMedium;
    const int columns = std::max(1, m_heat.layers);
    geometry.cellWidth = std::min(kWidestCell, static_cast<double>(width() - geometry.labelWidth) / columns);
    return geometry;
}

QRectF HeatStripView::rectOf(const Cell& cell, const Geometry& geometry) const {
    // A little air divides what belongs to layers from what does not.
    const int divide = isOutside(cell.row) && !m_heat.rows.empty() ? space::kSmall : 0;
    const double gap = geometry.cellWidth > 4 ? kGap : 0;
    return {geometry.labelWidth + cell.layer * geometry.cellWidth,
            static_cast<double>(geometry.top + cell.row * geometry.rowHeight + divide), geometry.cellWidth - gap,
            geometry.rowHeight - kGap};
}

QColor HeatStripView::colorOf(double value) const {
    const Tokens& tokens = Theme::instance().tokens();
    if (value < 0)
        return Qt::transparent;
    const double level = heatLevel(value, m_heat.greatest);
    return level > 0 ? mixed(tokens.sunken, tokens.accent, level) : tokens.sunken;
}

QString HeatStripView::textOf(const Cell& cell) const {
    const HeatStrip::Row& row = rowAt(cell.row);
    const double value = row.values[static_cast<std::size_t>(cell.layer)];
    const QString change = value < 0   ? tr("not in both, or not comparable")
                           : value > 0 ? tr("changed by %1").arg(shareText(value))
                                       : tr("unchanged");
    return isOutside(cell.row) ? tr("%1: %2").arg(shown(row.kind, 200), change)
                               : tr("%1, layer %2: %3").arg(shown(row.kind, 200)).arg(cell.layer).arg(change);
}

std::optional<HeatStripView::Cell> HeatStripView::cellAt(const QPoint& position) const {
    const Geometry geometry = geometryNow();
    for (int row = 0; row < rowCount(); ++row) {
        const Cell first = {row, 0};
        const QRectF rect = rectOf(first, geometry);
        if (position.y() < rect.top() || position.y() >= rect.top() + geometry.rowHeight || position.x() < rect.left())
            continue;
        const int layer = static_cast<int>((position.x() - rect.left()) / geometry.cellWidth);
        if (layer < static_cast<int>(rowAt(row).values.size()))
            return Cell{row, layer};
    }
    return std::nullopt;
}

QString HeatStripView::textAt(const QPoint& position) const {
    const auto cell = cellAt(position);
    return cell ? textOf(*cell) : QString();
}

QSize HeatStripView::sizeHint() const {
    const Geometry geometry = geometryNow();
    const int divide = m_heat.outside.empty() || m_heat.rows.empty() ? 0 : space::kSmall;
    // The legend takes one row below.
    return {520, geometry.top + (rowCount() + 1) * geometry.rowHeight + divide + space::kSmall};
}

QSize HeatStripView::minimumSizeHint() const {
    return {260, sizeHint().height()};
}

bool HeatStripView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString text = textAt(help->pos());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped()), this);
    return true;
}

void HeatStripView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& tokens = Theme::instance().tokens();
    const Geometry geometry = geometryNow();
    painter.setFont(Theme::instance().font(TextRole::Caption));
    const QFontMetrics metrics = painter.fontMetrics();
    if (rowCount() == 0)
        return;
    painter.setPen(tokens.textMuted);
    // As many layer numbers as fit without touching.
    const int numberWidth = metrics.horizontalAdvance(QString::number(std::max(1, m_heat.layers - 1))) + space::kSmall;
    const int every = std::max(1, static_cast<int>(std::ceil(numberWidth / geometry.cellWidth)));
    if (!m_heat.rows.empty())
        painter.drawText(QRectF(0, 0, geometry.labelWidth - space::kSmall, geometry.top), Qt::AlignLeft | Qt::AlignTop, tr("Layer"));
    for (int layer = 0; layer < m_heat.layers && !m_heat.rows.empty(); layer += every) {
        const QRectF cell = rectOf({0, layer}, geometry);
        painter.drawText(QRectF(cell.center().x() - 40, 0, 80, geometry.top), Qt::AlignHCenter | Qt::AlignTop, QString::number(layer));
    }
    for (int row = 0; row < rowCount(); ++row) {
        const QRectF first = rectOf({row, 0}, geometry);
        const QString label = metrics.elidedText(shown(rowAt(row).kind, 80), Qt::ElideMiddle, geometry.labelWidth - space::kMedium);
        painter.setPen(tokens.textMuted);
        painter.drawText(QRectF(0, first.top(), geometry.labelWidth - space::kSmall, first.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         label);
        for (int layer = 0; layer < static_cast<int>(rowAt(row).values.size()); ++layer) {
            const Cell cell = {row, layer};
            const double value = rowAt(row).values[static_cast<std::size_t>(layer)];
            const QRectF rect = rectOf(cell, geometry);
            painter.fillRect(rect, colorOf(value));
            if (m_cursor && m_cursor->row == row && m_cursor->layer == layer && hasFocus()) {
                painter.setPen(QPen(tokens.text, 2));
                painter.drawRect(rect.adjusted(1, 1, -1, -1));
            }
        }
    }
    paintLegend(painter, geometry);
}

void HeatStripView::paintLegend(QPainter& painter, const Geometry& geometry) const {
    const Tokens& tokens = Theme::instance().tokens();
    const QFontMetrics metrics = painter.fontMetrics();
    const QRectF last = rectOf({rowCount() - 1, 0}, geometry);
    const double top = last.bottom() + space::kSmall;
    if (!(m_heat.greatest > 0)) {
        painter.setPen(tokens.textMuted);
        painter.drawText(QRectF(0, top, width(), geometry.rowHeight), Qt::AlignLeft | Qt::AlignVCenter, tr("No weight differs."));
        return;
    }
    painter.setPen(tokens.textMuted);
    const QString caption = tr("Relative change");
    painter.drawText(QRectF(0, top, geometry.labelWidth - space::kSmall, geometry.rowHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(caption, Qt::ElideRight, geometry.labelWidth - space::kSmall));
    double x = geometry.labelWidth;
    const double height = geometry.rowHeight - 8;
    const auto word = [&](const QString& text) {
        painter.setPen(tokens.textMuted);
        const int advance = metrics.horizontalAdvance(text);
        painter.drawText(QRectF(x, top, advance + 2, geometry.rowHeight), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += advance + space::kTight;
    };
    word(shareText(0));
    painter.fillRect(QRectF(x, top + 4, 10, height), tokens.sunken);
    x += 10 + space::kSmall;
    word(shareText(m_heat.greatest / 1000));
    for (int i = 0; i < kLegendSteps; ++i) {
        const double value = m_heat.greatest * std::pow(10.0, -3.0 + 3.0 * (i + 0.5) / kLegendSteps);
        const double step = static_cast<double>(kLegendWidth) / kLegendSteps;
        painter.fillRect(QRectF(x + i * step, top + 4, step + 0.5, height), colorOf(value));
    }
    x += kLegendWidth + space::kTight;
    word(shareText(m_heat.greatest));
}

void HeatStripView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor(0, -1);
    case Qt::Key_Right:
        return moveCursor(0, 1);
    case Qt::Key_Up:
        return moveCursor(-1, 0);
    case Qt::Key_Down:
        return moveCursor(1, 0);
    default:
        QWidget::keyPressEvent(event);
    }
}

void HeatStripView::moveCursor(int rows, int layers) {
    if (rowCount() == 0)
        return;
    Cell cell = m_cursor.value_or(Cell());
    if (m_cursor) {
        cell.row = std::clamp(cell.row + rows, 0, rowCount() - 1);
        cell.layer += layers;
    }
    cell.layer = std::clamp(cell.layer, 0, static_cast<int>(rowAt(cell.row).values.size()) - 1);
    m_cursor = cell;
    announce();
}

void HeatStripView::announce() {
    if (!m_cursor)
        return;
    const QString text = textOf(*m_cursor);
    setAccessibleDescription(text);
    setStatusTip(text);
    const QRectF rect = rectOf(*m_cursor, geometryNow());
    QToolTip::showText(mapToGlobal(rect.bottomLeft().toPoint()), QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped()), this);
    update();
}

void HeatStripView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void HeatStripView::mousePressEvent(QMouseEvent* event) {
    if (const auto cell = cellAt(event->pos())) {
        m_cursor = cell;
        announce();
    }
}

} // namespace postern
