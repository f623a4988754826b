// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>
#include <QStringList>

class QPdfWriter;
class QTextLayout;

class QCPPainter;

namespace postern {

/// What stands on every page.
struct RunningHead {
    QString left;
    QString right;
    QString footer;
};

enum class PrintStyle { Body, Small, Caption, Lead, Heading1, Heading2, Title, Overline, Figure, TableHead };

struct TableColumn {
    QString title;
    double share = 1; ///< of the width, relative to the other columns
    Qt::Alignment align = Qt::AlignLeft;
};

struct TableCell {
    QString text;
    bool strong = false;
    bool muted = false;
    std::function<void(const QRectF&)> paint; ///< instead of text; the rectangle is in printer units
};

/// A small page layout engine on a QPdfWriter: flowing paragraphs, tables whose heads repeat, figures, page breaks that
/// leave no heading alone. All distances in points; text is plain text.
class PageLayout {
public:
    /// `totalPages` 0 in the first of two passes, which only counts.
    PageLayout(QPdfWriter& writer, QCPPainter& painter, RunningHead head, int totalPages);

    [[nodiscard]] int pageCount() const { return m_page; }
    [[nodiscard]] double width() const { return m_right - m_left; }
    [[nodiscard]] double left() const { return m_left; }
    [[nodiscard]] double y() const { return m_y; }
    [[nodiscard]] double remaining() const { return m_bottom - m_y; }

    void newPage();
    /// Breaks the page unless `height` points are left.
    void ensure(double height);
    /// White space: nothing at the top of a page.
    void skip(double height);
    /// Past something that was drawn with `textAt`.
    void advance(double height) { m_y += height; }

    /// Keeps at least `follow` points of what follows on the same page.
    void heading(const QString& text, PrintStyle style, double follow = 64);
    /// A caption stays in one piece.
    void paragraph(const QString& text, PrintStyle style = PrintStyle::Body);
    void bullets(const QStringList& items);
    /// A page that it continues on repeats its head, below the last heading.
    void table(const std::vector<TableColumn>& columns, const std::vector<std::vector<TableCell>>& rows);
    [[nodiscard]] double tableHeight(const std::vector<TableColumn>& columns, const std::vector<std::vector<TableCell>>& rows) const;
    /// Numbers itself; the caption stays with the picture. `paint` gets the painter with the picture's top left corner as origin
    /// and one point as unit.
    void figure(double height, const QString& caption, const std::function<void()>& paint);
    /// A tinted box with an accent edge: what it says first in large type, the rest below.
    void callout(const QString& title, const QString& lead, const QString& text, const QColor& edge);

    /// Draws text wrapped into `width` at a position and returns its height; nothing flows.
    double textAt(double x, double top, double width, const QString& text, PrintStyle style, const QColor& color,
                  Qt::Alignment align = Qt::AlignLeft);
    [[nodiscard]] double textHeight(const QString& text, PrintStyle style, double width) const;
    void fill(const QRectF& rect, const QColor& color);
    void rule(double x1, double x2, double y, const QColor& color, double thickness = 0.5);
    /// Points to printer units.
    [[nodiscard]] double units(double points) const { return points * m_unit; }
    [[nodiscard]] QCPPainter& painter() { return m_painter; }

private:
    [[nodiscard]] QFont fontOf(PrintStyle style) const;
    double layOut(QTextLayout& layout, double width, Qt::Alignment align) const;
    void decorate();
    [[nodiscard]] std::vector<double> columnWidths(const std::vector<TableColumn>& columns) const;
    [[nodiscard]] double headHeight(const std::vector<TableColumn>& columns, const std::vector<double>& widths) const;
    void tableHead(const std::vector<TableColumn>& columns, const std::vector<double>& widths);
    [[nodiscard]] double rowHeight(const std::vector<TableCell>& row, const std::vector<double>& widths) const;

    QPdfWriter& m_writer;
    QCPPainter& m_painter;
    RunningHead m_head;
    QString m_heading; ///< the last one
    int m_total;
    int m_page = 1;
    int m_figure = 0;
    double m_unit;
    double m_left = 0;
    double m_right = 0;
    double m_top = 0;
    double m_bottom = 0;
    double m_y = 0;
};

} // namespace postern
