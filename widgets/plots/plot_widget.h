// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <QPointer>
#include <QWidget>

#include "widgets/theme/tokens.h"

class QCustomPlot;
class QCPPainter;
class QLabel;

namespace postern {

class HoverCard;
class LegendBar;

/// A plot's data as text cells, exact and in the C locale; what `exportPlot` writes as CSV.
struct DataTable {
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;
};

/// What every plot shares: legend above, caption below, theme, hover card, and painting into vectors.
/// Window thread only. Replots are queued; nothing blocks.
class PlotWidget : public QWidget {
    Q_OBJECT

public:
    explicit PlotWidget(QWidget* parent = nullptr);
    ~PlotWidget() override;

    /// Method, n, layer, step, phase, seed: the same words on the screen, in exports and in the report.
    [[nodiscard]] virtual QString caption() const = 0;
    [[nodiscard]] virtual DataTable table() const = 0;

    void setSeed(std::optional<std::int64_t> seed);
    void setCaptionVisible(bool visible);

    /// Paints legend, plot and (if wanted) caption into `size` logical pixels at the painter's origin, in the light theme.
    void drawVector(QCPPainter& painter, const QSize& size, bool withCaption, bool withLegend = true);

    [[nodiscard]] QCustomPlot& plot() const { return *m_plot; }
    [[nodiscard]] LegendBar& legend() const { return *m_legend; }
    [[nodiscard]] HoverCard& hoverCard();
    void hideHover();
    void queueReplot();

    [[nodiscard]] QSize sizeHint() const override { return {560, 420}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 184}; }

protected:
    /// Sets every colour and font of the plot from `tokens()` and `font()`.
    virtual void restyle() = 0;
    /// The light tokens while an export is painted, otherwise the theme's.
    [[nodiscard]] const Tokens& tokens() const;
    [[nodiscard]] QFont font(TextRole role) const;
    [[nodiscard]] bool isExporting() const { return m_exporting; }
    /// On a screen with little height: what only accompanies the data gives way to it.
    [[nodiscard]] bool isLow() const { return m_low && !m_exporting; }
    [[nodiscard]] std::optional<std::int64_t> seed() const { return m_seed; }
    [[nodiscard]] QString seedText() const;
    void updateCaption();
    void styleAxes();
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showCaption();

    QCustomPlot* m_plot;
    LegendBar* m_legend;
    QLabel* m_caption;
    QPointer<HoverCard> m_card;
    std::optional<std::int64_t> m_seed;
    bool m_exporting = false;
    bool m_low = false;
    bool m_captionWanted = true;
};

/// The shortest decimal form that reads back as the same number; "nan" and "inf" as they are.
[[nodiscard]] std::string exactText(double value);
[[nodiscard]] std::string exactText(float value);

} // namespace postern
