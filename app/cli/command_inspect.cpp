// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/example_help.h"
#include "app/cli/inspection.h"
#include "app/cli/json_text.h"

namespace postern::cli {

void addInspectCommand(CLI::App& app, Action& action) {
    auto options = std::make_shared<InspectionOptions>();
    auto noHash = std::make_shared<bool>(false);
    CLI::App* command = app.add_subcommand("inspect", "Describe a checkpoint folder without loading it");
    startHelpWith(*command, "Example: postern-cli inspect CHECKPOINT\n"
                            "         postern-cli inspect CHECKPOINT --values --json");
    command->add_option("folder", options->folder, "Checkpoint folder")->required();
    command->add_flag("--no-hash", *noHash, "Leave the SHA-256 of the files out");
    command->add_flag("--values", options->values, "Read every weight and look for NaN and infinity");
    command->footer("The exit status is 1 when the folder could be described but has problems that would stop a run.");
    command->callback([options, noHash, &action] {
        action = [options, noHash](const Context& context) {
            options->hash = !*noHash;
            const auto inspection = inspectCheckpoint(*options, context.job());
            if (!inspection)
                return context.failure(inspection.error());
            Context::print(context.json ? dumpJson(*inspection) : inspectionText(*inspection));
            return static_cast<int>(inspection->at("problems").empty() ? kDone : kAdverse);
        };
    });
}

} // namespace postern::cli
