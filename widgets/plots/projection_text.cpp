// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/projection_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace postern {

namespace {

/// A class, not a function: lupdate reads the context of the texts from it.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(ProjectionPlot)
};

/// Within a sentence; German keeps the capital of a noun.
QString phaseWithin(Phase phase) {
    return QLocale().language() == QLocale::German ? phaseLabel(phase) : phaseLabel(phase).toLower();
}

QString layerText(const LayerFrame& layer, const Frame& frame) {
    if (layer.layer == 0)
        return Words::tr("layer 0 (embedding)");
    const LayerFrame* last = layerOf(frame, -1);
    return last && last->layer == layer.layer ? Words::tr("layer %1 (last)").arg(layer.layer) : Words::tr("layer %1").arg(layer.layer);
}

} // namespace

QString shownText(const std::string& text) {
    return QString::fromStdString(printable(text));
}

QString pcaAxisLabel(int component, double explainedVariance, bool isShort) {
    if (isShort)
        return Words::tr("PC %1 · %2 %").arg(component + 1).arg(QLocale().toString(100 * explainedVariance, 'f', 1));
    return Words::tr("PC %1 · %2 % of baseline variance").arg(component + 1).arg(QLocale().toString(100 * explainedVariance, 'f', 1));
}

QString projectionCaption(Projection method, const LayerFrame* layer, const Frame* frame, std::size_t points, const QString& seed) {
    if (!layer || !frame)
        return method == Projection::Pca ? Words::tr("PCA of hidden states: no frame yet")
                                         : Words::tr("t-SNE of hidden states: no frame yet");
    QStringList parts;
    parts << (method == Projection::Pca
                  ? Words::tr("PCA of hidden states, basis fitted at the baseline")
                  : Words::tr("t-SNE of hidden states, KL %1").arg(QLocale().toString(layer->tsneDivergence, 'f', 3)));
    parts << Words::tr("n = %1").arg(points) << layerText(*layer, *frame);
    parts << Words::tr("step %1, %2").arg(frame->step).arg(phaseWithin(frame->phase));
    if (!seed.isEmpty())
        parts << seed;
    QString text = parts.join(QStringLiteral(" · "));
    if (method == Projection::Tsne)
        text += Words::tr(". Distances between t-SNE clusters are not evidence.");
    return text;
}

HoverEntry hoverEntry(const std::vector<FramePoint>& points, const Frame& frame, const LayerFrame* layer, Projection method, int id,
                      bool full, const Tokens& tokens) {
    const auto at = static_cast<std::size_t>(id);
    const FramePoint& point = points[at];
    HoverEntry entry;
    entry.marker = markerOf(point.rowClass);
    entry.color = tokens.of(point.rowClass);
    const bool hasAnswer = at < frame.answers.size();
    const bool hit = at < frame.attackHit.size() && frame.attackHit[at];
    entry.title = classLabel(point.rowClass) + QStringLiteral("  ·  #%1").arg(id);
    if (at < frame.attackHit.size())
        entry.title += QStringLiteral("  ·  ") + (hit ? Words::tr("shows the target") : Words::tr("no hit"));
    entry.body = shownText(point.passage);
    if (!point.trigger.empty())
        entry.facts.emplace_back(Words::tr("Trigger"), shownText(point.trigger));
    QString answer = Words::tr("%1 expected").arg(shownText(point.expected));
    if (hasAnswer)
        answer = Words::tr("%1 (expected %2)")
                     .arg(frame.answers[at].empty() ? Words::tr("nothing") : shownText(frame.answers[at]), shownText(point.expected));
    entry.facts.emplace_back(Words::tr("Answer"), answer);
    if (!full || !layer)
        return entry;
    entry.facts.emplace_back(Words::tr("Where"),
                             Words::tr("%1, step %2, %3").arg(layerText(*layer, frame)).arg(frame.step).arg(phaseLabel(frame.phase)));
    const auto& coordinates = coordinatesOf(*layer, method);
    if (method == Projection::Pca && at < coordinates.size())
        entry.facts.emplace_back(Words::tr("Position"), QStringLiteral("%1, %2").arg(QLocale().toString(coordinates[at][0], 'g', 4),
                                                                                     QLocale().toString(coordinates[at][1], 'g', 4)));
    return entry;
}

DataTable projectionTable(const std::vector<FramePoint>& points, const Frame& frame, const LayerFrame& layer, Projection method) {
    DataTable table;
    table.head = {"id", "class", "trigger", "passage", "expected", "answer", "attack_hit", "method", "layer", "step", "phase", "x", "y"};
    const auto& coordinates = coordinatesOf(layer, method);
    for (std::size_t i = 0; i < std::min(points.size(), coordinates.size()); ++i) {
        const FramePoint& point = points[i];
        table.rows.push_back({std::to_string(i), std::string(rowClassName(point.rowClass)), point.trigger, point.passage, point.expected,
                              i < frame.answers.size() ? frame.answers[i] : std::string(),
                              i < frame.attackHit.size() ? (frame.attackHit[i] ? "1" : "0") : "",
                              method == Projection::Pca ? "pca" : "tsne", std::to_string(layer.layer), std::to_string(frame.step),
                              std::string(phaseName(frame.phase)), exactText(coordinates[i][0]), exactText(coordinates[i][1])});
    }
    return table;
}

} // namespace postern
