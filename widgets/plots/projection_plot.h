// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

#include <QPointer>
#include <QTimer>
#include <QVariantAnimation>

#include "engine/run/run_events.h"
#include "widgets/plots/plot_widget.h"
#include "widgets/plots/projection_data.h"
#include "widgets/selection/selection.h"

class QCPCurve;
class QCPItemText;
class QCPLayer;
class QMouseEvent;

namespace postern {

/// Hidden states in two dimensions: one marker and colour per class, the same axes for all frames of a run.
/// Drag selects, wheel zooms, double click on empty ground resets; arrow keys step through the points.
class ProjectionPlot : public PlotWidget {
    Q_OBJECT

public:
    enum class Tool { Select, Pan };

    explicit ProjectionPlot(QWidget* parent = nullptr);
    ~ProjectionPlot() override;

    /// A new run: forgets frames and ranges.
    void setPoints(PointsPtr points);
    /// Shows a key frame; points glide there when animation is on and the plot is visible.
    void setFrame(FramePtr frame);
    /// Lets the axes cover frames that are not shown yet (replay of a whole run).
    void includeRange(const Frame& frame);
    /// A layer's number; -1 is the last captured one.
    void setLayer(int layer);
    void setMethod(Projection method);
    void setSelection(Selection* selection);
    void setTool(Tool tool);
    void setAnimated(bool animated) { m_animated = animated; }
    /// Smaller marks and shorter axis names, for panels beside each other.
    void setCompact(bool compact);
    void resetView();

    [[nodiscard]] int layer() const { return m_layer; }
    [[nodiscard]] Projection method() const { return m_method; }
    [[nodiscard]] FramePtr frame() const { return m_frame; }
    [[nodiscard]] PointsPtr points() const { return m_points; }
    [[nodiscard]] bool isAnimating() const { return m_animation.state() == QAbstractAnimation::Running; }

    /// Where a point is drawn now, in coordinates of this widget; for tests, tours and linked views.
    [[nodiscard]] QPointF positionOf(int id) const;
    /// Visible points within reach of a position of this widget, nearest first.
    [[nodiscard]] std::vector<int> idsNear(const QPointF& position) const;
    [[nodiscard]] const std::vector<int>& hoveredIds() const { return m_hovered; }

    [[nodiscard]] QString caption() const override;
    [[nodiscard]] DataTable table() const override;

signals:
    void hoverChanged();

protected:
    void restyle() override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] bool isVisiblePoint(std::size_t id) const;
    [[nodiscard]] const LayerFrame* shownLayer() const;
    void showCoordinates(bool glide);
    void setProgress(double progress);
    void fillCurves();
    void fillOverlay();
    void fillLegend();
    void applyRange();
    void fitAxisNames();
    void updateAxes();
    void onMousePress(QMouseEvent* event);
    void onMouseRelease(QMouseEvent* event);
    void onMouseMove(QMouseEvent* event);
    void selectRect(const QRect& rect, Qt::KeyboardModifiers modifiers);
    void showHover();
    void setHovered(std::vector<int> ids, const QPoint& globalPosition);
    void stepCursor(int direction);

    PointsPtr m_points;
    FramePtr m_frame;
    int m_layer = -1;
    Projection m_method = Projection::Pca;
    QPointer<Selection> m_selection;
    ProjectionExtents m_extents;
    bool m_animated = true;
    bool m_compact = false;
    bool m_userView = false; ///< zoomed or panned by hand: leave the axes alone
    int m_shownLayer = -2;
    Projection m_shownMethod = Projection::Pca;

    std::vector<QPointF> m_from;
    std::vector<QPointF> m_to;
    std::vector<QPointF> m_now;
    QRectF m_rangeFrom;
    QRectF m_rangeTo;
    QRectF m_rangeNow;
    QVariantAnimation m_animation;

    std::array<QCPCurve*, kRowClassCount> m_curves{};
    std::array<QCPCurve*, kRowClassCount> m_selected{};
    std::array<QCPCurve*, kRowClassCount> m_centroids{};
    QCPCurve* m_ring = nullptr;
    QCPLayer* m_overlay = nullptr;
    QCPItemText* m_empty = nullptr;

    QTimer m_hoverTimer;
    QPointF m_pointer;
    QPointF m_pressedAt;
    std::vector<int> m_hovered;
};

} // namespace postern
