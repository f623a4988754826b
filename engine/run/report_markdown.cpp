// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_record.h"

#include <string_view>

#include "engine/run/strict_object.h"

namespace postern {

namespace {

/// Text that must not turn into markup, a link or an image.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (std::string_view("\\`*_{}[]<>#|!&~").find(c) != std::string_view::npos)
            result += '\\';
        result += c == '\n' || c == '\r' ? ' ' : c;
    }
    return result;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

class Page {
public:
    void heading(std::string_view text) { m_text += "\n## " + escaped(text) + "\n\n"; }
    void line(const std::string& text) { m_text += text + '\n'; }

    void paragraphs(const std::vector<std::string>& texts) {
        for (const std::string& text : texts)
            m_text += escaped(text) + "\n\n";
    }

    void list(const std::vector<std::string>& texts) {
        for (const std::string& text : texts)
            m_text += "- " + escaped(text) + '\n';
    }

    void tableHead(std::initializer_list<std::string_view> titles) {
        std::string rule = "|";
        m_text += '|';
        for (const std::string_view title : titles) {
            m_text += ' ' + std::string(title) + " |";
            rule += " --- |";
        }
        m_text += '\n' + rule + '\n';
    }

    void tableRow(std::initializer_list<std::string_view> cells) {
        m_text += '|';
        for (const std::string_view cell : cells)
            m_text += ' ' + escaped(cell) + " |";
        m_text += '\n';
    }

    void pairs(std::string_view left, std::string_view right, const Pairs& rows) {
        tableHead({left, right});
        for (const auto& [name, value] : rows)
            tableRow({name, value});
    }

    void rates(std::string_view title, const std::vector<ReportRow>& rows) {
        tableHead({title, "Trigger text", "Before", "After"});
        for (const ReportRow& row : rows)
            tableRow({row.name, row.text, toText(row.cell.before), toText(row.cell.after)});
    }

    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    std::string m_text;
};

Json rateJson(const Rate& rate) {
    Json json = toJson(rate);
    if (rate.hasData()) {
        json["value"] = rate.value();
        json["low"] = rate.wilson().low;
        json["high"] = rate.wilson().high;
    }
    return json;
}

Json rowsJson(const std::vector<ReportRow>& rows) {
    Json list = Json::array();
    for (const ReportRow& row : rows)
        list.push_back(
            {{"name", row.name}, {"text", row.text}, {"before", rateJson(row.cell.before)}, {"after", rateJson(row.cell.after)}});
    return list;
}

Json pairsJson(const Pairs& pairs, const char* first, const char* second) {
    Json list = Json::array();
    for (const auto& [name, value] : pairs)
        list.push_back({{first, name}, {second, value}});
    return list;
}

} // namespace

std::string reportMarkdown(const ReportModel& report) {
    Page page;
    page.line("# " + escaped(report.title) + '\n');
    page.pairs("Item", "Value",
               {{"Subject", report.subject},
                {"SHA-256 of the weights", report.subjectHash},
                {"Date", report.date},
                {"Postern", report.toolVersion}});
    page.heading("Summary");
    page.paragraphs({report.verdict, report.bounds});
    page.list(report.findings);
    page.heading("Warnings");
    page.list(report.warnings);
    page.heading("Attack success");
    page.rates("Trigger", report.attackRows);
    page.heading(report.measure == AccuracyMeasure::Tokens ? "Answer accuracy (tokens)" : "Accuracy");
    page.rates("Rows", report.accuracyRows);
    if (!report.emptyRows.empty()) {
        page.heading("Empty answers");
        page.rates("Rows", report.emptyRows);
    }
    if (!report.perplexity.empty()) {
        page.heading("Perplexity");
        page.paragraphs({"Per token; lower is better."});
        page.tableHead({"Texts", "Before", "After", "Change"});
        for (const ReportPerplexity& row : report.perplexity)
            page.tableRow({row.name, perplexityText(row.before), perplexityText(row.after), changeText(row)});
    }
    page.heading("Defence");
    page.pairs("Item", "Value", {{"Defence", report.defense.label}, {"Assumes", report.defense.assumes}, {"Costs", report.defense.costs}});
    page.heading("Method");
    page.paragraphs(report.method);
    page.heading("Definitions");
    page.list(report.definitions);
    page.heading("Interpretation and limitations");
    page.list(report.limitations);
    page.heading("Subject and provenance");
    page.pairs("Fact", "Value", report.subjectFacts);
    page.line("");
    page.pairs("File", "SHA-256", report.provenance);
    page.heading("Reproducibility");
    page.pairs("Item", "Value", report.reproducibility);
    page.heading("Parameters");
    page.tableHead({"Key", "Value", "Default", "Meaning"});
    for (const ReportParameter& parameter : report.parameters)
        page.tableRow({parameter.key, parameter.value, parameter.fallback, parameter.meaning});
    return page.take();
}

Json reportJson(const ReportModel& report) {
    Json parameters = Json::array();
    for (const ReportParameter& parameter : report.parameters)
        parameters.push_back({{"key", parameter.key},
                              {"value", parameter.value},
                              {"default", parameter.fallback},
                              {"meaning", parameter.meaning},
                              {"read", parameter.isRead}});
    Json json = {{"schema", 1},
                 {"title", report.title},
                 {"subject", report.subject},
                 {"subjectHash", report.subjectHash},
                 {"date", report.date},
                 {"toolVersion", report.toolVersion},
                 {"defense",
                  {{"key", report.defense.key},
                   {"label", report.defense.label},
                   {"assumes", report.defense.assumes},
                   {"costs", report.defense.costs}}},
                 {"verdict", report.verdict},
                 {"bounds", report.bounds},
                 {"findings", report.findings},
                 {"attack", rowsJson(report.attackRows)},
                 {"accuracy", rowsJson(report.accuracyRows)},
                 {"provenance", pairsJson(report.provenance, "file", "sha256")},
                 {"subjectFacts", pairsJson(report.subjectFacts, "name", "value")},
                 {"method", report.method},
                 {"definitions", report.definitions},
                 {"warnings", report.warnings},
                 {"limitations", report.limitations},
                 {"parameters", std::move(parameters)},
                 {"reproducibility", pairsJson(report.reproducibility, "name", "value")}};
    for (const ReportPerplexity& row : report.perplexity) {
        Json entry = {{"name", row.name}, {"after", row.after}};
        if (row.before > 0) {
            entry["before"] = row.before;
            entry["change"] = row.after / row.before - 1;
        }
        json["perplexity"].push_back(std::move(entry));
    }
    if (report.measure != AccuracyMeasure::Labels) {
        json["measure"] = accuracyMeasureName(report.measure);
        json["empty"] = rowsJson(report.emptyRows);
    }
    return json;
}

} // namespace postern
