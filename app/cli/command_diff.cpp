// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/diff_report.h"
#include "app/cli/example_help.h"
#include "app/cli/json_text.h"
#include "engine/checkpoint/checkpoint_diff.h"

namespace postern::cli {

namespace {

struct DiffOptions {
    std::filesystem::path a, b;
    bool all = false;
    bool exitCode = false;
};

Result<CheckpointDiff> compare(const DiffOptions& options, const JobContext& job) {
    POSTERN_ASSIGN(const WeightSource a, WeightSource::open(options.a));
    POSTERN_ASSIGN(const WeightSource b, WeightSource::open(options.b));
    return compareCheckpoints(a, b, job);
}

} // namespace

void addDiffCommand(CLI::App& app, Action& action) {
    auto options = std::make_shared<DiffOptions>();
    CLI::App* command =
        app.add_subcommand("diff", "Compare two checkpoints: configuration, tokenizer files, and the change of every tensor");
    startHelpWith(*command, "Example: postern-cli diff BASE FINE-TUNED\n"
                            "         postern-cli diff BEFORE AFTER --json");
    command->add_option("a", options->a, "Checkpoint folder, .safetensors or .gguf file")->required();
    command->add_option("b", options->b, "The other one")->required();
    command->add_flag("--all", options->all, "List what is the same too");
    command->add_flag("--exit-code", options->exitCode, "End with the status 1 where they differ");
    command->footer("Weights are read once, piece by piece; models larger than memory can be compared.");
    command->callback([options, &action] {
        action = [options](const Context& context) {
            const auto diff = compare(*options, context.job());
            if (!diff)
                return context.failure(diff.error());
            Context::print(context.json ? dumpJson(diffJson(*diff)) : diffText(*diff, options->all));
            return static_cast<int>(options->exitCode && !diff->same() ? kAdverse : kDone);
        };
    });
}

} // namespace postern::cli
