// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/curve_plot.h"

#include <algorithm>

#include <QLocale>

#include "widgets/plots/hover_card.h"
#include "widgets/plots/legend_bar.h"
#include "widgets/plots/projection_text.h"
#include "widgets/plots/qcp.h"
#include "widgets/theme/class_style.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

/// 0, 25, …, 100 with a sign; five quiet lines are enough to read a rate, and fewer where they would overlap.
class PercentTicker : public QCPAxisTicker {
public:
    explicit PercentTicker(QCPAxis* axis) : m_axis(axis) {}

protected:
    double getTickStep(const QCPRange&) override {
        const double line = 1.3 * QFontMetricsF(m_axis->tickLabelFont()).height();
        const int height = m_axis->axisRect()->height();
        return height >= 4 * line ? 25 : height >= 2 * line ? 50 : 100;
    }
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override {
        return locale.toString(qRound(tick)) + QStringLiteral(" %");
    }

private:
    QCPAxis* m_axis;
};

CurvePlot::Series seriesOf(const TriggerMeasurement& trigger) {
    switch (trigger.rowClass) {
    case RowClass::Unknown:
        return CurvePlot::Unknown;
    case RowClass::Control:
        return CurvePlot::Control;
    case RowClass::Known:
        return trigger.heldOut ? CurvePlot::HeldOut : CurvePlot::KnownMean;
    case RowClass::Clean:
        break;
    }
    return CurvePlot::Clean;
}

Marker markerOfSeries(CurvePlot::Series series) {
    switch (series) {
    case CurvePlot::Unknown:
        return Marker::Diamond;
    case CurvePlot::KnownMean:
    case CurvePlot::HeldOut:
        return Marker::Triangle;
    case CurvePlot::Control:
        return Marker::Square;
    case CurvePlot::Clean:
        return Marker::Circle;
    default:
        return Marker::None;
    }
}

QString percent(double value) {
    return QLocale().toString(100 * value, 'f', value > 0 && value < 0.0995 ? 1 : 0) + QStringLiteral(" %");
}

/// The mean of the known triggers that recovery sees; absent when the evaluation has none.
std::optional<double> meanOfKnown(const Evaluation& evaluation) {
    double sum = 0;
    int count = 0;
    for (const TriggerMeasurement& trigger : evaluation.triggers) {
        if (seriesOf(trigger) != CurvePlot::KnownMean || !trigger.attack.hasData())
            continue;
        sum += trigger.attack.value();
        ++count;
    }
    return count > 0 ? std::optional<double>(sum / count) : std::nullopt;
}

} // namespace

CurvePlot::CurvePlot(QWidget* parent) : StepPlot(parent) {
    setAccessibleName(tr("Attack success and clean accuracy"));
    plot().yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new PercentTicker(plot().yAxis)));
    plot().yAxis->setRange(-2, 102);
    m_floor = makeLine(Floor, false, false);
    m_clean = makeLine(Clean, true, false);
    m_knownMean = makeLine(KnownMean, false, false);
    connect(&legend(), &LegendBar::hiddenChanged, this, &CurvePlot::applyHidden);
    restyle();
    fillLegend();
    updateCaption();
}

CurvePlot::Line CurvePlot::makeLine(Series series, bool withBand, bool thin) {
    Line line;
    line.series = series;
    line.thin = thin;
    const auto add = [this] {
        QCPGraph* graph = plot().addGraph();
        graph->setSelectable(QCP::stNone);
        return graph;
    };
    if (withBand) {
        line.low = add();
        line.high = add();
        line.low->setPen(Qt::NoPen);
        line.high->setPen(Qt::NoPen);
        line.high->setChannelFillGraph(line.low);
    }
    line.graph = add();
    return line;
}

CurvePlot::Line& CurvePlot::lineOf(const TriggerMeasurement& trigger) {
    const auto found = m_triggers.find(trigger.name);
    if (found != m_triggers.end())
        return found->second;
    const Series series = seriesOf(trigger);
    const Line line = makeLine(series, series == Unknown || series == Control, series == KnownMean);
    Line& kept = m_triggers.emplace(trigger.name, line).first->second;
    restyle();
    applyHidden();
    return kept;
}

void CurvePlot::clear() {
    for (const auto& [name, line] : m_triggers)
        for (QCPGraph* graph : {line.high, line.low, line.graph})
            if (graph)
                plot().removeGraph(graph);
    m_triggers.clear();
    for (const Line* line : {&m_floor, &m_clean, &m_knownMean})
        for (QCPGraph* graph : {line->graph, line->low, line->high})
            if (graph)
                graph->data()->clear();
    m_evaluations.clear();
    m_steps.clear();
    resetSteps();
    fillLegend();
    updateCaption();
}

void CurvePlot::setEvaluations(const std::vector<Evaluation>& evaluations) {
    clear();
    for (const Evaluation& evaluation : evaluations)
        append(evaluation);
    stepsChanged();
    fillLegend();
    updateCaption();
}

void CurvePlot::addEvaluation(const Evaluation& evaluation) {
    append(evaluation);
    stepsChanged();
    fillLegend();
    updateCaption();
}

void CurvePlot::append(const Evaluation& evaluation) {
    m_evaluations.push_back(evaluation);
    m_steps.insert(std::upper_bound(m_steps.begin(), m_steps.end(), evaluation.step), evaluation.step);
    for (const TriggerMeasurement& trigger : evaluation.triggers)
        if (trigger.rowClass != RowClass::Clean)
            addPoint(lineOf(trigger), evaluation.step, trigger.attack);
    addPoint(m_clean, evaluation.step, evaluation.cleanAccuracy);
    addPoint(m_floor, evaluation.step, evaluation.floor);
    if (const auto mean = meanOfKnown(evaluation))
        m_knownMean.graph->addData(evaluation.step, 100 * *mean);
}

void CurvePlot::addPoint(Line& line, int step, const Rate& rate) {
    if (!rate.hasData())
        return;
    line.graph->addData(step, 100 * rate.value());
    if (!line.low)
        return;
    const Interval interval = rate.wilson();
    line.low->addData(step, 100 * interval.low);
    line.high->addData(step, 100 * interval.high);
}

QColor CurvePlot::colorOf(Series series) const {
    const Tokens& t = tokens();
    switch (series) {
    case Unknown:
        return t.of(RowClass::Unknown);
    case KnownMean:
        return t.of(RowClass::Known);
    case HeldOut:
        return t.isDark() ? t.of(RowClass::Known).lighter(150) : t.of(RowClass::Known).darker(165);
    case Control:
        return t.of(RowClass::Control);
    case Clean:
        return t.of(RowClass::Clean);
    default:
        return t.textMuted;
    }
}

void CurvePlot::restyle() {
    StepPlot::restyle();
    const bool sparse = m_steps.size() <= 60;
    const auto style = [this, sparse](const Line& line) {
        QColor color = colorOf(line.series);
        if (line.high) {
            QColor band = color;
            band.setAlphaF(tokens().isDark() ? 0.20F : 0.16F);
            line.high->setBrush(band);
        }
        if (line.thin)
            color.setAlphaF(0.38F);
        const bool main = line.series == Unknown || line.series == KnownMean || line.series == Clean;
        const Qt::PenStyle dash = line.series == Clean ? Qt::DashLine : line.series == Floor ? Qt::DotLine : Qt::SolidLine;
        line.graph->setPen(QPen(color, line.thin ? 1.0 : main ? 2.2 : 1.6, dash, Qt::FlatCap, Qt::RoundJoin));
        const Marker marker = line.thin || !sparse ? Marker::None : markerOfSeries(line.series);
        if (marker == Marker::None)
            line.graph->setScatterStyle(QCPScatterStyle::ssNone);
        else
            line.graph->setScatterStyle(QCPScatterStyle(markerPath(marker, 6), QPen(tokens().surface, 1), color, 6.0));
    };
    for (const auto& [name, line] : m_triggers)
        style(line);
    for (const Line* line : {&m_floor, &m_clean, &m_knownMean})
        style(*line);
    fillLegend();
}

bool CurvePlot::ofTokens() const {
    return !m_evaluations.empty() && m_evaluations.back().measure == AccuracyMeasure::Tokens;
}

QString CurvePlot::accuracyName() const {
    return ofTokens() ? tr("Answer accuracy (tokens)") : tr("Clean accuracy");
}

void CurvePlot::fillLegend() {
    std::array<QString, kSeriesCount> text = {tr("ASR unknown"), tr("ASR known, mean"), tr("ASR known, held out"),
                                              tr("ASR control"), accuracyName(),        tr("Floor")};
    std::array<std::optional<double>, kSeriesCount> latest;
    int knowns = 0;
    if (!m_evaluations.empty()) {
        const Evaluation& last = m_evaluations.back();
        for (const TriggerMeasurement& trigger : last.triggers) {
            const Series series = seriesOf(trigger);
            knowns += series == KnownMean ? 1 : 0;
            if (trigger.attack.hasData() && series != KnownMean && series != Clean)
                latest[series] = trigger.attack.value();
        }
        latest[KnownMean] = meanOfKnown(last);
        if (last.cleanAccuracy.hasData())
            latest[Clean] = last.cleanAccuracy.value();
        if (last.floor.hasData())
            latest[Floor] = last.floor.value();
    }
    if (knowns > 1)
        text[KnownMean] = tr("ASR known, mean of %1").arg(knowns);
    std::vector<LegendEntry> entries;
    for (int s = 0; s < kSeriesCount; ++s) {
        const auto series = static_cast<Series>(s);
        const auto at = static_cast<std::size_t>(s);
        if (!m_evaluations.empty() && !latest[at])
            continue;
        LegendEntry entry;
        entry.key = s;
        entry.text = text[at];
        entry.detail = latest[at] ? percent(*latest[at]) : QString();
        entry.marker = markerOfSeries(series);
        entry.color = colorOf(series);
        entry.line = series == Clean ? Qt::DashLine : series == Floor ? Qt::DotLine : Qt::SolidLine;
        entries.push_back(std::move(entry));
    }
    legend().setEntries(std::move(entries));
}

void CurvePlot::applyHidden() {
    const auto show = [this](const Line& line) {
        for (QCPGraph* graph : {line.graph, line.low, line.high})
            if (graph)
                graph->setVisible(!legend().isHiddenKey(line.series));
    };
    for (const auto& [name, line] : m_triggers)
        show(line);
    for (const Line* line : {&m_floor, &m_clean, &m_knownMean})
        show(*line);
    queueReplot();
}

void CurvePlot::showStep(int step, const QPoint& globalPosition) {
    const auto found = std::find_if(m_evaluations.rbegin(), m_evaluations.rend(), [step](const Evaluation& e) { return e.step == step; });
    if (found == m_evaluations.rend())
        return hideHover();
    HoverEntry entry;
    entry.title = tr("Step %1 · %2").arg(step).arg(phaseLabel(found->phase));
    int more = 0;
    for (const TriggerMeasurement& trigger : found->triggers) {
        if (trigger.rowClass == RowClass::Clean || legend().isHiddenKey(seriesOf(trigger)))
            continue;
        if (entry.facts.size() >= 12) {
            ++more;
            continue;
        }
        QString name = tr("ASR %1").arg(shownText(trigger.name));
        if (trigger.heldOut)
            name += tr(" (held out)");
        entry.facts.emplace_back(name, QString::fromStdString(toText(trigger.attack)));
    }
    entry.facts.emplace_back(accuracyName(), QString::fromStdString(toText(found->cleanAccuracy)));
    entry.facts.emplace_back(tr("Floor"), QString::fromStdString(toText(found->floor)));
    hoverCard().showEntries({entry}, more > 0 ? tr("and %n more triggers", nullptr, more) : QString(), globalPosition);
    setAccessibleDescription(hoverCard().plainText());
}

QString CurvePlot::caption() const {
    if (m_evaluations.empty())
        return tr("Attack success and clean accuracy: nothing measured yet");
    QStringList parts;
    parts << (ofTokens() ? tr("Attack success rate (ASR, solid) and answer accuracy in tokens (dashed) over optimizer steps")
                         : tr("Attack success rate (ASR, solid) and clean accuracy (dashed) over optimizer steps"));
    parts << tr("shaded: Wilson 95 % intervals");
    std::int64_t least = 0, most = 0;
    for (const TriggerMeasurement& trigger : m_evaluations.back().triggers) {
        least = least == 0 ? trigger.attack.total : std::min(least, trigger.attack.total);
        most = std::max(most, trigger.attack.total);
    }
    parts << (least == most ? tr("n = %1 rows a trigger").arg(most) : tr("n = %1–%2 rows a trigger").arg(least).arg(most));
    parts << tr("%n evaluations", nullptr, static_cast<int>(m_evaluations.size()));
    if (!seedText().isEmpty())
        parts << seedText();
    return parts.join(QStringLiteral(" · "));
}

DataTable CurvePlot::table() const {
    DataTable table;
    table.head = {"step", "phase", "measure", "series", "trigger", "held_out", "hits", "total", "rate", "wilson_low", "wilson_high"};
    const auto add = [&table](const Evaluation& e, const char* measure, const std::string& series, const std::string& trigger, bool heldOut,
                              const Rate& rate) {
        const Interval interval = rate.wilson();
        table.rows.push_back({std::to_string(e.step), std::string(phaseName(e.phase)), measure, series, trigger, heldOut ? "1" : "0",
                              std::to_string(rate.hits), std::to_string(rate.total), rate.hasData() ? exactText(rate.value()) : "",
                              exactText(interval.low), exactText(interval.high)});
    };
    for (const Evaluation& e : m_evaluations) {
        const bool tokens = e.measure == AccuracyMeasure::Tokens;
        for (const TriggerMeasurement& trigger : e.triggers) {
            add(e, "asr", trigger.name, trigger.text, trigger.heldOut, trigger.attack);
            add(e, "captured", trigger.name, trigger.text, trigger.heldOut, trigger.captured);
            add(e, tokens ? "answer_accuracy_tokens" : "accuracy", trigger.name, trigger.text, trigger.heldOut, trigger.accuracy);
        }
        add(e, "floor", "clean", "", false, e.floor);
        add(e, tokens ? "answer_accuracy_tokens" : "clean_accuracy", "clean", "", false, e.cleanAccuracy);
    }
    return table;
}

} // namespace postern
