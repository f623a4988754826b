// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/export_plot.h"

#include <charconv>

#include <QBuffer>
#include <QPageLayout>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include "engine/core/json.h"
#include "widgets/plots/qcp.h"

namespace postern {

namespace {

constexpr int kMinSide = 120;
constexpr int kMaxSide = 8000;
constexpr int kPdfResolution = 1200; // dots per inch: finer than any printer
constexpr double kScreenResolution = 96;

bool isNumber(std::string_view cell) {
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return error == std::errc() && end == cell.data() + cell.size();
}

std::string csvCell(const std::string& cell) {
    std::string text = cell;
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos && !isNumber(text))
        text.insert(text.begin(), '\'');
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string csvLine(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0)
            line += ',';
        line += csvCell(cells[i]);
    }
    return line + '\n';
}

bool paintPng(PlotWidget& plot, QBuffer& buffer, const ExportOptions& options) {
    QImage image(options.size * options.scale, QImage::Format_RGB32);
    if (image.isNull())
        return false;
    QCPPainter painter;
    if (!painter.begin(&image))
        return false;
    painter.scale(options.scale, options.scale);
    plot.drawVector(painter, options.size, options.withCaption);
    return painter.end() && image.save(&buffer, "PNG");
}

bool paintSvg(PlotWidget& plot, QBuffer& buffer, const ExportOptions& options) {
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(options.size);
    generator.setViewBox(QRect(QPoint(0, 0), options.size));
    generator.setResolution(qRound(kScreenResolution));
    generator.setTitle(plot.accessibleName());
    generator.setDescription(plot.caption());
    QCPPainter painter;
    if (!painter.begin(&generator))
        return false;
    plot.drawVector(painter, options.size, options.withCaption);
    return painter.end();
}

bool paintPdf(PlotWidget& plot, QBuffer& buffer, const ExportOptions& options) {
    QPdfWriter writer(&buffer);
    writer.setResolution(kPdfResolution);
    writer.setCreator(QStringLiteral("Postern " POSTERN_VERSION));
    writer.setTitle(plot.accessibleName());
    const QSizeF points = QSizeF(options.size) * 72.0 / kScreenResolution;
    writer.setPageLayout(QPageLayout(QPageSize(points, QPageSize::Point, {}, QPageSize::ExactMatch), QPageLayout::Portrait, QMarginsF()));
    QCPPainter painter;
    if (!painter.begin(&writer))
        return false;
    painter.scale(kPdfResolution / kScreenResolution, kPdfResolution / kScreenResolution);
    plot.drawVector(painter, options.size, options.withCaption);
    return painter.end();
}

} // namespace

std::string toCsv(const DataTable& table) {
    std::string text = csvLine(table.head);
    for (const auto& row : table.rows)
        text += csvLine(row);
    return text;
}

Result<void> exportPlot(PlotWidget& plot, const std::filesystem::path& path, const ExportOptions& options) {
    const std::string suffix = QString::fromStdString(path.extension().string()).toLower().toStdString();
    if (suffix == ".csv")
        return writeFileAtomically(path, toCsv(plot.table()));
    const QSize& size = options.size;
    if (size.width() < kMinSide || size.height() < kMinSide || size.width() > kMaxSide || size.height() > kMaxSide ||
        !(options.scale >= 0.5) || options.scale > 8)
        return fail(ErrorCode::ParameterInvalid, path.string(), "the picture's size or scale is out of range");
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    bool painted = false;
    if (suffix == ".png")
        painted = paintPng(plot, buffer, options);
    else if (suffix == ".svg")
        painted = paintSvg(plot, buffer, options);
    else if (suffix == ".pdf")
        painted = paintPdf(plot, buffer, options);
    else
        return fail(ErrorCode::ParameterInvalid, path.string(), "the suffix must be .png, .svg, .pdf or .csv");
    buffer.close();
    if (!painted)
        return fail(ErrorCode::FileUnwritable, path.string(), "the picture could not be painted");
    return writeFileAtomically(path, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace postern
