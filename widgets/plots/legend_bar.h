// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <vector>

#include <QWidget>

#include "widgets/theme/class_style.h"
#include "widgets/theme/tokens.h"

namespace postern {

/// One chip of a legend.
struct LegendEntry {
    int key = 0; ///< the owner's name for the series
    QString text;
    QString detail; ///< n or the latest value, drawn muted
    Marker marker = Marker::None;
    QColor color;
    Qt::PenStyle line = Qt::NoPen;
    double width = 2.0;
};

/// Chips above a plot: click hides a series, double click isolates it (again: shows all). The same code paints the
/// legend of exports. Keyboard: arrows move, Space hides, Enter isolates.
class LegendBar : public QWidget {
    Q_OBJECT

public:
    explicit LegendBar(QWidget* parent = nullptr);

    void setEntries(std::vector<LegendEntry> entries);
    [[nodiscard]] const std::vector<LegendEntry>& entries() const { return m_entries; }
    [[nodiscard]] bool isHiddenKey(int key) const { return m_hidden.contains(key); }
    void setHiddenKeys(std::set<int> keys);
    /// Names alone, in low lines, where height is scarce; exports are never so.
    void setCompact(bool compact);
    /// Where a chip lies, for tests and for the focus ring; empty when there is none.
    [[nodiscard]] QRect chipRect(int key) const;

    /// Height the legend needs at a width.
    [[nodiscard]] double heightAt(double width, const QFont& font) const;
    /// Paints all visible series (an export has no hidden chips).
    void paintStatic(QPainter& painter, const QRectF& rect, const Tokens& tokens, const QFont& font) const;

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void hiddenChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] std::vector<QRectF> layOut(double width, const QFont& font, const std::vector<LegendEntry>& entries, bool compact) const;
    [[nodiscard]] std::vector<QRectF> chips() const; ///< as they lie on the screen
    [[nodiscard]] int indexAt(const QPointF& position) const;
    void toggle(int index);
    void isolate(int index, const std::set<int>& hiddenBefore);

    std::vector<LegendEntry> m_entries;
    std::set<int> m_hidden;
    std::set<int> m_hiddenAtPress;
    bool m_compact = false;
    int m_hovered = -1;
    int m_pressed = -1;
    int m_focused = 0;
    bool m_swallowRelease = false;
};

} // namespace postern
