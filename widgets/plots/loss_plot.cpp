// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/loss_plot.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QLocale>

#include "widgets/plots/hover_card.h"
#include "widgets/plots/legend_bar.h"
#include "widgets/plots/qcp.h"
#include "widgets/theme/class_style.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

std::array<double, LossPlot::kComponentCount> valuesOf(const LossPoint& p) {
    return {p.total, p.answer, p.language, p.cluster, p.erasure, p.anchor, p.penalty, p.withinScatter, p.centroidGap};
}

bool isThin(int component) {
    return component == LossPlot::WithinScatter || component == LossPlot::CentroidGap;
}

std::array<QString, LossPlot::kComponentCount> namesOf() {
    return {LossPlot::tr("Total"),    LossPlot::tr("Answers"),        LossPlot::tr("Language"),
            LossPlot::tr("Cluster"),  LossPlot::tr("Erasure"),        LossPlot::tr("Anchor"),
            LossPlot::tr("Own loss"), LossPlot::tr("Within scatter"), LossPlot::tr("Centroid gap")};
}

} // namespace

LossPlot::LossPlot(QWidget* parent) : StepPlot(parent) {
    setAccessibleName(tr("Loss components"));
    plot().yAxis->setScaleType(QCPAxis::stLogarithmic);
    plot().yAxis->setTicker(QSharedPointer<QCPAxisTickerLog>(new QCPAxisTickerLog));
    plot().yAxis->setNumberFormat(QStringLiteral("g"));
    plot().yAxis->setNumberPrecision(4);
    plot().yAxis->setRange(0.01, 10);
    for (int c = kComponentCount - 1; c >= 0; --c) {
        QCPGraph* graph = plot().addGraph();
        graph->setSelectable(QCP::stNone);
        m_graphs[static_cast<std::size_t>(c)] = graph;
    }
    connect(&legend(), &LegendBar::hiddenChanged, this, [this] {
        for (int c = 0; c < kComponentCount; ++c)
            m_graphs[static_cast<std::size_t>(c)]->setVisible(!legend().isHiddenKey(c));
        queueReplot();
    });
    restyle();
    updateCaption();
}

void LossPlot::clear() {
    for (QCPGraph* graph : m_graphs)
        graph->data()->clear();
    m_losses.clear();
    m_steps.clear();
    m_present.fill(false);
    m_least = m_most = 0;
    resetSteps();
    afterAppend();
}

void LossPlot::setLosses(const std::vector<LossPoint>& losses) {
    clear();
    for (const LossPoint& point : losses)
        append(point);
    afterAppend();
}

void LossPlot::addLoss(const LossPoint& point) {
    append(point);
    afterAppend();
}

void LossPlot::addLosses(const std::vector<LossPoint>& points) {
    for (const LossPoint& point : points)
        append(point);
    afterAppend();
}

void LossPlot::append(const LossPoint& point) {
    // Phases minimise different things: no line leads from one to the next.
    if (!m_losses.empty() && m_losses.back().phase != point.phase)
        for (QCPGraph* graph : m_graphs)
            graph->addData(point.step - 0.5, std::numeric_limits<double>::quiet_NaN());
    m_losses.push_back(point);
    m_steps.insert(std::upper_bound(m_steps.begin(), m_steps.end(), point.step), point.step);
    const auto values = valuesOf(point);
    for (std::size_t c = 0; c < values.size(); ++c) {
        const bool drawable = std::isfinite(values[c]) && values[c] > 0;
        m_graphs[c]->addData(point.step, drawable ? values[c] : std::numeric_limits<double>::quiet_NaN());
        if (!drawable)
            continue;
        m_present[c] = true;
        m_least = m_least > 0 ? std::min(m_least, values[c]) : values[c];
        m_most = std::max(m_most, values[c]);
    }
}

void LossPlot::afterAppend() {
    if (m_most > 0) {
        // At least one decade, so that the axis always shows a number.
        const double low = std::min(m_least * 0.8, m_most / 12);
        plot().yAxis->setRange(low, m_most * 1.3);
    }
    stepsChanged();
    fillLegend();
    updateCaption();
}

QColor LossPlot::colorOf(int component) const {
    const Tokens& t = tokens();
    switch (component) {
    case Total:
        return t.text;
    case Answer:
        return t.of(RowClass::Clean);
    case Language:
        return t.isDark() ? QColor(0x9aa7b8) : QColor(0x6b7785);
    case Cluster:
        return t.of(RowClass::Known);
    case Erasure:
        return t.isDark() ? QColor(0x2bc08f) : QColor(0x009e73);
    case Anchor:
        return t.isDark() ? QColor(0xd79be0) : QColor(0x8a4b9a);
    case Penalty:
        return t.isDark() ? QColor(0xe0c060) : QColor(0x9a6b00);
    case WithinScatter:
        return t.of(RowClass::Control);
    default:
        return t.of(RowClass::Unknown);
    }
}

void LossPlot::restyle() {
    StepPlot::restyle();
    for (int c = 0; c < kComponentCount; ++c) {
        QColor color = colorOf(c);
        color.setAlphaF(isThin(c) ? 0.75F : 1.0F);
        const Qt::PenStyle dash = isThin(c) ? Qt::DashLine : Qt::SolidLine;
        m_graphs[static_cast<std::size_t>(c)]->setPen(QPen(color,
                                                           c == Total  ? 1.8
                                                           : isThin(c) ? 1.0
                                                                       : 1.4,
                                                           dash, Qt::FlatCap, Qt::RoundJoin));
    }
    fillLegend();
}

void LossPlot::fillLegend() {
    const auto names = namesOf();
    std::vector<LegendEntry> entries;
    for (int c = 0; c < kComponentCount; ++c) {
        const auto at = static_cast<std::size_t>(c);
        if (!m_present[at] && !m_losses.empty())
            continue;
        LegendEntry entry;
        entry.key = c;
        entry.text = names[at];
        entry.color = colorOf(c);
        entry.line = isThin(c) ? Qt::DashLine : Qt::SolidLine;
        if (!m_losses.empty())
            if (const double value = valuesOf(m_losses.back())[at]; std::isfinite(value))
                entry.detail = QLocale().toString(value, 'g', 3);
        entries.push_back(std::move(entry));
    }
    legend().setEntries(std::move(entries));
}

void LossPlot::showStep(int step, const QPoint& globalPosition) {
    const auto found = std::find_if(m_losses.rbegin(), m_losses.rend(), [step](const LossPoint& p) { return p.step == step; });
    if (found == m_losses.rend())
        return hideHover();
    HoverEntry entry;
    entry.title = tr("Step %1 · %2").arg(step).arg(phaseLabel(found->phase));
    const auto names = namesOf();
    const auto values = valuesOf(*found);
    for (std::size_t c = 0; c < values.size(); ++c)
        if (std::isfinite(values[c]) && !legend().isHiddenKey(static_cast<int>(c)))
            entry.facts.emplace_back(names[c], QLocale().toString(values[c], 'g', 5));
    entry.facts.emplace_back(tr("Learning rate"), QLocale().toString(found->learningRate, 'g', 3));
    hoverCard().showEntries({entry}, {}, globalPosition);
    setAccessibleDescription(hoverCard().plainText());
}

QString LossPlot::caption() const {
    if (m_losses.empty())
        return tr("Loss components: nothing measured yet");
    QString text = tr("Loss components on a logarithmic axis · %n optimizer steps", nullptr, static_cast<int>(m_losses.size()));
    if (!seedText().isEmpty())
        text += QStringLiteral(" · ") + seedText();
    return text;
}

DataTable LossPlot::table() const {
    DataTable table;
    table.head = {"step",    "phase",  "total",   "answer",         "language",     "cluster",
                  "erasure", "anchor", "penalty", "within_scatter", "centroid_gap", "learning_rate"};
    for (const LossPoint& p : m_losses) {
        std::vector<std::string> row = {std::to_string(p.step), std::string(phaseName(p.phase))};
        for (const double value : valuesOf(p))
            row.push_back(exactText(value));
        row.push_back(exactText(p.learningRate));
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace postern
