// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/report_sections.h"

#include <algorithm>

#include <QCoreApplication>
#include <QRegularExpression>

#include "widgets/plots/qcp.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

constexpr std::size_t kMaxText = 4000;

const Tokens& ink() {
    return tokensFor(ThemeKind::Light);
}

/// A class, not a function: lupdate reads the context of the texts from it.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(PdfReport)
};

QString withFixedSpaces(const std::string& text) {
    return QString::fromStdString(text).replace(QStringLiteral(" %"), QStringLiteral("\u00a0%"));
}

/// "194/200, 93.6–98.6 %": what stands behind a rate that is printed large beside it.
QString countText(const Rate& rate) {
    QString text = withFixedSpaces(toText(rate));
    const qsizetype open = text.indexOf(QStringLiteral(" ("));
    return open < 0 ? text : text.mid(open + 2).chopped(1);
}

/// The rate on one line, its counts on the next.
QString rateText(const Rate& rate) {
    return withFixedSpaces(toText(rate)).replace(QStringLiteral(" ("), QString(QChar::LineSeparator) + u'(');
}

/// No line ends within "≤ 6.0 %".
QString proseText(const std::string& text) {
    static const QRegularExpression space(QStringLiteral("(?<=[0-9]) (?=%)|(?<=[≤≥]) "));
    return paperText(text).replace(space, QString(QChar::Nbsp));
}

QStringList paperTexts(const std::vector<std::string>& texts) {
    QStringList list;
    for (const std::string& text : texts)
        list << proseText(text);
    return list;
}

const ReportRow* findRow(const std::vector<ReportRow>& rows, std::string_view word) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [word](const ReportRow& r) { return r.name.find(word) != std::string::npos; });
    return found == rows.end() ? nullptr : &*found;
}

/// One of the figures of the summary: before → after, and what is to be known of it below.
struct KeyFigure {
    QString name;
    QString change;
    QString below;
};

KeyFigure keyFigure(const QString& name, const ReportCell& cell, const QString& before = Words::tr("before  %1")) {
    return {name, withFixedSpaces(shareText(cell.before)) + QStringLiteral(" → ") + withFixedSpaces(shareText(cell.after)),
            before.arg(countText(cell.before)) + QChar(QChar::LineSeparator) + Words::tr("after  %1").arg(countText(cell.after))};
}

/// At most three: of the attack, of the accuracy, and of what else there is.
std::vector<KeyFigure> keyFigures(const ReportModel& report) {
    std::vector<KeyFigure> figures;
    const ReportRow* known = findRow(report.attackRows, "known ");
    if (const ReportRow* unknown = findRow(report.attackRows, "unknown"))
        figures.push_back(keyFigure(Words::tr("ATTACK SUCCESS · UNKNOWN"), unknown->cell));
    // Beside the unknown one the others say less than what the treatment cost.
    const bool hasRoom = figures.empty() || report.perplexity.empty();
    // In the untreated checkpoint a held-out trigger means nothing yet; what recovery undoes is the state after injection.
    if (hasRoom && report.heldOut.after.hasData())
        figures.push_back(keyFigure(Words::tr("ATTACK SUCCESS · HELD OUT"), report.heldOut, Words::tr("injected  %1")));
    // Nothing before and nothing after is what a known trigger should show; it says nothing of the outcome.
    else if (hasRoom && known && (known->cell.before.hits > 0 || known->cell.after.hits > 0))
        figures.push_back(keyFigure(Words::tr("ATTACK SUCCESS · KNOWN"), known->cell));
    if (!report.accuracyRows.empty())
        figures.push_back(
            keyFigure(report.measure == AccuracyMeasure::Tokens ? Words::tr("ANSWER ACCURACY (TOKENS)") : Words::tr("CLEAN ACCURACY"),
                      report.accuracyRows.front().cell));
    if (!report.perplexity.empty()) {
        const ReportPerplexity& clean = report.perplexity.front();
        figures.push_back(
            {Words::tr("PERPLEXITY · CLEAN PROMPTS"),
             withFixedSpaces(perplexityText(clean.before)) + QStringLiteral(" → ") + withFixedSpaces(perplexityText(clean.after)),
             withFixedSpaces(changeText(clean)) + QChar(QChar::LineSeparator) + Words::tr("lower is better")});
    }
    return figures;
}

double drawKeyFigure(PageLayout& page, double x, double width, const KeyFigure& figure) {
    const double top = page.y();
    const double inner = width - 8;
    double y = top + 10;
    y += page.textAt(x, y, inner, figure.name, PrintStyle::Overline, ink().textMuted) + 3;
    y += page.textAt(x, y, inner, figure.change, PrintStyle::Figure, ink().text) + 4;
    y += page.textAt(x, y, inner, figure.below, PrintStyle::Caption, ink().textMuted);
    page.rule(x, x + width, top, ink().accent, 1.5);
    return y + 8 - top;
}

/// Before (hollow) and after (filled) with Wilson intervals on a scale from 0 to 100 %.
void paintRange(PageLayout& page, const QRectF& box, const std::vector<ReportCell>& cells) {
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
    for (const ReportCell& cell : cells) {
        mark(cell.before, -3.2, false);
        mark(cell.after, 3.2, true);
    }
}

/// Which known triggers share a line.
enum class Alike {
    SameCounts,     ///< the most frequent ones
    WithinIntervals ///< those whose intervals overlap those of all known triggers together
};

bool overlap(const Rate& a, const Rate& b) {
    return a.wilson().low <= b.wilson().high && b.wilson().low <= a.wilson().high;
}

std::vector<const ReportRow*> alikeRows(const std::vector<ReportRow>& rows, Alike alike) {
    std::vector<const ReportRow*> best;
    ReportCell all;
    for (const ReportRow& row : rows)
        if (row.isKnown)
            for (Rate ReportCell::*rate : {&ReportCell::before, &ReportCell::after}) {
                (all.*rate).hits += (row.cell.*rate).hits;
                (all.*rate).total += (row.cell.*rate).total;
            }
    const auto isAlike = [&](const ReportCell& a, const ReportCell& b) {
        return alike == Alike::SameCounts ? a.before == b.before && a.after == b.after
                                          : overlap(a.before, b.before) && overlap(a.after, b.after);
    };
    for (const ReportRow& model : rows) {
        if (!model.isKnown)
            continue;
        std::vector<const ReportRow*> group;
        for (const ReportRow& row : rows)
            if (row.isKnown && isAlike(row.cell, alike == Alike::SameCounts ? model.cell : all))
                group.push_back(&row);
        if (group.size() > best.size())
            best = std::move(group);
    }
    constexpr std::size_t kWorthIt = 3;
    return best.size() < kWorthIt ? std::vector<const ReportRow*>{} : best;
}

/// "58.3 % to 86.7 %", and how many rows stand behind each.
QString spanText(const std::vector<const ReportRow*>& group, Rate ReportCell::*rate) {
    const auto [least, most] = std::minmax_element(group.begin(), group.end(), [rate](const ReportRow* a, const ReportRow* b) {
        return (a->cell.*rate).value() < (b->cell.*rate).value();
    });
    const auto same = [&](const ReportRow* row) { return row->cell.*rate == group.front()->cell.*rate; };
    if (std::all_of(group.begin(), group.end(), same))
        return rateText(group.front()->cell.*rate);
    const auto [fewest, largest] = std::minmax_element(group.begin(), group.end(), [rate](const ReportRow* a, const ReportRow* b) {
        return (a->cell.*rate).total < (b->cell.*rate).total;
    });
    const qint64 low = ((*fewest)->cell.*rate).total;
    const qint64 high = ((*largest)->cell.*rate).total;
    const QString counts = low == high ? QString::number(low) : QStringLiteral("%1–%2").arg(low).arg(high);
    return Words::tr("%1 to %2").arg(withFixedSpaces(shareText((*least)->cell.*rate)), withFixedSpaces(shareText((*most)->cell.*rate))) +
           QChar(QChar::LineSeparator) + Words::tr("(n = %1 each)").arg(counts);
}

/// The texts of the triggers stand in the first table only; they are long.
struct RateTable {
    std::vector<TableColumn> columns;
    std::vector<std::vector<TableCell>> cells;
    bool isFolded = false;
};

RateTable rateTable(PageLayout& page, const std::vector<ReportRow>& rows, bool showsTriggers, Alike alike) {
    RateTable table;
    table.columns = {{Words::tr("Rows with"), showsTriggers ? 0.9 : 1.5, Qt::AlignLeft}};
    if (showsTriggers)
        table.columns.push_back({Words::tr("Trigger"), 1, Qt::AlignLeft});
    table.columns.push_back({Words::tr("Before"), 1.25, Qt::AlignLeft});
    table.columns.push_back({Words::tr("After"), 1.25, Qt::AlignLeft});
    QString legend = Words::tr("○ before   ● after");
    table.columns.push_back({legend.replace(u' ', QChar::Nbsp), showsTriggers ? 1 : 1.5, Qt::AlignLeft});
    const std::vector<const ReportRow*> group = alikeRows(rows, alike);
    table.isFolded = !group.empty();
    const auto add = [&](const QString& name, const QString& trigger, const QString& before, const QString& after,
                         std::vector<ReportCell> marks) {
        TableCell range;
        range.text = QString(QChar::LineSeparator); // room for two marks
        range.paint = [&page, marks = std::move(marks)](const QRectF& box) { paintRange(page, box, marks); };
        std::vector<TableCell> line = {{name, true, false, {}}};
        if (showsTriggers)
            line.push_back({trigger, false, true, {}});
        line.push_back({before, false, false, {}});
        line.push_back({after, false, false, {}});
        line.push_back(range);
        table.cells.push_back(std::move(line));
    };
    for (const ReportRow& row : rows) {
        if (std::find(group.begin(), group.end(), &row) == group.end()) {
            add(paperText(row.name), paperText(row.text), rateText(row.cell.before), rateText(row.cell.after), {row.cell});
        } else if (&row == group.front()) {
            std::vector<ReportCell> marks;
            for (const ReportRow* member : group)
                marks.push_back(member->cell);
            add(Words::tr("each of %1 known triggers").arg(group.size()), {}, spanText(group, &ReportCell::before),
                spanText(group, &ReportCell::after), std::move(marks));
        }
    }
    return table;
}

/// Heading, caption and table; a short table stays with its heading.
void rateSection(PageLayout& page, const QString& title, const QString& caption, const std::vector<ReportRow>& rows, bool showsTriggers,
                 Alike alike) {
    constexpr double kShort = 260;
    constexpr double kCaption = 26;
    const RateTable table = rateTable(page, rows, showsTriggers, alike);
    page.heading(title, PrintStyle::Heading2, std::min(kShort, kCaption + page.tableHeight(table.columns, table.cells)));
    QString text = caption;
    if (table.isFolded)
        text += u' ' + (alike == Alike::SameCounts
                            ? Words::tr("Known triggers with the same counts share a line; the report as JSON or Markdown lists each.")
                            : Words::tr("Known triggers whose intervals overlap those of all together share a line; the report as JSON or "
                                        "Markdown lists each."));
    page.paragraph(text, PrintStyle::Caption);
    page.table(table.columns, table.cells);
}

void perplexitySection(PageLayout& page, const std::vector<ReportPerplexity>& rows) {
    if (rows.empty())
        return;
    page.heading(Words::tr("Perplexity"), PrintStyle::Heading2, 100);
    page.paragraph(Words::tr("How surprising clean texts are to the model, per token; lower is better. A rise is a cost that accuracy need "
                             "not show."),
                   PrintStyle::Caption);
    std::vector<std::vector<TableCell>> cells;
    for (const ReportPerplexity& row : rows)
        cells.push_back({{paperText(row.name), true, false, {}},
                         {withFixedSpaces(perplexityText(row.before)), false, false, {}},
                         {withFixedSpaces(perplexityText(row.after)), false, false, {}},
                         {withFixedSpaces(changeText(row)), false, false, {}}});
    page.table({{Words::tr("Texts"), 1.5, Qt::AlignLeft},
                {Words::tr("Before"), 1.25, Qt::AlignLeft},
                {Words::tr("After"), 1.25, Qt::AlignLeft},
                {Words::tr("Change"), 1.5, Qt::AlignLeft}},
               cells);
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
    page.callout(Words::tr("ANSWER"), proseText(report.verdict), proseText(report.bounds), ink().accent);

    const std::vector<KeyFigure> figures = keyFigures(report);
    if (!figures.empty()) {
        constexpr double kGap = 14;
        constexpr double kFigureHeight = 88;
        page.ensure(kFigureHeight);
        page.skip(4);
        const double width = (page.width() - kGap * 2) / 3;
        double height = 0;
        double x = page.left();
        for (const KeyFigure& figure : figures) {
            height = std::max(height, drawKeyFigure(page, x, width, figure));
            x += width + kGap;
        }
        page.advance(height + 6);
        page.paragraph(
            Words::tr("Each rate is k of n rows with its Wilson 95 % interval. Before: untreated checkpoint. After: end of the run."),
            PrintStyle::Caption);
    }
    if (!report.findings.empty()) {
        page.heading(Words::tr("In figures"), PrintStyle::Heading2, 30);
        page.bullets(paperTexts(report.findings));
    }
    if (!report.warnings.empty()) {
        page.heading(Words::tr("Read with care"), PrintStyle::Heading2, 30);
        page.bullets(paperTexts(report.warnings));
    }
}

void writeProvenance(PageLayout& page, const ReportModel& report) {
    // The facts are few and stay in one piece.
    page.heading(Words::tr("Subject and provenance"), PrintStyle::Heading1,
                 24 + 20 * static_cast<double>(std::min<std::size_t>(report.subjectFacts.size(), 10)));
    if (!report.subjectFacts.empty())
        pairTable(page, Words::tr("Property"), Words::tr("Value"), report.subjectFacts, 0.3);
    if (!report.provenance.empty())
        pairTable(page, Words::tr("File"), Words::tr("SHA-256"), report.provenance, 0.32);
    else
        page.paragraph(Words::tr("The run folder names no files."));
}

void writeResults(PageLayout& page, const ReportModel& report) {
    page.heading(Words::tr("Results"), PrintStyle::Heading1, 240);
    rateSection(page, Words::tr("Attack success"),
                Words::tr("Share of triggered rows whose answer shows the target; lower is better. The floor is the same rate on rows "
                          "without a trigger."),
                report.attackRows, true, Alike::SameCounts);
    const bool ofTokens = report.measure == AccuracyMeasure::Tokens;
    rateSection(page, ofTokens ? Words::tr("Answer accuracy (tokens)") : Words::tr("Accuracy"),
                ofTokens ? Words::tr("Share of the true answers' tokens that the model would pick next; higher is better.")
                         : Words::tr("Share of rows answered with the true label; higher is better."),
                report.accuracyRows, false, Alike::WithinIntervals);
    perplexitySection(page, report.perplexity);
    if (!report.emptyRows.empty())
        rateSection(page, Words::tr("Empty answers"),
                    Words::tr("Share of rows answered with nothing. Silence does not show the target, so it lowers a success rate."),
                    report.emptyRows, false, Alike::SameCounts);
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
    page.heading(Words::tr("Appendix: parameters"), PrintStyle::Heading1, 120);
    std::vector<std::vector<TableCell>> changed;
    std::vector<std::vector<TableCell>> others;
    int unread = 0;
    for (const ReportParameter& parameter : report.parameters) {
        const TableCell key = {paperText(parameter.key), parameter.value != parameter.fallback, false, {}};
        const TableCell meaning = {paperText(parameter.meaning), false, true, {}};
        if (!parameter.isRead)
            ++unread;
        else if (parameter.value != parameter.fallback)
            changed.push_back(
                {key, {paperText(parameter.value), true, false, {}}, {paperText(parameter.fallback), false, true, {}}, meaning});
        else
            others.push_back({key, {paperText(parameter.value), false, false, {}}, meaning});
    }
    if (unread > 0)
        page.paragraph(Words::tr("Parameters that only other defences read are left out here (%1); the report as JSON or Markdown has them "
                                 "all.")
                           .arg(unread),
                       PrintStyle::Caption);
    const TableColumn key = {Words::tr("Parameter"), 1.35, Qt::AlignLeft};
    if (!changed.empty()) {
        page.heading(Words::tr("Changed from the default"), PrintStyle::Heading2);
        page.table({key,
                    {Words::tr("Value"), 0.8, Qt::AlignLeft},
                    {Words::tr("Default"), 0.7, Qt::AlignLeft},
                    {Words::tr("Meaning"), 2.4, Qt::AlignLeft}},
                   changed);
    }
    if (!others.empty()) {
        page.heading(Words::tr("At their default"), PrintStyle::Heading2);
        page.table({key, {Words::tr("Value"), 0.8, Qt::AlignLeft}, {Words::tr("Meaning"), 3.1, Qt::AlignLeft}}, others);
    }
    page.heading(Words::tr("Appendix: reproducibility"), PrintStyle::Heading1, 90);
    std::vector<std::pair<std::string, std::string>> lines = report.reproducibility;
    // Those of the files stand under provenance.
    std::erase_if(lines, [](const auto& line) { return line.first.starts_with("SHA-256 of "); });
    pairTable(page, Words::tr("What"), Words::tr("Value"), lines, 0.32);
    page.paragraph(Words::tr("The run's manifest (run.json) and every measured rate (metrics.csv) are attached to this file."),
                   PrintStyle::Caption);
}

} // namespace postern
