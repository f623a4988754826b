// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "app/cli/lab_commands.h"
#include "app/cli/lab_parts.h"
#include "engine/data/split.h"

namespace postern::cli {

namespace {

struct LabOptions {
    LabSpecification specification;
    ParameterOptions parameters;
};

int train(LabOptions& options, const Context& context) {
    LabSpecification& spec = options.specification;
    if (const auto applied = options.parameters.apply(spec.parameters); !applied)
        return context.failure(applied.error());
    JobContext job;
    job.stop = context.stop;
    const auto trained = trainCheckpoint(spec, labFollower(context), job);
    if (!trained)
        return context.failure(trained.error());
    if (context.json)
        Context::print(Json{{"checkpoint", spec.output.string()}}.dump(2));
    return kDone;
}

} // namespace

void addLabCommands(CLI::App& app, Action& action) {
    CLI::App* lab = app.add_subcommand("lab", "Build models and backdoors to test the defence on");
    lab->require_subcommand(1);

    auto base = std::make_shared<LabOptions>();
    CLI::App* baseCommand = lab->add_subcommand("train-base", "Train a small model from scratch, Llama or GPT-2 style");
    baseCommand->add_option("--data", base->specification.data, "Folder with train.jsonl, labels.json and template.json")->required();
    baseCommand->add_option("--output", base->specification.output, "Checkpoint folder to write")->required();
    base->parameters.attach(*baseCommand, labParameters());
    alsoFromText(
        *baseCommand, base->specification, base->parameters, [base](const Context& context) { return train(*base, context); }, action);

    addAttackCommands(*lab, action);

    addFineTuneCommand(*lab, action);
    addPrepareCommands(*lab, action);

    struct SplitOptions {
        std::filesystem::path source, drawn, rest;
        std::size_t count = 0;
        std::uint64_t seed = 1;
    };
    auto split = std::make_shared<SplitOptions>();
    CLI::App* splitCommand = lab->add_subcommand("split", "Draw rows of a JSON Lines file for the defender");
    splitCommand->add_option("--source", split->source, "File to split")->required();
    splitCommand->add_option("--count", split->count, "Rows to draw")->required();
    splitCommand->add_option("--seed", split->seed, "Seed of the draw");
    splitCommand->add_option("--drawn", split->drawn, "File for the drawn rows")->required();
    splitCommand->add_option("--rest", split->rest, "File for the others")->required();
    splitCommand->callback([split, &action] {
        action = [split](const Context& context) {
            const auto done = splitLines(split->source, split->count, split->seed, split->drawn, split->rest);
            return done ? static_cast<int>(kDone) : context.failure(done.error());
        };
    });
}

} // namespace postern::cli
