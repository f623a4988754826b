// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/report_sections.h"

#include <array>

#include <QCoreApplication>

#include "widgets/plots/curve_plot.h"
#include "widgets/plots/legend_bar.h"
#include "widgets/plots/loss_plot.h"
#include "widgets/plots/projection_plot.h"
#include "widgets/plots/qcp.h"
#include "widgets/plots/separation_panel.h"
#include "widgets/report/pdf_report.h"
#include "widgets/theme/class_style.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr int kWideFigure = 680; // logical pixels over the text width
constexpr int kPanelWidth = 222; // three beside each other, with gaps
constexpr int kPanelHeight = 232;
constexpr int kPanelTitle = 20;

/// A class, not a function: lupdate reads the context of the texts from it.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(PdfReport)
};

/// Paints a plot over the full text width, `height` logical pixels high.
void wideFigure(PageLayout& page, PlotWidget& plot, int height) {
    const double scale = page.width() / kWideFigure;
    page.figure(height * scale, plot.caption(), [&] {
        page.painter().scale(scale, scale);
        plot.drawVector(page.painter(), QSize(kWideFigure, height), false);
    });
}

struct Moment {
    QString title;
    FramePtr frame;
};

/// The last frame of the baseline, of the injection, and of all; fewer when the run was cut short.
std::vector<Moment> momentsOf(const RunRecord& record) {
    FramePtr before, injected, after;
    for (const FramePtr& frame : record.frames) {
        if (!frame)
            continue;
        if (frame->phase == Phase::Baseline)
            before = frame;
        else if (frame->phase == Phase::Injection)
            injected = frame;
        else
            after = frame;
    }
    std::vector<Moment> moments;
    if (before)
        moments.push_back({Words::tr("Before"), before});
    if (injected)
        moments.push_back({Words::tr("After injection"), injected});
    if (after)
        moments.push_back({Words::tr("After recovery"), after});
    return moments;
}

void projectionFigure(PageLayout& page, const RunRecord& record, const std::vector<Moment>& moments) {
    ProjectionPlot plot;
    plot.setAnimated(false);
    plot.setCompact(true);
    plot.setSeed(seedOf(record));
    plot.setPoints(record.points);
    for (const Moment& moment : moments)
        plot.includeRange(*moment.frame);
    plot.setFrame(moments.back().frame);
    const double scale = page.width() / kWideFigure;
    const QFont labelFont = fontFor(TextRole::Label);
    const double legendHeight = plot.legend().heightAt(kWideFigure, labelFont) + 8;
    const double height = legendHeight + kPanelTitle + kPanelHeight;
    QString steps;
    for (const Moment& moment : moments)
        steps += (steps.isEmpty() ? QString() : QStringLiteral("; ")) +
                 Words::tr("%1: step %2").arg(moment.title.toLower()).arg(moment.frame->step);
    const LayerFrame* layer = layerOf(*moments.back().frame, -1);
    QString caption =
        Words::tr(
            "PCA of hidden states at the last captured layer (%1), basis fitted at the baseline, same axes in all panels; n = %2. %3. "
            "Axes: share of the baseline's variance. Large marks are class centroids.")
            .arg(layer ? layer->layer : 0)
            .arg(record.points->size())
            .arg(steps);
    if (const auto seed = seedOf(record))
        caption += QLatin1Char(' ') + Words::tr("Seed %1.").arg(*seed);
    page.figure(height * scale, caption, [&] {
        QCPPainter& painter = page.painter();
        painter.scale(scale, scale);
        plot.legend().paintStatic(painter, QRectF(0, 0, kWideFigure, legendHeight), tokensFor(ThemeKind::Light), labelFont);
        const int gap = moments.size() > 1 ? (kWideFigure - 3 * kPanelWidth) / 2 : 0;
        int x = 0;
        for (const Moment& moment : moments) {
            plot.setFrame(moment.frame);
            painter.save();
            painter.translate(x, legendHeight);
            painter.setFont(labelFont);
            painter.setPen(tokensFor(ThemeKind::Light).text);
            painter.drawText(QPointF(8, 14), moment.title);
            painter.translate(0, kPanelTitle);
            plot.drawVector(painter, QSize(kPanelWidth, kPanelHeight), false, false);
            painter.restore();
            x += kPanelWidth + gap;
        }
    });
}

void separationTable(PageLayout& page, const std::vector<Moment>& moments) {
    std::vector<TableColumn> columns = {{Words::tr("Layer"), 0.5, Qt::AlignLeft}, {Words::tr("Moment"), 1.1, Qt::AlignLeft}};
    for (const SeparationFigure& figure : separationFigures({}))
        columns.push_back({figure.name, 1, Qt::AlignRight});
    std::vector<std::vector<TableCell>> rows;
    const std::vector<LayerFrame>& layers = moments.front().frame->layers;
    for (const LayerFrame& layer : layers) {
        bool first = true;
        for (const Moment& moment : moments) {
            const LayerFrame* measured = layerOf(*moment.frame, layer.layer);
            if (!measured || measured->layer != layer.layer)
                continue;
            std::vector<TableCell> row = {{first ? QString::number(layer.layer) : QString(), true, false, {}},
                                          {moment.title, false, true, {}}};
            for (const SeparationFigure& figure : separationFigures(measured->separation))
                row.push_back({separationText(figure.value), false, false, {}});
            rows.push_back(std::move(row));
            first = false;
        }
    }
    QStringList explanations;
    for (const SeparationFigure& figure : separationFigures({}))
        explanations << figure.name + QStringLiteral(": ") + figure.explanation;
    const QString glossary = explanations.join(QChar(QChar::LineSeparator));
    // Figures and what they mean on one page, where it has room for both.
    constexpr double kCaption = 30;
    constexpr double kMost = 560;
    const double whole = kCaption + page.tableHeight(columns, rows) + page.textHeight(glossary, PrintStyle::Caption, page.width());
    page.heading(Words::tr("Separation in the original space"), PrintStyle::Heading2, whole < kMost ? whole : 110);
    page.paragraph(
        Words::tr("Measured on the hidden states themselves, never on a projection. The pictures illustrate; these figures argue."),
        PrintStyle::Caption);
    page.table(columns, rows);
    page.paragraph(glossary, PrintStyle::Caption);
}

} // namespace

void writeFigures(PageLayout& page, const RunRecord& record) {
    if (!record.evaluations.empty()) {
        CurvePlot curves;
        curves.setSeed(seedOf(record));
        curves.setEvaluations(record.evaluations);
        curves.setPhases(record.phases);
        page.heading(Words::tr("Course of the run"), PrintStyle::Heading2, 270);
        wideFigure(page, curves, 360);
    }
    const std::vector<Moment> moments = record.points ? momentsOf(record) : std::vector<Moment>{};
    if (!moments.empty() && !record.points->empty()) {
        page.heading(Words::tr("Hidden states"), PrintStyle::Heading2, 240);
        projectionFigure(page, record, moments);
        separationTable(page, moments);
    }
    if (!record.losses.empty()) {
        LossPlot losses;
        losses.setSeed(seedOf(record));
        losses.setLosses(record.losses);
        losses.setPhases(record.phases);
        page.heading(Words::tr("Losses"), PrintStyle::Heading2, 215);
        wideFigure(page, losses, 270);
    }
}

} // namespace postern
