// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/pdf_report.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QPageLayout>
#include <QPdfWriter>

#include "engine/run/run_folder.h"
#include "widgets/plots/qcp.h"
#include "widgets/report/report_sections.h"

namespace postern {

namespace {

constexpr int kResolution = 1200;
constexpr qsizetype kShortHash = 16;

/// A class, not a function: lupdate reads the context of the texts from it.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(PdfReport)
};

int writePages(QPdfWriter& writer, QCPPainter& painter, const RunRecord& record, const ReportModel& report, int totalPages) {
    RunningHead head;
    head.left = paperText(report.subject);
    if (!report.subjectHash.empty())
        head.right = Words::tr("SHA-256 %1…").arg(paperText(report.subjectHash).left(kShortHash));
    head.footer = QStringLiteral("Postern %1   ·   %2").arg(paperText(report.toolVersion), paperText(report.date));
    PageLayout page(writer, painter, std::move(head), totalPages);
    writeSummary(page, report);
    writeResults(page, report);
    writeFigures(page, record);
    writeLimitations(page, report);
    writeMethod(page, report);
    writeProvenance(page, report);
    writeAppendix(page, report);
    return page.pageCount();
}

/// One pass; the first only tells how many pages there are.
Result<QByteArray> pass(const RunRecord& record, const ReportModel& report, int totalPages, int& pages) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(kResolution);
        writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF()));
        writer.setTitle(paperText(report.title.empty() ? report.subject : report.title));
        writer.setCreator(QStringLiteral("Postern ") + paperText(report.toolVersion));
        if (totalPages > 0) {
            const std::string manifest = record.manifest.dump(2, ' ', false, Json::error_handler_t::replace);
            writer.addFileAttachment(QStringLiteral("run.json"), QByteArray::fromStdString(manifest), QStringLiteral("application/json"));
            writer.addFileAttachment(QStringLiteral("metrics.csv"), QByteArray::fromStdString(metricsCsv(record.evaluations)),
                                     QStringLiteral("text/csv"));
        }
        QCPPainter painter;
        if (!painter.begin(&writer))
            return fail(ErrorCode::Internal, "report", "the PDF painter could not start");
        pages = writePages(writer, painter, record, report, totalPages);
        if (!painter.end())
            return fail(ErrorCode::Internal, "report", "the PDF could not be finished");
    }
    return bytes;
}

/// QPdfWriter stamps the present; the report bears the date of its run. Same length, so no offset moves.
void fixDate(QByteArray& pdf, const std::string& date) {
    const QDateTime stamp = QDateTime::fromString(QString::fromStdString(date), Qt::ISODate).toUTC();
    const QByteArray digits = stamp.isValid() ? stamp.toString(QStringLiteral("yyyyMMddHHmmss")).toLatin1() : QByteArray("19700101000000");
    const QByteArray key = "/CreationDate (D:";
    const qsizetype at = pdf.lastIndexOf(key);
    if (at < 0 || digits.size() != 14)
        return;
    pdf.replace(at + key.size(), digits.size(), digits);
    // "+01'00'": the hours of the machine's zone say nothing about the run.
    const qsizetype zone = at + key.size() + digits.size();
    if (zone + 7 <= pdf.size() && (pdf[zone] == '+' || pdf[zone] == '-'))
        pdf.replace(zone, 7, "+00'00'");
}

} // namespace

std::optional<std::int64_t> seedOf(const RunRecord& record) {
    const Json& manifest = record.manifest;
    if (!manifest.is_object())
        return std::nullopt;
    const auto integer = [](const Json& object, const char* key) -> std::optional<std::int64_t> {
        if (!object.is_object() || !object.contains(key) || !object[key].is_number_integer())
            return std::nullopt;
        return object[key].get<std::int64_t>();
    };
    if (const auto seed = integer(manifest, "seed"))
        return seed;
    if (const auto seeds = manifest.find("seeds"); seeds != manifest.end() && seeds->is_object())
        for (const char* key : {"run", "seed", "master", "run.seed"})
            if (const auto seed = integer(*seeds, key))
                return seed;
    const Json parameters = manifest.value(Json::json_pointer("/specification/parameters"), Json::object());
    return integer(parameters, "run.seed");
}

Result<void> writePdfReport(const RunRecord& record, const ReportModel& report, const std::filesystem::path& path) {
    // A report reads the same wherever it is made.
    const QLocale desktop;
    QLocale::setDefault(QLocale::c());
    int pages = 0;
    Result<QByteArray> pdf = pass(record, report, 0, pages);
    if (pdf)
        pdf = pass(record, report, pages, pages);
    QLocale::setDefault(desktop);
    if (!pdf)
        return tl::make_unexpected(std::move(pdf).error());
    fixDate(*pdf, report.date);
    return writeFileAtomically(path, std::string_view(pdf->constData(), static_cast<std::size_t>(pdf->size())));
}

} // namespace postern
