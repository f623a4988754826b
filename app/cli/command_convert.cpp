// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/example_help.h"
#include "app/cli/text_table.h"
#include "engine/core/json.h"
#include "engine/scan/convert.h"
#include "engine/scan/scan_report.h"

namespace postern::cli {

namespace {

Json conversionJson(const Conversion& conversion, const std::string& target) {
    Json findings = Json::array();
    for (const Finding& finding : conversion.findings)
        findings.push_back({{"rule", finding.rule},
                            {"severity", severityName(finding.severity)},
                            {"file", finding.file},
                            {"where", insideText(finding)},
                            {"what", finding.what}});
    return {{"schema", 1},
            {"tool", {{"name", "postern"}, {"version", POSTERN_VERSION}}},
            {"done", conversion.done},
            {"target", conversion.done ? Json(printable(target)) : Json()},
            {"tensors", conversion.tensors},
            {"left_out", conversion.leftOut},
            {"sources", conversion.sources},
            {"findings", std::move(findings)}};
}

std::string conversionText(const Conversion& conversion, const std::string& target) {
    std::string out;
    if (conversion.done)
        out = "Wrote " + std::to_string(conversion.tensors) + " tensors to " + printable(target) + '\n';
    else
        out = "Nothing was written.\n";
    TextTable table({TextTable::Align::Left, TextTable::Align::Left, TextTable::Align::Left, TextTable::Align::Left});
    table.add({"SEVERITY", "RULE", "WHERE", "WHAT"});
    for (const Finding& finding : conversion.findings)
        table.add({std::string(severityName(finding.severity)), finding.rule, placeText(finding), finding.what});
    if (!conversion.findings.empty())
        out += '\n' + table.text();
    for (const std::string& name : conversion.leftOut)
        out += "Left out, because it is no tensor: " + name + '\n';
    return out;
}

int exitCodeOf(const Conversion& conversion) {
    if (conversion.done)
        return kDone;
    const Severity worst = conversion.findings.empty() ? Severity::Unsupported : conversion.findings.front().severity;
    return worst >= Severity::Rejected ? kAdverse : worst == Severity::Inconclusive ? kFailed : kUnsupported;
}

} // namespace

void addConvertCommand(CLI::App& app, Action& action) {
    auto source = std::make_shared<std::string>();
    auto target = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("convert", "Turn pickled weights into safetensors without unpickling them");
    startHelpWith(*command, "Example: postern-cli convert CHECKPOINT -o CONVERTED\n"
                            "         postern-cli convert model.pt -o CONVERTED");
    command->add_option("source", *source, "A PyTorch file, or a folder with pytorch_model.bin or its index")->required();
    command->add_option("-o,--output", *target, "Folder to write to")->required();
    command->footer("Exit status: 0 converted, 1 refused as dangerous or rejected, 2 refused as inconclusive or failed,\n"
                    "3 there are no tensors to convert, 4 usage.");
    command->callback([source, target, &action] {
        action = [source, target](const Context& context) {
            const auto conversion = convertTorch(*source, *target, context.job());
            if (!conversion)
                return context.failure(conversion.error());
            Context::print(context.json ? conversionJson(*conversion, *target).dump(2, ' ', false, Json::error_handler_t::replace)
                                        : conversionText(*conversion, *target));
            return exitCodeOf(*conversion);
        };
    });
}

} // namespace postern::cli
