// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "engine/checkpoint/weight_values.h"

namespace postern {

/// The relative change of weights over layers: a row for each kind of tensor, a column for each layer, the change as depth
/// of colour. What does not belong to a layer has one cell. Arrow keys move a cell cursor; what it says is also announced.
class HeatStripView final : public QWidget {
    Q_OBJECT

public:
    explicit HeatStripView(QWidget* parent = nullptr);

    void setHeat(const HeatStrip& heat);
    [[nodiscard]] const HeatStrip& heat() const { return m_heat; }

    /// The sentence of a cell: kind, layer and change; empty where there is no cell.
    [[nodiscard]] QString textAt(const QPoint& position) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    /// Row counts those of the layers first, then those outside.
    struct Cell {
        int row = 0;
        int layer = 0;
    };
    struct Geometry {
        int labelWidth = 0;
        int rowHeight = 0;
        double cellWidth = 0;
        int top = 0; ///< below the numbers of the layers
    };

    [[nodiscard]] Geometry geometryNow() const;
    [[nodiscard]] int rowCount() const;
    [[nodiscard]] const HeatStrip::Row& rowAt(int row) const;
    [[nodiscard]] bool isOutside(int row) const;
    [[nodiscard]] QRectF rectOf(const Cell& cell, const Geometry& geometry) const;
    [[nodiscard]] std::optional<Cell> cellAt(const QPoint& position) const;
    [[nodiscard]] QString textOf(const Cell& cell) const;
    [[nodiscard]] QColor colorOf(double value) const;
    void paintLegend(QPainter& painter, const Geometry& geometry) const;
    void moveCursor(int rows, int layers);
    void announce();

    HeatStrip m_heat;
    std::optional<Cell> m_cursor;
};

} // namespace postern
