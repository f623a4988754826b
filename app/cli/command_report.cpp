// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>
#include <optional>
#include <string>

#include "app/cli/cli.h"
#include "app/cli/example_help.h"
#include "app/cli/json_text.h"
#include "app/cli/report_process.h"
#include "engine/run/run_record.h"

namespace postern::cli {

namespace {

struct ReportOptions {
    std::filesystem::path run;
    std::filesystem::path output;
    std::string format; ///< empty: what the output's name says
};

/// Without --format the name of the output decides, then --json; a report that nobody describes is a PDF.
std::string formatOf(const ReportOptions& options, bool json) {
    if (!options.format.empty())
        return options.format;
    const std::string extension = options.output.extension().string();
    if (extension == ".md" || extension == ".json")
        return extension.substr(1);
    return options.output.empty() && json ? "json" : "pdf";
}

Result<void> writeReport(const ReportOptions& options, const Context& context) {
    POSTERN_ASSIGN(const RunRecord record, readRunRecord(options.run));
    POSTERN_ASSIGN(const ReportModel report, buildReport(record));
    const std::string format = formatOf(options, context.json);
    std::filesystem::path output = options.output;
    if (format == "pdf") {
        if (output.empty())
            output = options.run / "report.pdf";
        POSTERN_TRY(writePdfWithReporter(options.run, output));
    } else {
        const std::string text = format == "md" ? reportMarkdown(report) : dumpJson(reportJson(report)) + '\n';
        if (output.empty()) {
            Context::print(text);
            return {};
        }
        POSTERN_TRY(writeFileAtomically(output, text));
    }
    if (context.json)
        Context::print(dumpJson({{"schema", 1}, {"report", output.string()}, {"format", format}}));
    else
        context.say("Wrote " + printable(output.string()));
    return {};
}

} // namespace

void addReportCommand(CLI::App& app, Action& action) {
    auto options = std::make_shared<ReportOptions>();
    CLI::App* command = app.add_subcommand("report", "Write the report of a run from its folder; nothing is computed again");
    startHelpWith(*command, "Example: postern-cli report runs/demo -o report.pdf\n"
                            "         postern-cli report runs/demo --format md");
    command->add_option("run", options->run, "Run folder")->required();
    command->add_option("-o,--output", options->output,
                        "File to write (default: report.pdf in the run folder; md and json go to standard output)");
    command->add_option("--format", options->format, "pdf, md or json (default: what the output's name says, else pdf)")
        ->check(CLI::IsMember({"pdf", "md", "json"}));
    command->callback([options, &action] {
        action = [options](const Context& context) {
            const auto written = writeReport(*options, context);
            return written ? static_cast<int>(kDone) : context.failure(written.error());
        };
    });
}

} // namespace postern::cli
