// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/projection_plot.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/plots/legend_bar.h"
#include "widgets/plots/projection_text.h"
#include "widgets/plots/qcp.h"
#include "widgets/theme/class_style.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr int kHoverDelay = 150;    // ms
constexpr int kGlideTime = 220;     // ms
constexpr double kMarkerSize = 7;   // px
constexpr std::size_t kDense = 600; // points: beyond, markers shrink and turn translucent

const QPointF kNowhere(std::numeric_limits<double>::quiet_NaN(), 0);

bool isSomewhere(const QPointF& p) {
    return std::isfinite(p.x()) && std::isfinite(p.y());
}

QCPScatterStyle scatter(Marker marker, double size, const QPen& pen, const QBrush& brush) {
    return {markerPath(marker, size), pen, brush, 6.0}; // 6 is QCustomPlot's unit size of custom paths
}

} // namespace

ProjectionPlot::ProjectionPlot(QWidget* parent) : PlotWidget(parent) {
    QCustomPlot& qcp = plot();
    qcp.addLayer(QStringLiteral("marks"), qcp.layer(QStringLiteral("main")));
    m_overlay = qcp.layer(QStringLiteral("marks"));
    m_overlay->setMode(QCPLayer::lmBuffered);
    const auto makeCurve = [&qcp](QCPLayer* layer) {
        auto* curve = new QCPCurve(qcp.xAxis, qcp.yAxis);
        curve->setLineStyle(QCPCurve::lsNone);
        curve->setSelectable(QCP::stNone);
        if (layer)
            curve->setLayer(layer);
        return curve;
    };
    // Drawing order: the many below, the few above.
    for (const RowClass c : {RowClass::Clean, RowClass::Control, RowClass::Known, RowClass::Unknown}) {
        m_curves[static_cast<std::size_t>(c)] = makeCurve(nullptr);
        m_selected[static_cast<std::size_t>(c)] = makeCurve(m_overlay);
    }
    for (auto& curve : m_centroids)
        curve = makeCurve(m_overlay);
    m_ring = makeCurve(m_overlay);
    m_empty = new QCPItemText(&qcp);
    m_empty->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_empty->position->setCoords(0.5, 0.5);
    m_empty->setText(tr("No frame captured yet"));

    qcp.legend->setVisible(false);
    qcp.axisRect()->setupFullAxesBox();
    for (QCPAxis* axis : {qcp.xAxis2, qcp.yAxis2})
        axis->setTicks(false);
    qcp.setInteractions(QCP::iRangeZoom);
    qcp.setFocusPolicy(Qt::NoFocus);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Projection of hidden states"));
    setTool(Tool::Select);

    m_hoverTimer.setSingleShot(true);
    m_hoverTimer.setInterval(kHoverDelay);
    connect(&m_hoverTimer, &QTimer::timeout, this, &ProjectionPlot::showHover);
    m_animation.setDuration(kGlideTime);
    m_animation.setStartValue(0.0);
    m_animation.setEndValue(1.0);
    m_animation.setEasingCurve(QEasingCurve::InOutCubic);
    connect(&m_animation, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) { setProgress(value.toDouble()); });

    connect(&qcp, &QCustomPlot::afterLayout, this, &ProjectionPlot::applyRange);
    connect(&qcp, &QCustomPlot::afterLayout, this, &ProjectionPlot::fitAxisNames);
    connect(&qcp, &QCustomPlot::mousePress, this, &ProjectionPlot::onMousePress);
    connect(&qcp, &QCustomPlot::mouseRelease, this, &ProjectionPlot::onMouseRelease);
    connect(&qcp, &QCustomPlot::mouseMove, this, &ProjectionPlot::onMouseMove);
    connect(&qcp, &QCustomPlot::mouseDoubleClick, this, [this](QMouseEvent* event) {
        if (idsNear(plot().mapTo(this, event->position())).empty())
            resetView();
    });
    connect(&qcp, &QCustomPlot::mouseWheel, this, [this] {
        m_userView = true;
        hideHover();
    });
    connect(qcp.selectionRect(), &QCPSelectionRect::accepted, this,
            [this](const QRect& rect, QMouseEvent* event) { selectRect(rect, event->modifiers()); });
    connect(&legend(), &LegendBar::hiddenChanged, this, [this] {
        for (std::size_t c = 0; c < m_curves.size(); ++c)
            m_curves[c]->setVisible(!legend().isHiddenKey(static_cast<int>(c)));
        setHovered({}, {});
        fillOverlay();
        queueReplot();
    });
    fillLegend();
    restyle();
    updateAxes();
    updateCaption();
}

ProjectionPlot::~ProjectionPlot() = default;

void ProjectionPlot::setPoints(PointsPtr points) {
    m_points = std::move(points);
    m_frame.reset();
    m_extents.clear();
    m_userView = false;
    m_shownLayer = -2;
    m_hovered.clear();
    fillLegend();
    restyle();
    showCoordinates(false);
}

void ProjectionPlot::setFrame(FramePtr frame) {
    m_frame = std::move(frame);
    if (m_frame)
        m_extents.include(*m_frame);
    showCoordinates(true);
}

void ProjectionPlot::includeRange(const Frame& frame) {
    m_extents.include(frame);
    showCoordinates(false);
}

void ProjectionPlot::setLayer(int layer) {
    m_layer = layer;
    m_userView = false;
    showCoordinates(true);
}

void ProjectionPlot::setMethod(Projection method) {
    m_method = method;
    m_userView = false;
    showCoordinates(true);
}

void ProjectionPlot::setSelection(Selection* selection) {
    if (m_selection)
        m_selection->disconnect(this);
    m_selection = selection;
    if (!m_selection)
        return;
    const auto refresh = [this] {
        fillLegend();
        restyle();
        fillOverlay();
        queueReplot();
    };
    connect(m_selection, &Selection::changed, this, refresh);
    connect(m_selection, &Selection::primaryChanged, this, refresh);
    refresh();
}

void ProjectionPlot::setTool(Tool tool) {
    plot().setSelectionRectMode(tool == Tool::Select ? QCP::srmCustom : QCP::srmNone);
    plot().setInteraction(QCP::iRangeDrag, tool == Tool::Pan);
    plot().setCursor(tool == Tool::Pan ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

void ProjectionPlot::setCompact(bool compact) {
    m_compact = compact;
    restyle();
    updateAxes();
    queueReplot();
}

void ProjectionPlot::resetView() {
    m_userView = false;
    queueReplot();
}

const LayerFrame* ProjectionPlot::shownLayer() const {
    return m_frame ? layerOf(*m_frame, m_layer) : nullptr;
}

bool ProjectionPlot::isVisiblePoint(std::size_t id) const {
    return m_points && id < m_points->size() && id < m_now.size() && isSomewhere(m_now[id]) &&
           !legend().isHiddenKey(static_cast<int>((*m_points)[id].rowClass));
}

void ProjectionPlot::showCoordinates(bool glide) {
    const LayerFrame* layer = shownLayer();
    const std::size_t count = m_points ? m_points->size() : 0;
    std::vector<QPointF> next(count, kNowhere);
    if (layer) {
        const auto& coordinates = coordinatesOf(*layer, m_method);
        for (std::size_t i = 0; i < std::min(count, coordinates.size()); ++i)
            if (std::isfinite(coordinates[i][0]) && std::isfinite(coordinates[i][1]))
                next[i] = QPointF(coordinates[i][0], coordinates[i][1]);
    }
    const int number = layer ? layer->layer : -2;
    const QRectF range = (layer ? m_extents.of(m_method, number) : std::nullopt).value_or(QRectF(-1, -1, 2, 2));
    // Only time is interpolated. Between layers or methods nothing lies in between.
    const bool sameSpace = number == m_shownLayer && m_method == m_shownMethod && m_now.size() == count;
    m_animation.stop();
    m_from = sameSpace ? m_now : next;
    m_rangeFrom = sameSpace ? m_rangeNow : range;
    m_to = std::move(next);
    m_rangeTo = range;
    m_shownLayer = number;
    m_shownMethod = m_method;
    setHovered({}, {});
    updateAxes();
    updateCaption();
    if (glide && m_animated && sameSpace && isVisible())
        m_animation.start();
    else
        setProgress(1);
}

void ProjectionPlot::setProgress(double progress) {
    m_now.resize(m_to.size());
    for (std::size_t i = 0; i < m_to.size(); ++i) {
        const bool between = progress < 1 && isSomewhere(m_from[i]) && isSomewhere(m_to[i]);
        m_now[i] = between ? m_from[i] + (m_to[i] - m_from[i]) * progress : m_to[i];
    }
    const auto mix = [progress](double a, double b) { return a + (b - a) * progress; };
    m_rangeNow = progress >= 1 ? m_rangeTo
                               : QRectF(mix(m_rangeFrom.x(), m_rangeTo.x()), mix(m_rangeFrom.y(), m_rangeTo.y()),
                                        mix(m_rangeFrom.width(), m_rangeTo.width()), mix(m_rangeFrom.height(), m_rangeTo.height()));
    fillCurves();
    fillOverlay();
    queueReplot();
}

void ProjectionPlot::fillCurves() {
    std::array<QVector<QCPCurveData>, kRowClassCount> byClass;
    for (std::size_t i = 0; i < m_now.size(); ++i) {
        if (!isSomewhere(m_now[i]))
            continue;
        // The parameter t is the point's id: a datum never loses which row it is.
        byClass[static_cast<std::size_t>((*m_points)[i].rowClass)].append(QCPCurveData(static_cast<double>(i), m_now[i].x(), m_now[i].y()));
    }
    bool any = false;
    for (std::size_t c = 0; c < byClass.size(); ++c) {
        any = any || !byClass[c].isEmpty();
        m_curves[c]->data()->set(byClass[c], true);
    }
    m_empty->setVisible(!any);
    m_empty->setText(!m_frame                       ? tr("No frame captured yet")
                     : m_method == Projection::Tsne ? tr("This frame has no t-SNE")
                                                    : tr("This frame has no points"));
}

void ProjectionPlot::fillOverlay() {
    std::array<QVector<QCPCurveData>, kRowClassCount> chosen;
    std::array<QPointF, kRowClassCount> sum{};
    std::array<int, kRowClassCount> count{};
    for (std::size_t i = 0; i < m_now.size(); ++i) {
        if (!isVisiblePoint(i))
            continue;
        const auto c = static_cast<std::size_t>((*m_points)[i].rowClass);
        sum[c] += m_now[i];
        ++count[c];
        if (m_selection && m_selection->contains(static_cast<int>(i)))
            chosen[c].append(QCPCurveData(static_cast<double>(i), m_now[i].x(), m_now[i].y()));
    }
    for (std::size_t c = 0; c < chosen.size(); ++c) {
        m_selected[c]->data()->set(chosen[c], true);
        m_centroids[c]->data()->clear();
        if (count[c] > 0)
            m_centroids[c]->addData(0, sum[c].x() / count[c], sum[c].y() / count[c]);
    }
    m_ring->data()->clear();
    std::vector<int> ringed;
    if (!m_hovered.empty())
        ringed.push_back(m_hovered.front());
    if (m_selection && m_selection->primary())
        ringed.push_back(*m_selection->primary());
    for (const int id : ringed)
        if (id >= 0 && isVisiblePoint(static_cast<std::size_t>(id)))
            m_ring->addData(id, m_now[static_cast<std::size_t>(id)].x(), m_now[static_cast<std::size_t>(id)].y());
}

void ProjectionPlot::fillLegend() {
    std::array<int, kRowClassCount> count{};
    std::array<int, kRowClassCount> chosen{};
    if (m_points) {
        for (const FramePoint& point : *m_points) {
            const auto c = static_cast<std::size_t>(point.rowClass);
            ++count[c];
            if (m_selection && m_selection->contains(static_cast<int>(&point - m_points->data())))
                ++chosen[c];
        }
    }
    std::vector<LegendEntry> entries;
    for (int c = 0; c < kRowClassCount; ++c) {
        const auto at = static_cast<std::size_t>(c);
        if (count[at] == 0 && m_points)
            continue;
        LegendEntry entry;
        entry.key = c;
        entry.text = classLabel(static_cast<RowClass>(c));
        entry.detail = chosen[at] > 0 ? tr("%1 of %2").arg(chosen[at]).arg(count[at]) : tr("n = %1").arg(count[at]);
        entry.marker = markerOf(static_cast<RowClass>(c));
        entry.color = tokens().rowClass[at];
        entries.push_back(std::move(entry));
    }
    legend().setEntries(std::move(entries));
}

void ProjectionPlot::restyle() {
    const Tokens& t = tokens();
    styleAxes();
    fillLegend();
    const bool dense = m_points && m_points->size() > kDense;
    const double size = kMarkerSize - (dense ? 1.5 : 0) - (m_compact ? 2 : 0);
    const bool fade = m_selection && !m_selection->isEmpty() && !isExporting();
    for (std::size_t c = 0; c < m_curves.size(); ++c) {
        const Marker marker = markerOf(static_cast<RowClass>(c));
        QColor fill = t.rowClass[c];
        QColor edge = t.isDark() ? fill.lighter(115) : fill.darker(118);
        fill.setAlphaF(fade ? 0.16F : dense ? 0.45F : 0.62F);
        edge.setAlphaF(fade ? 0.22F : dense ? 0.70F : 0.95F);
        m_curves[c]->setScatterStyle(scatter(marker, size, QPen(edge, 0.9), fill));
        m_selected[c]->setScatterStyle(scatter(marker, size + 1, QPen(t.text, 1.3), t.rowClass[c]));
        m_centroids[c]->setScatterStyle(scatter(marker, m_compact ? 9 : 14, QPen(t.text, m_compact ? 1.2 : 1.6), t.rowClass[c]));
    }
    m_ring->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(t.accent, 2), Qt::NoBrush, 17));
    m_ring->setVisible(!isExporting()); // the pointer is no part of the picture
    m_empty->setFont(font(TextRole::Body));
    m_empty->setColor(t.textFaint);
    plot().selectionRect()->setPen(QPen(t.accent, 1));
    QColor tint = t.accent;
    tint.setAlphaF(0.12F);
    plot().selectionRect()->setBrush(tint);
    for (QCPAxis* axis : {plot().xAxis, plot().yAxis, plot().xAxis2, plot().yAxis2})
        axis->setBasePen(QPen(t.border, 1));
}

void ProjectionPlot::updateAxes() {
    const LayerFrame* layer = shownLayer();
    const bool measured = layer && m_method == Projection::Pca;
    int component = 0;
    for (QCPAxis* axis : {plot().xAxis, plot().yAxis}) {
        // A t-SNE axis has no meaning, so it gets neither numbers nor a name.
        axis->setTicks(measured);
        axis->setTickLabels(measured);
        axis->setLabel(measured ? pcaAxisLabel(component, layer->explainedVariance[static_cast<std::size_t>(component)], m_compact)
                                : QString());
        axis->grid()->setVisible(measured);
        ++component;
    }
}

void ProjectionPlot::applyRange() {
    if (m_userView)
        return;
    constexpr int kTickDistance = 70; // px
    constexpr int kPasses = 2;
    // The range depends on the room for data, and that on the width of the tick labels: the second pass settles it.
    for (int i = 0; i < kPasses; ++i) {
        const QRect rect = plot().axisRect()->rect();
        const QRectF range = withSquareUnits(m_rangeNow, rect.width(), rect.height());
        const QCPRange x(range.left(), range.right());
        const QCPRange y(range.top(), range.bottom());
        if (plot().xAxis->range() == x && plot().yAxis->range() == y)
            return;
        plot().xAxis->setRange(x);
        plot().yAxis->setRange(y);
        plot().xAxis->ticker()->setTickCount(std::clamp(rect.width() / kTickDistance, 2, 6));
        plot().yAxis->ticker()->setTickCount(std::clamp(rect.height() / kTickDistance, 2, 6));
        for (const auto phase : {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout})
            plot().plotLayout()->update(phase);
    }
}

void ProjectionPlot::fitAxisNames() {
    const LayerFrame* layer = shownLayer();
    if (!layer || m_method != Projection::Pca)
        return;
    const QFontMetricsF metrics(font(TextRole::Caption));
    const QCPAxisRect& rect = *plot().axisRect();
    for (int component = 0; component < 2; ++component) {
        QCPAxis* axis = component == 0 ? plot().xAxis : plot().yAxis;
        const int room = component == 0 ? rect.width() : rect.height();
        const double variance = layer->explainedVariance[static_cast<std::size_t>(component)];
        QString name = pcaAxisLabel(component, variance, m_compact);
        if (metrics.horizontalAdvance(name) > room)
            name = pcaAxisLabel(component, variance, true);
        if (metrics.horizontalAdvance(name) > room) // its number alone
            name = name.section(QStringLiteral(" ·"), 0, 0);
        // A name has the same height whatever it says, so the layout that has just been made stays right.
        if (axis->label() != name)
            axis->setLabel(name);
    }
}

QPointF ProjectionPlot::positionOf(int id) const {
    const auto at = static_cast<std::size_t>(id);
    if (id < 0 || at >= m_now.size() || !isSomewhere(m_now[at]))
        return {};
    const QPointF inPlot(plot().xAxis->coordToPixel(m_now[at].x()), plot().yAxis->coordToPixel(m_now[at].y()));
    return plot().mapTo(this, inPlot);
}

QString ProjectionPlot::caption() const {
    return projectionCaption(m_method, shownLayer(), m_frame.get(), m_points ? m_points->size() : 0, seedText());
}

DataTable ProjectionPlot::table() const {
    if (!m_points || !m_frame || !shownLayer())
        return projectionTable({}, Frame{}, LayerFrame{}, m_method);
    return projectionTable(*m_points, *m_frame, *shownLayer(), m_method);
}

} // namespace postern
