// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/estimate_plot.h"

#include <algorithm>
#include <cmath>

#include "widgets/models/bench_models.h"
#include "widgets/models/display_text.h"
#include "widgets/plots/hover_card.h"
#include "widgets/plots/legend_bar.h"
#include "widgets/plots/qcp.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr double kReach = 14;
constexpr double kMarkSize = 9;
constexpr Marker kMarkers[] = {Marker::Circle, Marker::Triangle, Marker::Diamond, Marker::Square};
constexpr std::size_t kMarkerCount = 4;

Marker markerOfDefense(std::size_t defense) {
    return kMarkers[defense % kMarkerCount];
}

/// Neighbours differ in shape and in colour; shapes begin anew with colours moved on by one.
QColor colorOfDefense(std::size_t defense, const Tokens& tokens) {
    return tokens.rowClass[(defense + 1 + defense / kMarkerCount) % tokens.rowClass.size()];
}

} // namespace

EstimatePlot::EstimatePlot(QWidget* parent) : PlotWidget(parent) {
    setAccessibleName(tr("Held-out estimate against the true rate"));
    plot().xAxis->setRange(-3, 103);
    plot().yAxis->setRange(-3, 103);
    m_diagonal = new QCPItemStraightLine(&plot());
    m_diagonal->setSelectable(false);
    m_diagonal->point1->setCoords(0, 0);
    m_diagonal->point2->setCoords(100, 100);
    connect(&plot(), &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) { onMouseMove(event->pos()); });
    connect(&legend(), &LegendBar::hiddenChanged, this, [this] {
        for (std::size_t i = 0; i < m_graphs.size(); ++i)
            m_graphs[i]->setVisible(!legend().isHiddenKey(static_cast<int>(i)));
        queueReplot();
    });
    restyle();
    updateCaption();
}

void EstimatePlot::setResults(const std::vector<std::string>& defenses, const BenchRecord& record, const BenchEstimate& estimate) {
    m_defenses = defenses;
    m_estimate = estimate;
    m_points.clear();
    hideHover();
    plot().clearGraphs();
    m_graphs.clear();
    for (std::size_t i = 0; i < m_defenses.size(); ++i) {
        QCPGraph* graph = plot().addGraph();
        graph->setSelectable(QCP::stNone);
        graph->setLineStyle(QCPGraph::lsNone);
        graph->setAdaptiveSampling(false);
        graph->setVisible(!legend().isHiddenKey(static_cast<int>(i)));
        m_graphs.push_back(graph);
    }
    for (const BenchResult& result : record.results) {
        const auto found = std::find(m_defenses.begin(), m_defenses.end(), result.defense);
        if (found == m_defenses.end() || !result.heldOutAfter.hasData() || !result.attackAfter.hasData() ||
            result.subject.attack == kCleanAttack)
            continue;
        const auto defense = static_cast<std::size_t>(found - m_defenses.begin());
        m_points.push_back({{result.subject, result.defense, result.seed}, result.heldOutAfter, result.attackAfter, defense});
        m_graphs[defense]->addData(100 * result.heldOutAfter.value(), 100 * result.attackAfter.value());
    }
    restyle();
    updateCaption();
    queueReplot();
}

QString EstimatePlot::caption() const {
    return estimateText(m_estimate);
}

DataTable EstimatePlot::table() const {
    DataTable table;
    table.head = {"task", "model", "attack", "defense", "seed", "held_out_hits", "held_out_total", "attack_hits", "attack_total"};
    for (const Point& point : m_points)
        table.rows.push_back({point.cell.subject.task, point.cell.subject.model, point.cell.subject.attack, point.cell.defense,
                              std::to_string(point.cell.seed), std::to_string(point.estimate.hits), std::to_string(point.estimate.total),
                              std::to_string(point.truth.hits), std::to_string(point.truth.total)});
    return table;
}

void EstimatePlot::restyle() {
    const Tokens& t = tokens();
    styleAxes();
    plot().xAxis->setLabel(tr("held-out known triggers, %"));
    plot().yAxis->setLabel(tr("secret trigger, %"));
    m_diagonal->setPen(QPen(t.borderStrong, 1.2, Qt::DashLine));
    std::vector<LegendEntry> entries;
    for (std::size_t i = 0; i < m_graphs.size(); ++i) {
        const QColor color = colorOfDefense(i, t);
        QColor fill = color;
        fill.setAlphaF(0.55F);
        QCPScatterStyle style(markerPath(markerOfDefense(i), kMarkSize), QPen(color, 1.4), QBrush(fill), 6); // 6: as the path is
        m_graphs[i]->setScatterStyle(style);
        LegendEntry entry;
        entry.key = static_cast<int>(i);
        entry.text = shown(m_defenses[i], 40);
        entry.detail = QString::number(m_graphs[i]->dataCount());
        entry.marker = markerOfDefense(i);
        entry.color = color;
        entries.push_back(std::move(entry));
    }
    legend().setEntries(std::move(entries));
}

void EstimatePlot::onMouseMove(const QPoint& position) {
    const Point* nearest = nullptr;
    double least = kReach;
    for (const Point& point : m_points) {
        if (legend().isHiddenKey(static_cast<int>(point.defense)))
            continue;
        const double x = plot().xAxis->coordToPixel(100 * point.estimate.value());
        const double y = plot().yAxis->coordToPixel(100 * point.truth.value());
        const double distance = std::hypot(x - position.x(), y - position.y());
        if (distance < least) {
            least = distance;
            nearest = &point;
        }
    }
    if (!nearest) {
        hideHover();
        return;
    }
    HoverEntry entry;
    entry.marker = markerOfDefense(nearest->defense);
    entry.color = colorOfDefense(nearest->defense, tokens());
    entry.title = shown(nearest->cell.defense, 60);
    entry.body = subjectText(nearest->cell.subject) + QStringLiteral(" · ") + tr("seed %1").arg(nearest->cell.seed);
    entry.facts = {{tr("Held-out estimate"), percentText(nearest->estimate) + QStringLiteral(", ") + countsText(nearest->estimate)},
                   {tr("Secret trigger"), percentText(nearest->truth) + QStringLiteral(", ") + countsText(nearest->truth)}};
    hoverCard().showEntries({entry}, {}, plot().mapToGlobal(position));
}

void EstimatePlot::leaveEvent(QEvent* event) {
    PlotWidget::leaveEvent(event);
    hideHover();
}

} // namespace postern
