// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_record.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>

#include "engine/run/report_parts.h"
#include "engine/run/runner.h"
#include "engine/run/strict_object.h"

namespace postern {

namespace {

constexpr std::int64_t kFewRows = 100;
constexpr std::size_t kMaxText = 2000;
constexpr double kManyEmpty = 0.05;

/// A member deep in the manifest; null when any step is missing.
const Json& at(const Json& json, std::initializer_list<const char*> path) {
    static const Json null;
    const Json* here = &json;
    for (const char* key : path) {
        if (!here->is_object())
            return null;
        const auto found = here->find(key);
        if (found == here->end())
            return null;
        here = &*found;
    }
    return *here;
}

/// A scalar as a person reads it; the manifest may come from anybody, so it is made printable.
std::string plain(const Json& json) {
    if (json.is_null())
        return {};
    if (json.is_string())
        return printable(json.get_ref<const std::string&>(), kMaxText);
    if (json.is_boolean())
        return toText(ParameterValue(json.get<bool>()));
    if (json.is_number_float())
        return toText(ParameterValue(json.get<double>()));
    return printable(dumpLine(json), kMaxText);
}

std::string fileName(const Json& json) {
    if (!json.is_string())
        return {};
    std::filesystem::path path(json.get_ref<const std::string&>());
    if (!path.has_filename())
        path = path.parent_path();
    return printable(path.filename().string(), kMaxText);
}

ReportSpan findSpan(const RunRecord& record) {
    ReportSpan span;
    for (const Evaluation& evaluation : record.evaluations) {
        if (evaluation.phase == Phase::Baseline && span.before == nullptr)
            span.before = &evaluation;
        if (evaluation.phase == Phase::Injection)
            span.injected = &evaluation;
        if (evaluation.phase == Phase::Final || !span.isComplete)
            span.after = &evaluation;
        span.isComplete = span.isComplete || evaluation.phase == Phase::Final;
    }
    span.standsIn = canStandIn(record.evaluations);
    return span;
}

std::string rowName(const TriggerMeasurement& trigger) {
    std::string name = printable(trigger.name, 80);
    const std::string kind(rowClassName(trigger.rowClass));
    if (name.find(kind) == std::string::npos)
        name += " (" + kind + ')';
    return trigger.heldOut ? name + " (held out)" : name;
}

void addRows(const ReportSpan& span, ReportModel& report) {
    const Rate none;
    const auto before = [&](auto pick) { return span.before != nullptr ? pick(*span.before) : none; };
    const auto pooledCell = [&](bool heldOut, Rate TriggerMeasurement::*figure) {
        const auto of = [&](const Evaluation& e) { return pooled(e.triggers, RowClass::Known, heldOut, figure); };
        return ReportCell{before(of), of(*span.after)};
    };
    using enum RowClass;
    for (const RowClass rowClass : {Unknown, Known, Control})
        for (const bool heldOut : {false, true}) {
            const auto count = std::count_if(span.after->triggers.begin(), span.after->triggers.end(),
                                             [&](const TriggerMeasurement& t) { return t.rowClass == rowClass && t.heldOut == heldOut; });
            if (rowClass == Known && count > 1) {
                const std::string name = heldOut ? "known (held out), all" : "known triggers, all";
                report.attackRows.push_back({name, {}, pooledCell(heldOut, &TriggerMeasurement::attack)});
                report.accuracyRows.push_back({name, {}, pooledCell(heldOut, &TriggerMeasurement::accuracy)});
                report.emptyRows.push_back({name, {}, pooledCell(heldOut, &TriggerMeasurement::empty)});
            }
            for (const TriggerMeasurement& trigger : span.after->triggers) {
                if (trigger.rowClass != rowClass || trigger.heldOut != heldOut)
                    continue;
                const TriggerMeasurement* earlier = sameTrigger(span.before, trigger);
                const std::string text = printable(trigger.text, kMaxText);
                const bool isKnown = rowClass == Known && !heldOut;
                report.attackRows.push_back(
                    {rowName(trigger), text, {earlier != nullptr ? earlier->attack : none, trigger.attack}, isKnown});
                report.accuracyRows.push_back(
                    {rowName(trigger), text, {earlier != nullptr ? earlier->accuracy : none, trigger.accuracy}, isKnown});
                report.emptyRows.push_back({rowName(trigger), text, {earlier != nullptr ? earlier->empty : none, trigger.empty}, isKnown});
            }
        }
    report.attackRows.push_back({"floor", {}, {before([](const Evaluation& e) { return e.floor; }), span.after->floor}});
    report.measure = span.after->measure;
    const bool ofTokens = report.measure == AccuracyMeasure::Tokens;
    report.accuracyRows.insert(report.accuracyRows.begin(),
                               {ofTokens ? "no trigger" : "no trigger (CACC)",
                                {},
                                {before([](const Evaluation& e) { return e.cleanAccuracy; }), span.after->cleanAccuracy}});
    if (ofTokens)
        report.emptyRows.insert(report.emptyRows.begin(),
                                {"no trigger", {}, {before([](const Evaluation& e) { return e.cleanEmpty; }), span.after->cleanEmpty}});
    else
        report.emptyRows.clear(); // a label is rarely empty; a warning says so where it is
}

void addFiles(const Json& manifest, ReportModel& report) {
    for (const char* list : {"inputs", "outputs"}) {
        const Json& files = at(manifest, {list});
        if (!files.is_array())
            continue;
        for (const Json& file : files) {
            const std::string name = plain(at(file, {"file"}));
            const std::string hash = plain(at(file, {"sha256"}));
            const bool isInput = std::string_view(list) == "inputs";
            report.provenance.emplace_back(isInput ? name : "result: " + name, hash);
            // Those of the suspect: neither an adapter's nor the clean base's.
            const bool isWeights = name.ends_with(".safetensors") && name.find('/') == std::string::npos;
            if (isInput && isWeights && (report.subjectHash.empty() || name.ends_with("model.safetensors")))
                report.subjectHash = hash;
        }
    }
    if (const Json& subject = at(manifest, {"subject"}); subject.is_object())
        for (const auto& [key, value] : subject.items())
            report.subjectFacts.emplace_back(printable(key, 80), plain(value));
}

/// Whether the defence of the run reads it. One that this version does not know may read anything.
bool isReadBy(const std::string& defense, const ParameterSpec& spec, const ParameterTable& table) {
    const ParameterSpec* choice = table.find("defense");
    const auto has = [&defense](const auto& keys) { return std::find(keys.begin(), keys.end(), defense) != keys.end(); };
    return spec.appliesTo.empty() || has(spec.appliesTo) || (choice != nullptr && !has(choice->choices));
}

void addParameters(const Json& manifest, const ParameterTable& table, ReportModel& report) {
    const Json values = withCurrentNames(at(manifest, {"specification", "parameters"}));
    std::set<std::string, std::less<>> shown;
    for (const ParameterSpec& spec : table.specs()) {
        const std::string key(spec.key);
        const std::string fallback = toText(spec.fallback);
        const bool isSet = values.is_object() && values.contains(key);
        std::string meaning(spec.help);
        if (!spec.unit.empty())
            meaning += " [" + std::string(spec.unit) + ']';
        report.parameters.push_back(
            {key, isSet ? plain(values[key]) : fallback, fallback, meaning, isReadBy(report.defense.key, spec, table)});
        shown.insert(key);
    }
    if (!values.is_object())
        return;
    for (const auto& [key, value] : values.items())
        if (!shown.contains(key))
            report.parameters.push_back({printable(key, 80), plain(value), {}, "not known to this version of the program"});
}

/// A word of a shell command line.
std::string shellWord(const std::string& word) {
    const bool isPlain = !word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=,:") ==
                                              std::string::npos;
    if (isPlain)
        return word;
    std::string quoted = "'";
    for (const char c : word)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + '\'';
}

std::string commandLine(const Json& manifest, const ParameterTable& table) {
    const Json& specification = at(manifest, {"specification"});
    std::string line = "postern-cli run";
    for (const char* key : {"checkpoint", "adapter", "base", "data", "secret"})
        if (const std::string path = plain(at(specification, {key})); !path.empty())
            line += std::string(" --") + key + ' ' + shellWord(path);
    const Json values = withCurrentNames(at(specification, {"parameters"}));
    if (values.is_object())
        for (const auto& [key, value] : values.items()) {
            const ParameterSpec* spec = table.find(key);
            // What has its default needs no option; comparing texts is comparing what would be typed.
            if (spec != nullptr && plain(value) != toText(spec->fallback))
                line += " --set " + shellWord(printable(key, 80) + '=' + plain(value));
        }
    return line;
}

void addReproducibility(const Json& manifest, const ParameterTable& table, ReportModel& report) {
    auto& lines = report.reproducibility;
    lines.emplace_back("command", commandLine(manifest, table));
    if (const std::string preset = plain(at(manifest, {"specification", "preset"})); !preset.empty())
        lines.emplace_back("preset", preset);
    for (const auto& [group, prefix] : {std::pair{"seeds", "seed: "}, std::pair{"machine", "machine: "}})
        if (const Json& object = at(manifest, {group}); object.is_object())
            for (const auto& [key, value] : object.items())
                lines.emplace_back(prefix + printable(key, 80), plain(value));
    if (const Json& form = at(manifest, {"template"}); form.is_object())
        for (const char* part : {"source", "origin", "prompt", "answer", "stop", "program"})
            if (const Json& text = at(form, {part}); text.is_string())
                lines.emplace_back(std::string("prompt template: ") + part, plain(text));
    lines.emplace_back("tool", plain(at(manifest, {"tool", "name"})) + ' ' + report.toolVersion);
    for (const auto& [file, hash] : report.provenance)
        lines.emplace_back("SHA-256 of " + file, hash);
}

/// One warning for all rates that rest on the same, low number of rows.
void addFewRowsWarnings(ReportModel& report) {
    std::map<std::int64_t, std::vector<std::string>> few;
    for (const auto* rows : {&report.attackRows, &report.accuracyRows})
        for (const ReportRow& row : *rows)
            if (row.cell.after.hasData() && row.cell.after.total < kFewRows)
                if (auto& names = few[row.cell.after.total]; std::find(names.begin(), names.end(), row.name) == names.end())
                    names.push_back(row.name);
    for (const auto& [total, names] : few) {
        const std::string which =
            names.size() == 1 ? '"' + names.front() + '"'
                              : std::to_string(names.size()) + " triggers, \"" + names.front() + "\" to \"" + names.back() + "\", each";
        report.warnings.push_back("Rates of " + which + ": n = " + std::to_string(total) + " is below 100; the interval is wide.");
    }
}

void addWarnings(const RunRecord& record, const ReportSpan& span, ReportModel& report) {
    auto& warnings = report.warnings;
    const std::string ending = plain(at(record.manifest, {"ending"}));
    if (ending != "finished")
        warnings.push_back("The run did not finish" + (ending.empty() ? std::string() : " (" + ending + ')') +
                           "; its figures are those of the last evaluation.");
    if (!span.isComplete)
        warnings.push_back("There is no final evaluation; the figures \"after\" are from step " + std::to_string(span.after->step) + " (" +
                           std::string(phaseName(span.after->phase)) + ").");
    if (span.before == nullptr)
        warnings.emplace_back("There is no baseline evaluation; nothing can be said about change.");
    warnings.emplace_back("Single seed: the spread between repeated runs is not known.");

    bool hasUnknown = false;
    bool hasControl = false;
    for (const TriggerMeasurement& trigger : span.after->triggers) {
        hasUnknown = hasUnknown || trigger.rowClass == RowClass::Unknown;
        hasControl = hasControl || trigger.rowClass == RowClass::Control;
        if (trigger.empty.hasData() && trigger.empty.value() > kManyEmpty)
            warnings.push_back("With the trigger \"" + printable(trigger.name, 80) + "\" " + toText(trigger.empty) +
                               " of the answers are empty; a low attack success rate may come from silence.");
    }
    if (!hasUnknown)
        warnings.emplace_back(span.standsIn ? "No unknown trigger was measured; the held-out known trigger is a stand-in only."
                                            : "No unknown trigger was measured, and nothing stands in for it.");
    if (const Rate left = pooled(span.after->triggers, RowClass::Known, true); span.standsIn && left.hits > 0)
        warnings.push_back("The held-out known triggers were planted by this run and never recovered: " + toText(left) +
                           " of their rows still show it. Deliver the checkpoint of a run without held-out triggers.");
    if (!hasControl)
        warnings.emplace_back("No control phrase was measured; the effect of insertion alone is not known.");
    if (!span.after->floor.hasData())
        warnings.emplace_back("The floor was not measured; attack success rates cannot be read against it.");
    addFewRowsWarnings(report);
    if (span.before != nullptr && span.before->cleanAccuracy.hasData() && span.after->cleanAccuracy.hasData() &&
        span.after->cleanAccuracy.wilson().high < span.before->cleanAccuracy.wilson().low)
        warnings.emplace_back(accuracyTitle(span.after->measure) + " fell by more than chance explains; the purified model answers worse.");
    for (const std::string& note : record.notes)
        warnings.push_back("Note of the run: " + printable(note, kMaxText));
}

} // namespace

Result<ReportModel> buildReport(const RunRecord& record, const ParameterTable& table) {
    const ReportSpan span = findSpan(record);
    if (span.after == nullptr)
        return fail(ErrorCode::DataEmpty, record.folder.string(), "the run holds no evaluation to report on",
                    "A run that was stopped before its baseline has nothing to show");
    const Json& manifest = record.manifest;
    ReportModel report;
    report.title = plain(at(manifest, {"title"}));
    report.subject = fileName(at(manifest, {"specification", "checkpoint"}));
    if (report.title.empty())
        report.title = "Purification of " + (report.subject.empty() ? std::string("a checkpoint") : report.subject);
    report.date = plain(at(manifest, {"created"}));
    report.toolVersion = plain(at(manifest, {"tool", "version"}));
    report.defense = defenseOf(record);
    report.verdict = verdictText(span);
    report.bounds = boundsText(span);
    report.findings = findingTexts(span);
    report.perplexity = perplexities(span);
    if (span.standsIn && span.injected != nullptr)
        report.heldOut = {pooled(span.injected->triggers, RowClass::Known, true), pooled(span.after->triggers, RowClass::Known, true)};
    report.method = methodTexts(record);
    report.definitions = definitionTexts(span.after->measure, !report.perplexity.empty());
    report.limitations = limitationTexts();
    addRows(span, report);
    addFiles(manifest, report);
    addParameters(manifest, table, report);
    addReproducibility(manifest, table, report);
    addWarnings(record, span, report);
    if (report.subjectHash.empty())
        report.warnings.emplace_back("The manifest names no hash of the weights; the report cannot be tied to a file.");
    return report;
}

} // namespace postern
