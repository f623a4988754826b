// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/example_help.h"
#include "app/cli/json_text.h"
#include "engine/checkpoint/formats.h"

namespace postern::cli {

void addFormatsCommand(CLI::App& app, Action& action) {
    CLI::App* command = app.add_subcommand("formats", "List model families, file formats and their limits");
    startHelpWith(*command, "Example: postern-cli formats\n"
                            "         postern-cli formats --json");
    command->callback([&action] {
        action = [](const Context& context) {
            Context::print(context.json ? dumpJson(formatsJson()) : formatsMarkdown());
            return static_cast<int>(kDone);
        };
    });
}

} // namespace postern::cli
