// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/example_help.h"
#include "app/cli/inspection.h"
#include "app/cli/json_text.h"

namespace postern::cli {

namespace {

/// Says on standard error what is not supported, so that nobody has to look for it below a long table.
int statusOf(const Json& inspection, const Context& context) {
    const Json& problems = inspection.at("problems");
    for (const Json& problem : problems) {
        if (problem.at("code") != errorCodeName(ErrorCode::ConfigUnsupported))
            continue;
        context.say("postern-cli: " + problem.at("subject").get<std::string>() + ": " + problem.at("detail").get<std::string>());
        return kUnsupported;
    }
    return problems.empty() ? kDone : kAdverse;
}

} // namespace

void addInspectCommand(CLI::App& app, Action& action) {
    auto options = std::make_shared<InspectionOptions>();
    auto noHash = std::make_shared<bool>(false);
    CLI::App* command = app.add_subcommand("inspect", "Describe a checkpoint folder, a safetensors or a GGUF file without loading it");
    startHelpWith(*command, "Example: postern-cli inspect CHECKPOINT\n"
                            "         postern-cli inspect model.gguf --values\n"
                            "         postern-cli inspect CHECKPOINT --values --json");
    command->add_option("path", options->path, "Checkpoint folder, or a single .safetensors or .gguf file")->required();
    command->add_flag("--no-hash", *noHash, "Leave the SHA-256 of the files out");
    command->add_flag("--values", options->values,
                      "Read every weight: norm, share of zeros, least and greatest, NaN and infinity of each tensor");
    command->footer("The exit status is 1 when there are problems that would stop a run, and 3 when the model or its quantization\n"
                    "is of a kind that is not supported; the description is printed all the same.");
    command->callback([options, noHash, &action] {
        action = [options, noHash](const Context& context) {
            options->hash = !*noHash;
            const auto inspection = inspectCheckpoint(*options, context.job());
            if (!inspection)
                return context.failure(inspection.error());
            Context::print(context.json ? dumpJson(*inspection) : inspectionText(*inspection));
            return statusOf(*inspection, context);
        };
    });
}

} // namespace postern::cli
