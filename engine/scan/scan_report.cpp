// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/scan_report.h"

#include <algorithm>
#include <array>
#include <map>

#include "engine/core/error.h"

namespace postern {

namespace {

struct VerdictText {
    std::string_view name;
    std::string_view meaning;
};

constexpr std::array<VerdictText, kVerdictCount> kVerdicts = {{
    {"accepted", "The formats cannot carry code, and every rule holds"},
    {"unsupported", "The format or the architecture is known, but not read"},
    {"inconclusive", "The check could not be finished, so nothing is claimed"},
    {"rejected", "A rule is broken"},
    {"dangerous", "Content was found that can run code when it is loaded"},
}};

} // namespace

std::string_view verdictName(Verdict verdict) {
    return kVerdicts.at(static_cast<std::size_t>(verdict)).name;
}

std::string_view verdictMeaning(Verdict verdict) {
    return kVerdicts.at(static_cast<std::size_t>(verdict)).meaning;
}

std::string_view severityName(Severity severity) {
    return severity == Severity::Note ? "note" : verdictName(verdictOf(severity));
}

Verdict verdictOf(Severity severity) {
    return static_cast<Verdict>(severity);
}

std::size_t countOf(const ScanReport& report, Severity severity) {
    return static_cast<std::size_t>(
        std::count_if(report.findings.begin(), report.findings.end(), [&](const Finding& f) { return f.severity == severity; }));
}

std::string insideText(const Finding& finding) {
    std::string text = finding.inside;
    if (finding.offset)
        text += (text.empty() ? "byte " : ", byte ") + std::to_string(*finding.offset);
    return text;
}

std::string placeText(const Finding& finding) {
    const std::string inside = insideText(finding);
    return inside.empty() ? finding.file : finding.file + ", " + inside;
}

void concludeReport(ScanReport& report) {
    std::stable_sort(report.findings.begin(), report.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
    std::map<std::string_view, Verdict> worst;
    report.verdict = Verdict::Accepted;
    for (const Finding& finding : report.findings) {
        Verdict& verdict = worst.try_emplace(finding.file, Verdict::Accepted).first->second;
        verdict = std::max(verdict, verdictOf(finding.severity));
        report.verdict = std::max(report.verdict, verdict);
    }
    for (ScannedFile& file : report.files) {
        const auto found = worst.find(file.file);
        file.verdict = found == worst.end() ? Verdict::Accepted : found->second;
    }
    if (report.verdict == Verdict::Accepted) {
        report.reason = std::to_string(report.files.size()) + (report.files.size() == 1 ? " file was" : " files were") +
                        " judged: the formats cannot carry code, and every rule holds";
        return;
    }
    report.reason = report.findings.front().file + ": " + report.findings.front().what;
}

} // namespace postern
