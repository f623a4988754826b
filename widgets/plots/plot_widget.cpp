// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/plot_widget.h"

#include <array>
#include <charconv>

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QPointer>
#include <QTimer>
#include <QVBoxLayout>

#include "widgets/plots/hover_card.h"
#include "widgets/plots/legend_bar.h"
#include "widgets/plots/qcp.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr int kExportMargin = 8;
constexpr int kLeastHeight = 180; // px: below, even one line of caption is too much
constexpr int kLowHeight = 248;   // px: below, two lines of legend and caption would leave the data less than half

template <typename Number>
std::string shortest(Number value) {
    std::array<char, 64> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string();
}

/// Draws one plot a turn of the event loop: several large pictures in one turn would keep the window from listening.
class ReplotQueue final : public QObject {
public:
    static ReplotQueue& instance() {
        static QPointer<ReplotQueue> queue;
        if (!queue)
            queue = new ReplotQueue;
        return *queue;
    }

    void add(QCustomPlot* plot) {
        if (!m_waiting.contains(plot))
            m_waiting.append(plot);
        if (!m_turn.isActive())
            m_turn.start();
    }

private:
    ReplotQueue() : QObject(qApp) {
        m_turn.setInterval(0);
        connect(&m_turn, &QTimer::timeout, this, [this] {
            const QPointer<QCustomPlot> plot = m_waiting.takeFirst();
            if (m_waiting.isEmpty())
                m_turn.stop();
            if (plot)
                plot->replot(QCustomPlot::rpQueuedRefresh);
        });
    }

    QList<QPointer<QCustomPlot>> m_waiting;
    QTimer m_turn;
};

} // namespace

std::string exactText(double value) {
    return shortest(value);
}
std::string exactText(float value) {
    return shortest(value);
}

PlotWidget::PlotWidget(QWidget* parent)
    : QWidget(parent), m_plot(new QCustomPlot(this)), m_legend(new LegendBar(this)), m_caption(new QLabel(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    column->setSpacing(space::kTight);
    column->addWidget(m_legend);
    column->addWidget(m_plot, 1);
    column->addWidget(m_caption);
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setProperty("role", QStringLiteral("caption"));
    m_caption->setWordWrap(true);
    m_caption->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_caption->setMinimumWidth(1);
    m_plot->setMinimumSize(80, 80);
    m_plot->setNoAntialiasingOnDrag(false);
    m_plot->setAntialiasedElements(QCP::aeAll);
    m_plot->setNotAntialiasedElements(QCP::aeGrid | QCP::aeAxes);
    m_plot->setPlottingHints(QCP::phCacheLabels | QCP::phImmediateRefresh);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        hideHover();
        restyle();
        update();
        queueReplot();
    });
}

PlotWidget::~PlotWidget() {
    delete m_card.data();
}

void PlotWidget::setSeed(std::optional<std::int64_t> seed) {
    m_seed = seed;
    updateCaption();
}

QString PlotWidget::seedText() const {
    return m_seed ? tr("seed %1").arg(*m_seed) : QString();
}

void PlotWidget::setCaptionVisible(bool visible) {
    m_captionWanted = visible;
    showCaption();
}

void PlotWidget::updateCaption() {
    m_plot->setAccessibleDescription(caption());
    showCaption();
}

void PlotWidget::showCaption() {
    const QString text = caption();
    m_caption->setWordWrap(!m_low);
    m_caption->setText(m_low ? m_caption->fontMetrics().elidedText(text, Qt::ElideRight, width() - 2 * space::kMedium) : text);
    m_caption->setVisible(m_captionWanted && (height() >= kLeastHeight || !m_low));
    m_caption->setToolTip(m_low ? QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped()) : QString());
}

void PlotWidget::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool low = height() < kLowHeight;
    if (low != m_low) {
        m_low = low;
        m_legend->setCompact(low);
        restyle();
    }
    showCaption();
    queueReplot(); // ticks are chosen by the room that the layout before left
}

HoverCard& PlotWidget::hoverCard() {
    if (!m_card)
        m_card = new HoverCard(this);
    return *m_card;
}

void PlotWidget::hideHover() {
    if (m_card)
        m_card->hide();
}

void PlotWidget::queueReplot() {
    ReplotQueue::instance().add(m_plot);
}

const Tokens& PlotWidget::tokens() const {
    return m_exporting ? tokensFor(ThemeKind::Light) : Theme::instance().tokens();
}

QFont PlotWidget::font(TextRole role) const {
    return m_exporting ? fontFor(role) : Theme::instance().font(role);
}

void PlotWidget::styleAxes() {
    const Tokens& t = tokens();
    m_plot->setBackground(QBrush(t.surface));
    for (QCPAxisRect* rect : m_plot->axisRects()) {
        rect->setBackground(QBrush(Qt::NoBrush));
        for (QCPAxis* axis : rect->axes()) {
            axis->setBasePen(QPen(t.borderStrong, 1));
            axis->setTickPen(QPen(t.borderStrong, 1));
            axis->setSubTickPen(Qt::NoPen);
            axis->setTickLength(0, 4);
            axis->setSubTicks(false);
            axis->setTickLabelFont(font(TextRole::Caption));
            axis->setTickLabelColor(t.textMuted);
            axis->setLabelFont(font(TextRole::Caption));
            axis->setLabelColor(t.textMuted);
            axis->setTickLabelPadding(5);
            axis->setLabelPadding(4);
            axis->grid()->setPen(QPen(t.grid, 1));
            axis->grid()->setZeroLinePen(QPen(t.grid, 1));
        }
    }
}

void PlotWidget::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        restyle();
        updateCaption();
        queueReplot();
    }
}

void PlotWidget::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance().tokens().surface);
}

void PlotWidget::drawVector(QCPPainter& painter, const QSize& size, bool withCaption, bool withLegend) {
    m_exporting = true;
    restyle();
    const Tokens& t = tokens();
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect(QPoint(0, 0), size), t.surface);

    const QRect inside = QRect(QPoint(0, 0), size).adjusted(kExportMargin, kExportMargin, -kExportMargin, -kExportMargin);
    const QFont labelFont = font(TextRole::Label);
    int legendHeight = 0;
    if (withLegend) {
        legendHeight = qRound(m_legend->heightAt(inside.width(), labelFont)) + space::kTight;
        m_legend->paintStatic(painter, inside, t, labelFont);
    }

    int captionHeight = 0;
    if (withCaption) {
        painter.setFont(font(TextRole::Caption));
        const QRect space(inside.left(), 0, inside.width(), inside.height());
        captionHeight = QFontMetrics(painter.font()).boundingRect(space, Qt::TextWordWrap, caption()).height() + space::kTight;
        painter.setPen(t.textMuted);
        const QRect box(inside.left(), inside.bottom() - captionHeight + space::kTight, inside.width(), captionHeight);
        painter.drawText(box, Qt::TextWordWrap | Qt::AlignTop, caption());
    }
    painter.translate(inside.left(), inside.top() + legendHeight);
    m_plot->toPainter(&painter, inside.width(), qMax(40, inside.height() - legendHeight - captionHeight));
    painter.restore();
    m_exporting = false;
    restyle();
    queueReplot();
}

} // namespace postern
