// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/sarif.h"

#include <map>

#include "engine/scan/rules.h"

namespace postern {

namespace {

std::string_view levelOf(Severity severity) {
    switch (severity) {
    case Severity::Note:
        return "note";
    case Severity::Unsupported:
    case Severity::Inconclusive:
        return "warning";
    case Severity::Rejected:
    case Severity::Dangerous:
        break;
    }
    return "error";
}

Json textOf(std::string_view text) {
    return {{"text", text}};
}

Json ruleJson(const Rule& rule) {
    return {{"id", rule.id},
            {"shortDescription", textOf(rule.name)},
            {"fullDescription", textOf(rule.why)},
            {"help", textOf(rule.advice)},
            {"defaultConfiguration", {{"level", levelOf(rule.severity)}}},
            {"properties", {{"severity", severityName(rule.severity)}}}};
}

Json locationJson(const Finding& finding) {
    Json physical = {{"artifactLocation", {{"uri", uriOf(finding.file)}}}};
    // An offset inside an archive's entry is none of the file.
    if (finding.offset && finding.inside.empty())
        physical["region"] = {{"byteOffset", *finding.offset}, {"byteLength", 1}};
    Json location = {{"physicalLocation", std::move(physical)}};
    if (!finding.inside.empty())
        location["logicalLocations"] = Json::array({{{"fullyQualifiedName", insideText(finding)}}});
    return location;
}

} // namespace

std::string uriOf(std::string_view path) {
    constexpr std::string_view kAllowed = "-._~/!$&'()*+,;=@";
    std::string uri;
    for (const char c : path) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kAllowed.find(c) != std::string_view::npos;
        if (plain) {
            uri += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        uri += '%';
        uri += "0123456789ABCDEF"[byte >> 4U];
        uri += "0123456789ABCDEF"[byte & 15U];
    }
    return uri;
}

Json scanReportSarif(const ScanReport& report) {
    Json rules = Json::array();
    std::map<std::string_view, std::size_t> index;
    for (const Rule& rule : scanRules()) {
        index.emplace(rule.id, rules.size());
        rules.push_back(ruleJson(rule));
    }
    Json results = Json::array();
    for (const Finding& finding : report.findings) {
        Json result = {{"ruleId", finding.rule},
                       {"level", levelOf(finding.severity)},
                       {"message", textOf(finding.what)},
                       {"locations", Json::array({locationJson(finding)})}};
        if (const auto found = index.find(finding.rule); found != index.end())
            result["ruleIndex"] = found->second;
        results.push_back(std::move(result));
    }
    Json artifacts = Json::array();
    for (const ScannedFile& file : report.files) {
        Json artifact = {{"location", {{"uri", uriOf(file.file)}}}, {"length", file.bytes}};
        if (!file.sha256.empty())
            artifact["hashes"] = {{"sha-256", file.sha256}};
        artifacts.push_back(std::move(artifact));
    }
    Json driver = {{"name", "Postern"}, {"version", POSTERN_VERSION}, {"rules", std::move(rules)}};
    Json run = {{"tool", {{"driver", std::move(driver)}}},
                {"invocations", Json::array({{{"executionSuccessful", true}}})},
                {"artifacts", std::move(artifacts)},
                {"results", std::move(results)},
                {"properties", {{"verdict", verdictName(report.verdict)}, {"reason", report.reason}}}};
    return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}};
}

} // namespace postern
