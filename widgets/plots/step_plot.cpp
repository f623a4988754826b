// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/step_plot.h"

#include <algorithm>
#include <cmath>

#include <QLocale>
#include <QMouseEvent>

#include "widgets/plots/qcp.h"
#include "widgets/theme/class_style.h"

namespace postern {

namespace {

constexpr int kFlagPadding = 6; // px
constexpr double kReach = 24;   // px: a pointer further from every measured step means none

/// Steps are whole numbers, however few there are.
class StepTicker final : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override { return std::max(1.0, std::floor(QCPAxisTicker::getTickStep(range))); }
};

} // namespace

StepPlot::StepPlot(QWidget* parent) : PlotWidget(parent) {
    QCustomPlot& qcp = plot();
    qcp.addLayer(QStringLiteral("phases"), qcp.layer(QStringLiteral("background")));
    qcp.addLayer(QStringLiteral("marks"), qcp.layer(QStringLiteral("axes")));
    m_overlay = qcp.layer(QStringLiteral("marks"));
    m_overlay->setMode(QCPLayer::lmBuffered);
    const auto makeLine = [this, &qcp] {
        auto* line = new QCPItemStraightLine(&qcp);
        line->setLayer(m_overlay);
        line->setVisible(false);
        line->setSelectable(false);
        return line;
    };
    m_pointer = makeLine();
    m_cursor = makeLine();
    m_cursorName = new QCPItemText(&qcp);
    m_cursorName->setLayer(m_overlay);
    m_cursorName->setVisible(false);
    m_cursorName->setSelectable(false);
    // Its flag hangs below the axis, over the numbers it stands for: within, it would hide what is measured there.
    m_cursorName->setClipToAxisRect(false);
    m_cursorName->setPositionAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_cursorName->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_cursorName->setPadding(QMargins(kFlagPadding, 7, kFlagPadding, 3)); // on a line with the numbers of the axis

    // The strip above the plot is where phases are named; data never runs under a name.
    qcp.axisRect()->setMinimumMargins(QMargins(0, 22, 10, 0));
    qcp.axisRect()->setupFullAxesBox();
    for (QCPAxis* axis : {qcp.xAxis2, qcp.yAxis2})
        axis->setVisible(false);
    qcp.legend->setVisible(false);
    qcp.xAxis->setLabel(tr("optimizer step"));
    qcp.xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new StepTicker));
    qcp.xAxis->setRange(0, 1);
    qcp.setFocusPolicy(Qt::NoFocus);
    setFocusPolicy(Qt::StrongFocus);
    connect(&qcp, &QCustomPlot::afterLayout, this, &StepPlot::fitPhaseNames);
    connect(&qcp, &QCustomPlot::afterLayout, this, &StepPlot::fitFlag);
    connect(&qcp, &QCustomPlot::mouseMove, this, &StepPlot::onMouseMove);
    connect(&qcp, &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) {
        if (event->button() != Qt::LeftButton)
            return;
        if (const auto step = nearestStep(event->position().x()))
            emit stepActivated(*step);
    });
}

void StepPlot::setPhases(const std::vector<PhaseStarted>& phases) {
    for (const PhaseMark& mark : m_marks) {
        plot().removeItem(mark.area);
        plot().removeItem(mark.name);
    }
    m_marks.clear();
    for (const PhaseStarted& phase : phases)
        addPhase(phase);
    layOutPhases();
    queueReplot();
}

void StepPlot::addPhase(const PhaseStarted& phase) {
    if (phase.phase == Phase::Loading || phase.phase == Phase::Reporting)
        return;
    auto* area = new QCPItemRect(&plot());
    area->setLayer(QStringLiteral("phases"));
    area->setSelectable(false);
    area->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    area->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    auto* name = new QCPItemText(&plot());
    name->setLayer(QStringLiteral("phases"));
    name->setSelectable(false);
    name->setClipToAxisRect(false);
    name->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    name->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
    m_marks.push_back({phase, area, name});
    layOutPhases();
    restyle();
    queueReplot();
}

void StepPlot::setCursorStep(std::optional<int> step) {
    m_cursorStep = step;
    m_cursor->setVisible(step.has_value());
    m_cursorName->setVisible(step.has_value());
    if (step) {
        m_cursor->point1->setCoords(*step, 0);
        m_cursor->point2->setCoords(*step, 1);
        m_cursorName->position->setCoords(*step, 1);
        m_cursorName->setText(QLocale().toString(*step));
    }
    queueReplot();
}

void StepPlot::setLastStep(int step) {
    m_plannedEnd = step;
    stepsChanged();
}

int StepPlot::lastStep() const {
    int last = std::max(m_plannedEnd, 1);
    if (!measuredSteps().empty())
        last = std::max(last, measuredSteps().back());
    for (const PhaseMark& mark : m_marks)
        last = std::max(last, mark.phase.step);
    return last;
}

double StepPlot::positionOfStep(int step) const {
    return plot().mapTo(this, QPointF(plot().xAxis->coordToPixel(step), 0)).x();
}

void StepPlot::resetSteps() {
    m_plannedEnd = 0;
    setPhases({});
    setCursorStep(std::nullopt);
    setHoveredStep(std::nullopt, {});
    stepsChanged();
}

void StepPlot::stepsChanged() {
    const double last = lastStep();
    plot().xAxis->setRange(-0.015 * last, 1.02 * last);
    layOutPhases();
    queueReplot();
}

void StepPlot::layOutPhases() {
    // Baseline and final are moments, not spans: they own the margin outside the first and last step.
    const double margin = 2.0 * lastStep();
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const double begin = i == 0 ? -margin : m_marks[i].phase.step;
        const double end = i + 1 < m_marks.size() ? m_marks[i + 1].phase.step : margin;
        m_marks[i].area->topLeft->setCoords(begin, 0);
        m_marks[i].area->bottomRight->setCoords(end, 1);
        m_marks[i].name->position->setCoords(std::max(0.0, begin), -0.012);
    }
}

void StepPlot::fitFlag() {
    if (!m_cursorStep)
        return;
    // At an edge the flag turns inward instead of being cut.
    const double half = QFontMetricsF(m_cursorName->font()).horizontalAdvance(m_cursorName->text()) / 2 + kFlagPadding;
    const double at = plot().xAxis->coordToPixel(*m_cursorStep);
    const Qt::AlignmentFlag side = at + half > plot().viewport().width() ? Qt::AlignRight : at < half ? Qt::AlignLeft : Qt::AlignHCenter;
    m_cursorName->setPositionAlignment(side | Qt::AlignTop);
}

void StepPlot::fitPhaseNames() {
    const double right = plot().axisRect()->right();
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const double begin = plot().xAxis->coordToPixel(std::max(0, m_marks[i].phase.step));
        const double end = i + 1 < m_marks.size() ? plot().xAxis->coordToPixel(m_marks[i + 1].phase.step) : right;
        const QString full = phaseLabel(m_marks[i].phase.phase);
        const bool fits = QFontMetricsF(m_marks[i].name->font()).horizontalAdvance(full) <= end - begin - 4;
        m_marks[i].name->setText(fits ? full : QString());
    }
}

std::optional<int> StepPlot::nearestStep(double pixel) const {
    const auto& steps = measuredSteps();
    if (steps.empty())
        return std::nullopt;
    const double at = plot().xAxis->pixelToCoord(pixel);
    auto after = std::lower_bound(steps.begin(), steps.end(), at);
    if (after == steps.end() || (after != steps.begin() && at - *std::prev(after) < *after - at))
        --after;
    const double distance = std::abs(plot().xAxis->coordToPixel(*after) - pixel);
    return distance <= kReach ? std::optional<int>(*after) : std::nullopt;
}

void StepPlot::onMouseMove(QMouseEvent* event) {
    const bool inside = plot().axisRect()->rect().contains(event->pos());
    setHoveredStep(inside ? nearestStep(event->position().x()) : std::nullopt, plot().mapToGlobal(event->pos()));
}

void StepPlot::setHoveredStep(std::optional<int> step, const QPoint& globalPosition) {
    const bool same = step == m_hoveredStep;
    m_hoveredStep = step;
    if (step)
        showStep(*step, globalPosition);
    else
        hideHover();
    if (same)
        return;
    m_pointer->setVisible(step.has_value());
    if (step) {
        m_pointer->point1->setCoords(*step, 0);
        m_pointer->point2->setCoords(*step, 1);
    }
    m_overlay->replot();
}

void StepPlot::leaveEvent(QEvent* event) {
    PlotWidget::leaveEvent(event);
    setHoveredStep(std::nullopt, {});
}

void StepPlot::keyPressEvent(QKeyEvent* event) {
    const auto& steps = measuredSteps();
    const int direction = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (event->key() == Qt::Key_Return && m_hoveredStep) {
        emit stepActivated(*m_hoveredStep);
    } else if (event->key() == Qt::Key_Escape) {
        setHoveredStep(std::nullopt, {});
    } else if (direction != 0 && !steps.empty()) {
        std::optional<int> next;
        if (!m_hoveredStep)
            next = direction > 0 ? steps.front() : steps.back();
        else if (direction > 0)
            next = *std::min(std::upper_bound(steps.begin(), steps.end(), *m_hoveredStep), std::prev(steps.end()));
        else if (const auto at = std::lower_bound(steps.begin(), steps.end(), *m_hoveredStep); at != steps.begin())
            next = *std::prev(at);
        else
            next = steps.front();
        setHoveredStep(next, mapToGlobal(QPoint(qRound(positionOfStep(*next)), height() / 3)));
    } else {
        PlotWidget::keyPressEvent(event);
    }
}

void StepPlot::restyle() {
    const Tokens& t = tokens();
    styleAxes();
    plot().xAxis->setLabel(isLow() ? QString() : tr("optimizer step"));
    plot().xAxis->grid()->setVisible(false);
    plot().yAxis->setBasePen(Qt::NoPen);
    plot().yAxis->setTickPen(Qt::NoPen);
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const bool shaded = m_marks[i].phase.phase == Phase::Injection || m_marks[i].phase.phase == Phase::Final;
        m_marks[i].area->setPen(Qt::NoPen);
        m_marks[i].area->setBrush(shaded ? QBrush(t.band) : QBrush(Qt::NoBrush));
        m_marks[i].name->setFont(font(TextRole::Caption));
        m_marks[i].name->setColor(t.textMuted);
    }
    QColor faint = t.textFaint;
    faint.setAlphaF(0.7F);
    m_pointer->setPen(QPen(faint, 1));
    m_cursor->setPen(QPen(t.accent, 1.5));
    m_cursorName->setFont(font(TextRole::Caption));
    m_cursorName->setColor(t.onAccent);
    m_cursorName->setBrush(t.accent);
    m_cursorName->setPen(Qt::NoPen);
}

} // namespace postern
