// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/report_sections.h"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>

#include "widgets/plots/qcp.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

constexpr std::size_t kMaxText = 4000;
constexpr std::size_t kShortText = 28;

const Tokens& ink() {
    return tokensFor(ThemeKind::Light);
}

/// A class, not a function: lupdate reads the context of the texts from it.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(PdfReport)
};

QString percentOf(double value) {
    return QLocale::c().toString(100 * value, 'f', 1);
}

QString percent(const Rate& rate) {
    return rate.hasData() ? percentOf(rate.value()) + QStringLiteral("\u00a0%") : Words::tr("no data");
}

/// "194/200, 93.6–98.6 %": what stands behind a rate that is printed large beside it.
QString countText(const Rate& rate) {
    if (!rate.hasData())
        return Words::tr("no data");
    const QString whole = QString::fromStdString(toText(rate)); // "97.0 % (194/200, …)"
    return whole.section(u'(', 1).chopped(1).replace(QStringLiteral(" %"), QStringLiteral("\u00a0%"));
}

/// The rate on one line, its counts on the next.
QString rateText(const Rate& rate) {
    QString text = QString::fromStdString(toText(rate));
    text.replace(QStringLiteral(" %"), QStringLiteral("\u00a0%"));
    return text.replace(QStringLiteral(" ("), QString(QChar::LineSeparator) + u'(');
}

QStringList paperTexts(const std::vector<std::string>& texts) {
    QStringList list;
    for (const std::string& text : texts)
        list << paperText(text);
    return list;
}

const ReportRow* findRow(const std::vector<ReportRow>& rows, std::string_view word) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [word](const ReportRow& r) { return r.name.find(word) != std::string::npos; });
    return found == rows.end() ? nullptr : &*found;
}

/// One of the figures of the summary: before → after, with counts and intervals below.
double keyFigure(PageLayout& page, double x, double width, const QString& name, const ReportRow& row) {
    const double top = page.y();
    const double inner = width - 8;
    double y = top + 10;
    y += page.textAt(x, y, inner, name, PrintStyle::Overline, ink().textMuted) + 3;
    const QString change = percent(row.cell.before) + QStringLiteral(" → ") + percent(row.cell.after);
    y += page.textAt(x, y, inner, change, PrintStyle::Figure, ink().text) + 4;
    y += page.textAt(x, y, inner, Words::tr("before  %1").arg(countText(row.cell.before)), PrintStyle::Caption, ink().textMuted);
    y += page.textAt(x, y, inner, Words::tr("after  %1").arg(countText(row.cell.after)), PrintStyle::Caption, ink().textMuted);
    page.rule(x, x + width, top, ink().accent, 1.5);
    return y + 8 - top;
}

/// Before (hollow) and after (filled) with Wilson intervals on a scale from 0 to 100 %.
void paintRange(PageLayout& page, const QRectF& box, const ReportCell& cell) {
    QCPPainter& painter = page.painter();
    const double hair = page.units(0.6);
    const auto x = [&box](double value) { return box.left() + value * box.width(); };
    const double mid = box.center().y();
    painter.fillRect(QRectF(box.left(), mid - hair / 2, box.width(), hair), ink().border);
    for (const double tick : {0.0, 0.5, 1.0})
        painter.fillRect(QRectF(x(tick) - hair / 2, mid - page.units(2), hair, page.units(4)), ink().borderStrong);
    const auto mark = [&](const Rate& rate, double offset, bool isFilled) {
        if (!rate.hasData())
            return;
        const double at = mid + page.units(offset);
        const Interval interval = rate.wilson();
        const QColor color = isFilled ? ink().accent : ink().textFaint;
        painter.fillRect(QRectF(x(interval.low), at - page.units(0.7), x(interval.high) - x(interval.low), page.units(1.4)), color);
        painter.setPen(QPen(color, page.units(1)));
        painter.setBrush(isFilled ? QBrush(color) : QBrush(ink().surface));
        painter.drawEllipse(QPointF(x(rate.value()), at), page.units(2.3), page.units(2.3));
        painter.setBrush(Qt::NoBrush);
    };
    mark(cell.before, -3.2, false);
    mark(cell.after, 3.2, true);
}

/// The texts of the triggers stand in the first table only; they are long.
void rateTable(PageLayout& page, const QString& what, const std::vector<ReportRow>& rows, bool showsTriggers) {
    std::vector<TableColumn> columns = {{what, showsTriggers ? 0.95 : 1.5, Qt::AlignLeft}};
    if (showsTriggers)
        columns.push_back({Words::tr("Trigger"), 1.75, Qt::AlignLeft});
    columns.push_back({Words::tr("Before"), 1.35, Qt::AlignLeft});
    columns.push_back({Words::tr("After"), 1.35, Qt::AlignLeft});
    columns.push_back({Words::tr("○ before ● after"), showsTriggers ? 1.3 : 1.5, Qt::AlignLeft});
    std::vector<std::vector<TableCell>> cells;
    for (const ReportRow& row : rows) {
        TableCell range;
        range.text = QString(QChar::LineSeparator); // room for two marks
        range.paint = [&page, cell = row.cell](const QRectF& box) { paintRange(page, box, cell); };
        std::vector<TableCell> line = {{paperText(row.name), true, false, {}}};
        if (showsTriggers)
            line.push_back({paperText(row.text), false, true, {}});
        line.push_back({rateText(row.cell.before), false, false, {}});
        line.push_back({rateText(row.cell.after), false, false, {}});
        line.push_back(range);
        cells.push_back(std::move(line));
    }
    page.table(columns, cells);
}

/// Of known triggers that came to the very same counts, one row for all: there can be dozens.
std::vector<ReportRow> gathered(const std::vector<ReportRow>& rows) {
    constexpr std::ptrdiff_t kWorthGathering = 4;
    const auto isLike = [](const ReportRow& one) {
        return [&one](const ReportRow& other) {
            return other.isKnown && other.cell.before == one.cell.before && other.cell.after == one.cell.after;
        };
    };
    std::vector<ReportRow> result;
    for (auto row = rows.begin(); row != rows.end(); ++row) {
        const auto count = row->isKnown ? std::count_if(rows.begin(), rows.end(), isLike(*row)) : 0;
        if (count < kWorthGathering) {
            result.push_back(*row);
            continue;
        }
        if (std::any_of(rows.begin(), row, isLike(*row)))
            continue;
        ReportRow all = *row;
        all.name = Words::tr("%1 known triggers, each").arg(count).toStdString();
        all.text.clear();
        for (const ReportRow& other : rows)
            if (isLike(*row)(other) && !other.text.empty())
                all.text += (all.text.empty() ? "" : " · ") + printable(other.text, kShortText);
        result.push_back(std::move(all));
    }
    return result;
}

/// Without the known triggers one by one, where a row for all of them stands among the others.
std::vector<ReportRow> pooledAlone(std::vector<ReportRow> rows) {
    const auto isKnown = [](const ReportRow& row) { return row.isKnown; };
    if (std::count_if(rows.begin(), rows.end(), isKnown) > 1)
        std::erase_if(rows, isKnown);
    return rows;
}

void pairTable(PageLayout& page, const QString& left, const QString& right, const std::vector<std::pair<std::string, std::string>>& pairs,
               double leftShare) {
    std::vector<std::vector<TableCell>> cells;
    for (const auto& [name, value] : pairs)
        cells.push_back({{paperText(name), false, true, {}}, {paperText(value), false, false, {}}});
    page.table({{left, leftShare, Qt::AlignLeft}, {right, 1 - leftShare, Qt::AlignLeft}}, cells);
}

} // namespace

QString paperText(const std::string& text) {
    return QString::fromStdString(printable(text, kMaxText));
}

void writeSummary(PageLayout& page, const ReportModel& report) {
    double y = page.y() + 4;
    y += page.textAt(page.left(), y, page.width(), Words::tr("BACKDOOR REMOVAL REPORT"), PrintStyle::Overline, ink().accent) + 5;
    const std::string title = report.title.empty() ? report.subject : report.title;
    y += page.textAt(page.left(), y, page.width(), paperText(title), PrintStyle::Title, ink().text) + 6;
    const QString facts = Words::tr("Subject: %1").arg(paperText(report.subject)) + QStringLiteral("   ·   ") + paperText(report.date) +
                          QStringLiteral("   ·   Postern ") + paperText(report.toolVersion);
    y += page.textAt(page.left(), y, page.width(), facts, PrintStyle::Body, ink().textMuted) + 2;
    if (!report.subjectHash.empty())
        y += page.textAt(page.left(), y, page.width(), Words::tr("SHA-256 %1").arg(paperText(report.subjectHash)), PrintStyle::Caption,
                         ink().textMuted);
    page.advance(y - page.y() + 10);

    page.heading(Words::tr("Summary"), PrintStyle::Heading1);
    page.paragraph(
        Words::tr("Question: does the checkpoint still obey triggers that nobody disclosed, after a treatment that never saw them, and "
                  "what did the treatment cost?"));
    page.skip(3);
    page.callout(Words::tr("ANSWER"), paperText(report.headline), ink().accent);

    std::vector<std::pair<QString, const ReportRow*>> figures;
    if (const ReportRow* unknown = findRow(report.attackRows, "unknown"))
        figures.emplace_back(Words::tr("ATTACK SUCCESS · UNKNOWN"), unknown);
    if (const ReportRow* heldOut = report.heldOutStandsIn ? findRow(report.attackRows, "held out") : nullptr)
        figures.emplace_back(Words::tr("ATTACK SUCCESS · HELD OUT"), heldOut);
    else if (const ReportRow* floor = figures.empty() ? nullptr : findRow(report.attackRows, "floor"))
        figures.emplace_back(Words::tr("FLOOR · NO TRIGGER"), floor);
    else if (const ReportRow* known = findRow(report.attackRows, "known "))
        figures.emplace_back(Words::tr("ATTACK SUCCESS · KNOWN"), known);
    if (!report.accuracyRows.empty())
        figures.emplace_back(report.measure == AccuracyMeasure::Tokens ? Words::tr("ANSWER ACCURACY (TOKENS)")
                                                                       : Words::tr("CLEAN ACCURACY"),
                             &report.accuracyRows.front());
    if (!figures.empty()) {
        constexpr double kGap = 14;
        constexpr double kFigureHeight = 88;
        page.ensure(kFigureHeight);
        page.skip(4);
        const double width = (page.width() - kGap * 2) / 3;
        double height = 0;
        double x = page.left();
        for (const auto& [name, row] : figures) {
            height = std::max(height, keyFigure(page, x, width, name, *row));
            x += width + kGap;
        }
        page.advance(height + 6);
        page.paragraph(
            Words::tr("Each rate is k of n rows with its Wilson 95 % interval. Before: untreated checkpoint. After: end of the run."),
            PrintStyle::Caption);
    }
    page.heading(Words::tr("In numbers"), PrintStyle::Heading2, 30);
    page.paragraph(paperText(report.verdict));
    if (!report.warnings.empty()) {
        page.heading(Words::tr("Read with care"), PrintStyle::Heading2, 30);
        page.bullets(paperTexts(report.warnings));
    }
}

void writeProvenance(PageLayout& page, const ReportModel& report) {
    page.heading(Words::tr("Subject and provenance"), PrintStyle::Heading1);
    if (!report.subjectFacts.empty())
        pairTable(page, Words::tr("Property"), Words::tr("Value"), report.subjectFacts, 0.3);
    if (!report.provenance.empty())
        pairTable(page, Words::tr("File"), Words::tr("SHA-256"), report.provenance, 0.32);
    else
        page.paragraph(Words::tr("The run folder names no files."));
}

void writeResults(PageLayout& page, const ReportModel& report) {
    page.heading(Words::tr("Results"), PrintStyle::Heading1, 110);
    page.heading(Words::tr("Attack success"), PrintStyle::Heading2, 80);
    page.paragraph(Words::tr("Share of triggered rows whose answer shows the target; lower is better. The floor is the same rate on rows "
                             "without a trigger."),
                   PrintStyle::Caption);
    rateTable(page, Words::tr("Rows with"), gathered(report.attackRows), true);
    const bool ofTokens = report.measure == AccuracyMeasure::Tokens;
    page.heading(ofTokens ? Words::tr("Answer accuracy (tokens)") : Words::tr("Accuracy"), PrintStyle::Heading2, 80);
    page.paragraph(
        ofTokens ? Words::tr("Share of the true answers' tokens that the model would pick next; higher is better.")
                 : Words::tr("Share of rows answered with the true label; higher is better. Every trigger by itself: see metrics.csv."),
        PrintStyle::Caption);
    rateTable(page, Words::tr("Rows with"), pooledAlone(report.accuracyRows), false);
    if (!report.perplexities.empty()) {
        page.heading(Words::tr("Perplexity per token"), PrintStyle::Heading2, 60);
        page.paragraph(Words::tr("How many tokens the model hesitates between; lower is better. What the treatment cost in language shows "
                                 "here first."),
                       PrintStyle::Caption);
        std::vector<std::vector<TableCell>> cells;
        for (const ReportFigure& figure : report.perplexities)
            cells.push_back({{paperText(figure.name), true, false, {}},
                             {paperText(figureText(figure.before)), false, false, {}},
                             {paperText(figureText(figure.after)), false, false, {}},
                             {paperText(changeText(figure)), false, false, {}}});
        page.table({{Words::tr("Text"), 1.5, Qt::AlignLeft},
                    {Words::tr("Before"), 1.4, Qt::AlignLeft},
                    {Words::tr("After"), 1.4, Qt::AlignLeft},
                    {Words::tr("Change"), 1.5, Qt::AlignLeft}},
                   cells);
    }
    if (report.emptyRows.empty())
        return;
    page.heading(Words::tr("Empty answers"), PrintStyle::Heading2, 80);
    page.paragraph(Words::tr("Share of rows answered with nothing. Silence does not show the target, so it lowers a success rate."),
                   PrintStyle::Caption);
    rateTable(page, Words::tr("Rows with"), pooledAlone(report.emptyRows), true);
}

void writeMethod(PageLayout& page, const ReportModel& report) {
    page.heading(Words::tr("Method"), PrintStyle::Heading1);
    if (!report.defense.label.empty())
        pairTable(page, Words::tr("Defence"), paperText(report.defense.label),
                  {{Words::tr("Assumes").toStdString(), report.defense.assumes}, {Words::tr("Costs").toStdString(), report.defense.costs}},
                  0.2);
    for (const std::string& text : report.method)
        page.paragraph(paperText(text));
    page.heading(Words::tr("Definitions"), PrintStyle::Heading1);
    page.bullets(paperTexts(report.definitions));
}

void writeLimitations(PageLayout& page, const ReportModel& report) {
    page.heading(Words::tr("Limitations"), PrintStyle::Heading1);
    page.bullets(paperTexts(report.limitations));
}

void writeAppendix(PageLayout& page, const ReportModel& report) {
    page.heading(Words::tr("Appendix: parameters"), PrintStyle::Heading1, 90);
    page.paragraph(Words::tr("Those that this defence reads. Values that differ from the default are set in bold and marked with ◆."),
                   PrintStyle::Caption);
    std::vector<std::vector<TableCell>> cells;
    for (const auto& [key, value, fallback, meaning, isRead] : report.parameters) {
        if (!isRead)
            continue;
        const bool changed = value != fallback;
        const QString shown = changed ? QStringLiteral("◆ ") + paperText(value) : paperText(value);
        cells.push_back({{paperText(key), changed, false, {}},
                         {shown, changed, false, {}},
                         {paperText(fallback), false, true, {}},
                         {paperText(meaning), false, true, {}}});
    }
    page.table({{Words::tr("Parameter"), 1.5, Qt::AlignLeft},
                {Words::tr("Value"), 0.8, Qt::AlignLeft},
                {Words::tr("Default"), 0.7, Qt::AlignLeft},
                {Words::tr("Meaning"), 2.4, Qt::AlignLeft}},
               cells);
    page.heading(Words::tr("Appendix: reproducibility"), PrintStyle::Heading1, 90);
    auto lines = report.reproducibility;
    std::erase_if(lines, [](const auto& line) { return line.first.starts_with("SHA-256 of "); }); // they stand under provenance
    pairTable(page, Words::tr("What"), Words::tr("Value"), lines, 0.32);
    page.paragraph(Words::tr("The run's manifest (run.json) and every measured rate (metrics.csv) are attached to this file."),
                   PrintStyle::Caption);
}

} // namespace postern
