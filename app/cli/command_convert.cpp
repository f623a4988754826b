// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/example_help.h"
#include "app/cli/json_text.h"
#include "app/cli/text_table.h"
#include "engine/checkpoint/gguf_import.h"
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

/// Told by content, as everywhere: a GGUF file begins with its name.
bool isGguf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    char magic[4] = {};
    return file.read(magic, sizeof magic) && std::string_view(magic, sizeof magic) == "GGUF";
}

int convertGgufFile(const std::filesystem::path& file, const std::filesystem::path& output, const Context& context) {
    const auto done = convertGguf(file, output, context.job());
    if (!done)
        return context.failure(done.error());
    for (const std::string& note : done->notes)
        context.say("Note: " + printable(note));
    context.say("Wrote " + printable(output.string()) + ": " + done->modelType + ", " + std::to_string(done->tensors) + " tensors" +
                (done->tokenizer ? ", tokenizer.json" : ""));
    if (context.json)
        Context::print(dumpJson({{"schema", 1},
                                 {"output", output.string()},
                                 {"architecture", done->architecture},
                                 {"model_type", done->modelType},
                                 {"tensors", done->tensors},
                                 {"tokenizer", done->tokenizer},
                                 {"notes", done->notes}}));
    return kDone;
}

} // namespace

void addConvertCommand(CLI::App& app, Action& action) {
    auto source = std::make_shared<std::string>();
    auto target = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("convert", "Turn pickled weights or a GGUF file into a checkpoint of safetensors");
    startHelpWith(*command, "Example: postern-cli convert CHECKPOINT -o CONVERTED\n"
                            "         postern-cli convert model.pt -o CONVERTED\n"
                            "         postern-cli convert model.gguf -o CONVERTED");
    command
        ->add_option("source", *source,
                     "A PyTorch file, a folder with pytorch_model.bin or its index, or a GGUF file with F32, F16, BF16 or Q8_0 weights")
        ->required();
    command->add_option("-o,--output", *target, "Folder to write to")->required();
    command->footer(
        "Pickles are read by a reader that knows tensors and nothing else. Of a GGUF file F16 and BF16 weights stay as they are,\n"
        "Q8_0 becomes F32 without loss; other quantizations are refused by name. postern-cli formats lists the architectures.\n"
        "Exit status: 0 converted, 1 refused as dangerous or rejected, 2 refused as inconclusive or failed,\n"
        "3 there are no tensors to convert, 4 usage.");
    command->callback([source, target, &action] {
        action = [source, target](const Context& context) {
            if (isGguf(*source))
                return convertGgufFile(*source, *target, context);
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
