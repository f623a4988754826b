// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/report_json.h"

#include "engine/scan/rules.h"

namespace postern {

namespace {

Json findingJson(const Finding& finding) {
    const Rule* const rule = findRule(finding.rule);
    return {{"rule", finding.rule},
            {"severity", severityName(finding.severity)},
            {"file", finding.file},
            {"inside", finding.inside.empty() ? Json() : Json(finding.inside)},
            {"offset", finding.offset ? Json(*finding.offset) : Json()},
            {"what", finding.what},
            {"name", rule ? Json(rule->name) : Json()},
            {"why", rule ? Json(rule->why) : Json()},
            {"advice", rule ? Json(rule->advice) : Json()}};
}

} // namespace

Json scanReportJson(const ScanReport& report) {
    Json counts = Json::object();
    for (const Severity severity : {Severity::Note, Severity::Unsupported, Severity::Inconclusive, Severity::Rejected, Severity::Dangerous})
        counts[std::string(severityName(severity))] = countOf(report, severity);
    Json files = Json::array();
    for (const ScannedFile& file : report.files)
        files.push_back({{"file", file.file},
                         {"bytes", file.bytes},
                         {"format", file.format},
                         {"verdict", verdictName(file.verdict)},
                         {"sha256", file.sha256.empty() ? Json() : Json(file.sha256)}});
    Json findings = Json::array();
    for (const Finding& finding : report.findings)
        findings.push_back(findingJson(finding));
    Json limits = Json::object();
    for (const auto& [name, value] : report.limits)
        limits[name] = value;
    return {{"schema", 1},
            {"tool", {{"name", "postern"}, {"version", POSTERN_VERSION}}},
            {"paths", report.paths},
            {"verdict", verdictName(report.verdict)},
            {"meaning", verdictMeaning(report.verdict)},
            {"reason", report.reason},
            {"counts", std::move(counts)},
            {"files", std::move(files)},
            {"findings", std::move(findings)},
            {"hashed", report.hashed},
            {"limits", std::move(limits)}};
}

} // namespace postern
