// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/page_layout.h"

#include <algorithm>
#include <numeric>

#include <QCoreApplication>
#include <QPdfWriter>
#include <QTextLayout>

#include "widgets/plots/qcp.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

constexpr double kSideMargin = 56; // pt
constexpr double kTopMargin = 66;
constexpr double kBottomMargin = 62;
constexpr double kCellPadding = 5;
constexpr double kRowPadding = 4;
constexpr double kBulletIndent = 13;

const Tokens& ink() {
    return tokensFor(ThemeKind::Light);
}

/// A class, not a function: lupdate reads the context of the texts from it.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(PdfReport)
};

struct StyleStep {
    double size; ///< pt
    QFont::Weight weight;
    double leading;
};

StyleStep stepOf(PrintStyle style) {
    switch (style) {
    case PrintStyle::Body:
        return {9.5, QFont::Normal, 1.42};
    case PrintStyle::Small:
        return {8, QFont::Normal, 1.35};
    case PrintStyle::Caption:
        return {8, QFont::Normal, 1.38};
    case PrintStyle::Lead:
        return {12, QFont::DemiBold, 1.38};
    case PrintStyle::Heading1:
        return {15, QFont::DemiBold, 1.25};
    case PrintStyle::Heading2:
        return {11, QFont::DemiBold, 1.3};
    case PrintStyle::Title:
        return {24, QFont::DemiBold, 1.18};
    case PrintStyle::Overline:
        return {8, QFont::DemiBold, 1.3};
    case PrintStyle::Figure:
        return {16, QFont::DemiBold, 1.2};
    case PrintStyle::TableHead:
        return {8, QFont::DemiBold, 1.3};
    }
    return {9.5, QFont::Normal, 1.4};
}

QColor colorOf(PrintStyle style) {
    const bool muted = style == PrintStyle::Caption || style == PrintStyle::Overline || style == PrintStyle::TableHead;
    return muted ? ink().textMuted : ink().text;
}

} // namespace

PageLayout::PageLayout(QPdfWriter& writer, QCPPainter& painter, RunningHead head, int totalPages)
    : m_writer(writer), m_painter(painter), m_head(std::move(head)), m_total(totalPages), m_unit(writer.resolution() / 72.0) {
    const QSizeF page = writer.pageLayout().fullRectPoints().size();
    m_left = kSideMargin;
    m_right = page.width() - kSideMargin;
    m_top = kTopMargin;
    m_bottom = page.height() - kBottomMargin;
    m_y = m_top;
    decorate();
}

QFont PageLayout::fontOf(PrintStyle style) const {
    const StyleStep step = stepOf(style);
    QFont font;
    font.setFamilies(fontFamilies());
    font.setPointSizeF(step.size);
    font.setWeight(step.weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    // Contextual glyphs have no code point: "U+200B" would be copied and searched as "U 200B".
    font.setStyleStrategy(QFont::PreferNoShaping);
    if (style == PrintStyle::Overline)
        font.setLetterSpacing(QFont::PercentageSpacing, 106);
    return font;
}

void PageLayout::decorate() {
    const double headY = kTopMargin - 34;
    textAt(m_left, headY, width(), m_head.left, PrintStyle::Small, ink().textMuted);
    textAt(m_left, headY, width(), m_head.right, PrintStyle::Small, ink().textMuted, Qt::AlignRight);
    rule(m_left, m_right, headY + 15, ink().border);
    const double footY = m_bottom + 22;
    rule(m_left, m_right, footY - 6, ink().border);
    textAt(m_left, footY, width(), m_head.footer, PrintStyle::Small, ink().textMuted);
    textAt(m_left, footY, width(), Words::tr("Page %1 of %2").arg(m_page).arg(m_total), PrintStyle::Small, ink().textMuted, Qt::AlignRight);
}

void PageLayout::newPage() {
    m_writer.newPage();
    ++m_page;
    m_y = m_top;
    decorate();
}

void PageLayout::ensure(double height) {
    if (height > remaining() && m_y > m_top)
        newPage();
}

void PageLayout::skip(double height) {
    if (m_y > m_top)
        m_y = std::min(m_bottom, m_y + height);
}

double PageLayout::layOut(QTextLayout& layout, double width, Qt::Alignment align) const {
    QTextOption option(align);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.setCacheEnabled(true);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine())
        line.setLineWidth(units(width));
    layout.endLayout();
    return layout.lineCount();
}

double PageLayout::textHeight(const QString& text, PrintStyle style, double width) const {
    QTextLayout layout(text, fontOf(style), &m_writer);
    const StyleStep step = stepOf(style);
    return layOut(layout, width, Qt::AlignLeft) * step.size * step.leading;
}

double PageLayout::textAt(double x, double top, double width, const QString& text, PrintStyle style, const QColor& color,
                          Qt::Alignment align) {
    QTextLayout layout(text, fontOf(style), &m_writer);
    const StyleStep step = stepOf(style);
    const double lines = layOut(layout, width, align);
    m_painter.setPen(color);
    for (int i = 0; i < layout.lineCount(); ++i) {
        const QTextLine line = layout.lineAt(i);
        const double at = units(top + i * step.size * step.leading) - line.y();
        line.draw(&m_painter, QPointF(units(x), at));
    }
    return lines * step.size * step.leading;
}

void PageLayout::fill(const QRectF& rect, const QColor& color) {
    m_painter.fillRect(QRectF(units(rect.x()), units(rect.y()), units(rect.width()), units(rect.height())), color);
}

void PageLayout::rule(double x1, double x2, double y, const QColor& color, double thickness) {
    fill(QRectF(x1, y - thickness / 2, x2 - x1, thickness), color);
}

void PageLayout::heading(const QString& text, PrintStyle style, double follow) {
    const double before = style == PrintStyle::Heading1 ? 22 : 12;
    const double height = textHeight(text, style, width());
    ensure(before + height + follow);
    skip(before);
    textAt(m_left, m_y, width(), text, style, colorOf(style));
    m_heading = text;
    m_y += height + (style == PrintStyle::Heading1 ? 7 : 4);
}

void PageLayout::paragraph(const QString& text, PrintStyle style) {
    QTextLayout layout(text, fontOf(style), &m_writer);
    const StyleStep step = stepOf(style);
    const double lineHeight = step.size * step.leading;
    layOut(layout, width(), Qt::AlignLeft);
    const int lines = layout.lineCount();
    // Neither a first nor a last line stands alone on a page.
    ensure(lineHeight * std::min(lines, lines == 3 || style == PrintStyle::Caption ? lines : 2));
    for (int i = 0; i < lines; ++i) {
        const bool wouldLeaveOne = i == lines - 2 && lines > 3 && remaining() < 2 * lineHeight;
        if (remaining() < lineHeight || wouldLeaveOne)
            newPage();
        m_painter.setPen(colorOf(style));
        const QTextLine line = layout.lineAt(i);
        line.draw(&m_painter, QPointF(units(m_left), units(m_y) - line.y()));
        m_y += lineHeight;
    }
    skip(step.size * 0.62);
}

void PageLayout::bullets(const QStringList& items) {
    const StyleStep step = stepOf(PrintStyle::Body);
    for (const QString& item : items) {
        const double height = textHeight(item, PrintStyle::Body, width() - kBulletIndent);
        ensure(std::min(height, m_bottom - m_top));
        const double dot = 3;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(ink().accent);
        m_painter.drawEllipse(QRectF(units(m_left + 1), units(m_y + step.size * 0.45), units(dot), units(dot)));
        m_painter.setBrush(Qt::NoBrush);
        m_y += textAt(m_left + kBulletIndent, m_y, width() - kBulletIndent, item, PrintStyle::Body, ink().text);
        skip(4);
    }
    skip(3);
}

double PageLayout::rowHeight(const std::vector<TableCell>& row, const std::vector<double>& widths) const {
    double height = 0;
    for (std::size_t c = 0; c < row.size(); ++c)
        height = std::max(height, textHeight(row[c].text, PrintStyle::Small, widths[c] - 2 * kCellPadding));
    return std::min(height, m_bottom - m_top - 60) + 2 * kRowPadding;
}

std::vector<double> PageLayout::columnWidths(const std::vector<TableColumn>& columns) const {
    const double shares =
        std::accumulate(columns.begin(), columns.end(), 0.0, [](double sum, const TableColumn& c) { return sum + c.share; });
    std::vector<double> widths;
    for (const TableColumn& column : columns)
        widths.push_back(width() * column.share / shares);
    return widths;
}

/// Without the padding.
double PageLayout::headHeight(const std::vector<TableColumn>& columns, const std::vector<double>& widths) const {
    double height = 0;
    for (std::size_t c = 0; c < columns.size(); ++c)
        height = std::max(height, textHeight(columns[c].title, PrintStyle::TableHead, widths[c] - 2 * kCellPadding));
    return height;
}

double PageLayout::tableHeight(const std::vector<TableColumn>& columns, const std::vector<std::vector<TableCell>>& rows) const {
    const std::vector<double> widths = columnWidths(columns);
    return std::accumulate(rows.begin(), rows.end(), headHeight(columns, widths) + 2 * kRowPadding,
                           [&](double sum, const auto& row) { return sum + rowHeight(row, widths); });
}

void PageLayout::tableHead(const std::vector<TableColumn>& columns, const std::vector<double>& widths) {
    const double height = headHeight(columns, widths);
    double x = m_left;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const double own = textHeight(columns[c].title, PrintStyle::TableHead, widths[c] - 2 * kCellPadding);
        textAt(x + kCellPadding, m_y + kRowPadding + height - own, widths[c] - 2 * kCellPadding, columns[c].title, PrintStyle::TableHead,
               ink().textMuted, columns[c].align);
        x += widths[c];
    }
    m_y += height + 2 * kRowPadding;
    rule(m_left, m_right, m_y, ink().borderStrong, 0.8);
}

void PageLayout::table(const std::vector<TableColumn>& columns, const std::vector<std::vector<TableCell>>& rows) {
    const std::vector<double> widths = columnWidths(columns);
    const auto heightOf = [&](std::size_t row) { return row < rows.size() ? rowHeight(rows[row], widths) : 0.0; };
    // Neither a first nor a last row stands alone on a page.
    ensure(std::min(headHeight(columns, widths) + 2 * kRowPadding + heightOf(0) + heightOf(1), m_bottom - m_top));
    tableHead(columns, widths);
    std::size_t first = 0; // row of this page
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const auto& row = rows[r];
        const double height = heightOf(r);
        const double last = r + 2 == rows.size() && r > first ? heightOf(r + 1) : 0.0;
        if (height + last > remaining()) {
            newPage();
            if (!m_heading.isEmpty())
                m_y += textAt(m_left, m_y, width(), Words::tr("%1, continued").arg(m_heading), PrintStyle::Caption, ink().textMuted) + 2;
            tableHead(columns, widths);
            first = r;
        }
        double x = m_left;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const TableCell& cell = row[c];
            if (cell.paint)
                cell.paint(QRectF(units(x + kCellPadding), units(m_y + 2), units(widths[c] - 2 * kCellPadding), units(height - 4)));
            else
                textAt(x + kCellPadding, m_y + kRowPadding, widths[c] - 2 * kCellPadding, cell.text,
                       cell.strong ? PrintStyle::TableHead : PrintStyle::Small, cell.muted ? ink().textMuted : ink().text,
                       columns[c].align);
            x += widths[c];
        }
        m_y += height;
        rule(m_left, m_right, m_y, ink().grid);
    }
    skip(10);
}

void PageLayout::figure(double height, const QString& caption, const std::function<void()>& paint) {
    const QString text = Words::tr("Figure %1. %2").arg(m_figure + 1).arg(caption);
    const double captionHeight = textHeight(text, PrintStyle::Caption, width());
    ensure(height + captionHeight + 8);
    ++m_figure;
    m_painter.save();
    m_painter.translate(units(m_left), units(m_y));
    m_painter.scale(m_unit, m_unit);
    paint();
    m_painter.restore();
    m_y += height + 3;
    textAt(m_left, m_y, width(), text, PrintStyle::Caption, ink().textMuted);
    m_y += captionHeight;
    skip(14);
}

void PageLayout::callout(const QString& title, const QString& lead, const QString& text, const QColor& edge) {
    const double inner = width() - 28;
    const double titleHeight = title.isEmpty() ? 0 : textHeight(title, PrintStyle::Overline, inner) + 3;
    const double leadHeight = textHeight(lead, PrintStyle::Lead, inner) + (text.isEmpty() ? 0 : 6);
    const double height = titleHeight + leadHeight + (text.isEmpty() ? 0 : textHeight(text, PrintStyle::Body, inner)) + 22;
    ensure(std::min(height, m_bottom - m_top));
    fill(QRectF(m_left, m_y, width(), height), ink().band);
    fill(QRectF(m_left, m_y, 3, height), edge);
    if (!title.isEmpty())
        textAt(m_left + 16, m_y + 11, inner, title, PrintStyle::Overline, edge);
    textAt(m_left + 16, m_y + 11 + titleHeight, inner, lead, PrintStyle::Lead, ink().text);
    if (!text.isEmpty())
        textAt(m_left + 16, m_y + 11 + titleHeight + leadHeight, inner, text, PrintStyle::Body, ink().text);
    m_y += height;
    skip(12);
}

} // namespace postern
