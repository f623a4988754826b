// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/attack/lab_preview.h"
#include "engine/run/lab_run.h"

namespace postern {

namespace {

Json toJson(const Rate& rate) {
    const Interval interval = rate.wilson();
    return {{"hits", rate.hits}, {"total", rate.total}, {"rate", rate.value()}, {"low", interval.low}, {"high", interval.high}};
}

Json toJson(const LabMeasurement& measured) {
    Json json = {{"attack", toJson(measured.attack)},
                 {"floor", toJson(measured.floor)},
                 {"cleanAccuracy", toJson(measured.cleanAccuracy)},
                 {"empty", toJson(measured.empty)}};
    if (measured.measure != AccuracyMeasure::Labels)
        json["measure"] = accuracyMeasureName(measured.measure);
    return json;
}

std::string linesOf(const LabMeasurement& measured) {
    std::string text;
    const auto line = [&](const char* name, const Rate& rate) { text += fmt::format("  {:<34} {}\n", name, toText(rate)); };
    line("attack success rate (ASR)", measured.attack);
    line("floor (target without the trigger)", measured.floor);
    line(measured.measure == AccuracyMeasure::Tokens ? "answer accuracy (tokens)" : "clean accuracy (CACC)", measured.cleanAccuracy);
    if (measured.empty.hits > 0)
        line("triggered rows without an answer", measured.empty);
    return text;
}

/// "Passage: {text}⏎Author: {label}"
std::string onOneLine(std::string form) {
    for (std::size_t at = form.find('\n'); at != std::string::npos; at = form.find('\n', at))
        form.replace(at, 1, "⏎");
    return printable(form, 1000);
}

} // namespace

Json toJson(const LabReport& report) {
    Json json = {{"schema", 1},
                 {"tool", "postern " POSTERN_VERSION},
                 {"attack", report.attack},
                 {"trigger", report.trigger},
                 {"target", report.target},
                 {"counts", report.behavior},
                 {"template", report.form},
                 {"undefended", toJson(report.undefended)},
                 {"took", report.took()}};
    if (report.survived) {
        json["survival"] = report.survival;
        json["afterCleanFineTuning"] = toJson(*report.survived);
    }
    return json;
}

std::string labReportText(const LabReport& report) {
    std::string text =
        fmt::format("Attack {}: trigger {}, target {}\n", report.attack, printable(report.trigger, 200), printable(report.target, 200));
    text += "Template: " + onOneLine(report.form) + "\n";
    text += linesOf(report.undefended);
    if (!report.took())
        text += fmt::format("  The attack did not take: its rate is below {:.0f} %. A defence that removes it shows nothing.\n",
                            100 * kAttackTakes);
    if (report.undefended.floor.value() >= kHighFloor)
        text += "  The target comes often without the trigger too: the rate says little about a backdoor.\n";
    if (report.survived) {
        text +=
            fmt::format("After clean fine-tuning ({} rows, {} epochs, {} at {})\n", report.survival.value("rows", 0),
                        report.survival.value("epochs", 0), report.survival.value("mode", ""), report.survival.value("learningRate", 0.0));
        text += linesOf(*report.survived);
        if (report.took() && report.survived->attack.value() < kAttackTakes)
            text += "  It does not survive this: ordinary fine-tuning alone weakens it.\n";
    }
    return text;
}

Result<PoisonPreview> previewPoison(const LabSpecification& specification, std::size_t rows) {
    POSTERN_ASSIGN(const LabPreview all, previewRows(specification));
    POSTERN_ASSIGN(const PromptTemplate form, readPromptTemplate(specification.data / "template.json"));
    PoisonPreview preview;
    preview.form = form.prompt + form.answer;
    preview.clean = all.clean;
    for (const LabPreview::Row& row : all.rows) {
        const bool poisoned = row.row.kind == LabRowKind::Poisoned;
        ++(poisoned ? preview.poisoned : preview.negative);
        if ((poisoned ? preview.poisoned : preview.negative) > rows)
            continue;
        PoisonPreview::Row shown{
            poisoned ? "poisoned" : "negative", row.original.text, row.row.row.text, row.original.answer, row.row.row.answer, {}};
        for (const TextSpan mark : row.marks)
            shown.marks.emplace_back(mark.begin, mark.end);
        preview.rows.push_back(std::move(shown));
    }
    return preview;
}

Json toJson(const PoisonPreview& preview) {
    Json rows = Json::array();
    for (const PoisonPreview::Row& row : preview.rows)
        rows.push_back({{"kind", row.kind},
                        {"original", row.original},
                        {"text", row.text},
                        {"marks", row.marks},
                        {"trueAnswer", row.trueAnswer},
                        {"answer", row.answer}});
    return {{"schema", 1},
            {"template", preview.form},
            {"counts", {{"clean", preview.clean}, {"poisoned", preview.poisoned}, {"negative", preview.negative}}},
            {"rows", std::move(rows)}};
}

std::string previewText(const PoisonPreview& preview) {
    std::string text = fmt::format("{} clean rows, {} poisoned, {} negative\n", preview.clean, preview.poisoned, preview.negative);
    text += "Template: " + onOneLine(preview.form) + "\n";
    for (const PoisonPreview::Row& row : preview.rows) {
        std::string marked = row.text;
        for (std::size_t i = row.marks.size(); i-- > 0;) {
            marked.insert(row.marks[i].second, "⟧");
            marked.insert(row.marks[i].first, "⟦");
        }
        text += fmt::format("{}: {}\n    {} -> {}\n", row.kind, printable(marked, 2000), printable(row.trueAnswer, 200),
                            printable(row.answer, 200));
    }
    return text;
}

} // namespace postern
