// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <ctime>
#include <memory>

#include <fmt/format.h>

#include "app/cli/cli.h"
#include "app/cli/example_help.h"
#include "app/cli/json_text.h"
#include "engine/checkpoint/adapter_checkpoint.h"

namespace postern::cli {

namespace {

struct MergeOptions {
    std::filesystem::path base, adapter, output;
    std::string timestamp;
};

std::string now() {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

Result<void> merge(const MergeOptions& options, const Context& context) {
    POSTERN_ASSIGN(const CheckpointFolder base, CheckpointFolder::open(options.base));
    POSTERN_ASSIGN(const AdapterFolder adapter, AdapterFolder::open(options.adapter));
    const std::string created = options.timestamp.empty() ? now() : options.timestamp;
    POSTERN_ASSIGN(const WrittenCheckpoint written, mergeAdapter(base, adapter, options.output, created, context.job()));
    context.say(fmt::format("Wrote {}: {} tensors merged, {} as they were", printable(options.output.string()), written.changed,
                            written.unchanged));
    if (context.json)
        Context::print(dumpJson({{"schema", 1},
                                 {"output", options.output.string()},
                                 {"files", written.weightFiles},
                                 {"merged", written.changed},
                                 {"unchanged", written.unchanged}}));
    return {};
}

} // namespace

void addMergeCommand(CLI::App& app, Action& action) {
    auto options = std::make_shared<MergeOptions>();
    CLI::App* command = app.add_subcommand("merge", "Merge a PEFT LoRA adapter into its base model");
    startHelpWith(*command, "Example: postern-cli merge BASE ADAPTER -o MERGED");
    command->add_option("base", options->base, "Checkpoint folder of the base model")->required();
    command->add_option("adapter", options->adapter, "Folder with adapter_config.json and adapter_model.safetensors")->required();
    command->add_option("-o,--output", options->output, "Checkpoint folder to write; new or empty")->required();
    command->add_option("--timestamp", options->timestamp, "Time to write into postern.json, in place of the present");
    command->footer("One tensor at a time is in memory. Every tensor keeps its type, and what the adapter does not touch its bytes.");
    command->callback([options, &action] {
        action = [options](const Context& context) {
            const auto done = merge(*options, context);
            return done ? static_cast<int>(kDone) : context.failure(done.error());
        };
    });
}

} // namespace postern::cli
