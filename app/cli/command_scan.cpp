// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/example_help.h"
#include "app/cli/text_table.h"
#include "engine/core/json.h"
#include "engine/scan/report_json.h"
#include "engine/scan/rules.h"
#include "engine/scan/sarif.h"
#include "engine/scan/scan.h"

namespace postern::cli {

namespace {

constexpr auto kLeft = TextTable::Align::Left;
constexpr auto kRight = TextTable::Align::Right;

struct ScanCommand {
    std::vector<std::string> paths;
    std::string sarif;
    bool noHash = false;
    bool values = false;
};

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return out;
}

/// Findings first: who scans wants to know what is wrong, then what was looked at.
std::string reportText(const ScanReport& report) {
    std::string out = upper(verdictName(report.verdict)) + "  " + report.reason + '\n';
    if (report.verdict != Verdict::Accepted) // whose reason says it already
        out += std::string(verdictMeaning(report.verdict)) + ".\n";
    if (!report.findings.empty()) {
        TextTable table({kLeft, kLeft, kLeft, kLeft});
        table.add({"SEVERITY", "RULE", "WHERE", "WHAT"});
        for (const Finding& finding : report.findings)
            table.add({std::string(severityName(finding.severity)), finding.rule, placeText(finding), finding.what});
        out += '\n' + table.text();
        out += "\nWhat the rules mean:\n";
        std::vector<std::string> shown;
        for (const Finding& finding : report.findings) {
            const Rule* const rule = findRule(finding.rule);
            if (!rule || std::find(shown.begin(), shown.end(), finding.rule) != shown.end())
                continue;
            shown.push_back(finding.rule);
            out += "  " + finding.rule + ": " + std::string(rule->name) + ".\n      " + std::string(rule->why) + "\n      " +
                   std::string(rule->advice) + '\n';
        }
    }
    TextTable files({kLeft, kLeft, kRight, kLeft, kLeft});
    files.add({"VERDICT", "FORMAT", "BYTES", "FILE", "SHA-256"});
    for (const ScannedFile& file : report.files)
        files.add({std::string(verdictName(file.verdict)), file.format, std::to_string(file.bytes), file.file,
                   file.sha256.empty() ? "not computed" : file.sha256});
    return out + '\n' + files.text();
}

int exitCodeOf(Verdict verdict) {
    switch (verdict) {
    case Verdict::Accepted:
        return kDone;
    case Verdict::Unsupported:
        return kUnsupported;
    case Verdict::Inconclusive:
        return kFailed;
    case Verdict::Rejected:
    case Verdict::Dangerous:
        break;
    }
    return kAdverse;
}

int scan(const ScanCommand& command, const Context& context) {
    ScanOptions options;
    options.hash = !command.noHash;
    options.values = command.values;
    options.judged = [&](const ScanReport& report) {
        if (options.hash || options.values)
            context.say(std::string(verdictName(report.verdict)) + ": " + report.reason +
                        (options.hash ? "\nReading the files for their SHA-256" : ""));
    };
    const std::vector<std::filesystem::path> paths(command.paths.begin(), command.paths.end());
    const auto report = scanPaths(paths, options, context.job());
    if (!report)
        return context.failure(report.error());
    if (!command.sarif.empty()) {
        const auto written =
            writeFileAtomically(command.sarif, scanReportSarif(*report).dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
        if (!written)
            return context.failure(written.error());
    }
    Context::print(context.json ? scanReportJson(*report).dump(2, ' ', false, Json::error_handler_t::replace) : reportText(*report));
    return exitCodeOf(report->verdict);
}

} // namespace

void addScanCommand(CLI::App& app, Action& action) {
    auto options = std::make_shared<ScanCommand>();
    CLI::App* command = app.add_subcommand("scan", "Judge files and folders without loading them");
    startHelpWith(*command, "Example: postern-cli scan CHECKPOINT\n"
                            "         postern-cli scan DOWNLOADS/model.pt CHECKPOINT --sarif findings.sarif --json");
    command->add_option("paths", options->paths, "Files and folders")->required();
    command->add_option("--sarif", options->sarif, "Write the findings as SARIF 2.1.0 to this file, too");
    command->add_flag("--no-hash", options->noHash, "Leave the SHA-256 of the files out, and the checksums of large archive entries");
    command->add_flag("--values", options->values, "Read every weight of safetensors files and look for NaN and infinity");
    command->footer("Exit status: 0 everything accepted, 1 something is dangerous or rejected, 2 something is inconclusive,\n"
                    "3 something is unsupported or there is nothing, 4 usage. The worst wins: only when all is accepted it is 0.");
    command->callback([options, &action] { action = [options](const Context& context) { return scan(*options, context); }; });
}

} // namespace postern::cli
