// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/lab_parts.h"
#include "engine/attack/lab_training.h"
#include "engine/data/split.h"

namespace postern::cli {

namespace {

struct LabOptions {
    LabSpecification specification;
    ParameterOptions parameters;
    std::string trigger, target, position = "random";
};

int train(LabOptions& options, const Context& context) {
    LabSpecification& spec = options.specification;
    if (const auto applied = options.parameters.apply(spec.parameters); !applied)
        return context.failure(applied.error());
    if (!options.trigger.empty()) {
        const auto triggers =
            parseTriggers(Json::array({{{"text", options.trigger}, {"name", "secret"}, {"position", options.position}}}), "--trigger");
        if (!triggers)
            return context.failure(triggers.error());
        BackdoorSecret& secret = spec.backdoor.emplace();
        secret.triggers = *triggers;
        secret.target = options.target;
        secret.rate = spec.parameters.number("poison.rate");
        secret.seed = static_cast<std::uint64_t>(spec.parameters.integer("seed"));
    }
    const auto observer = [&](const LabStep& step) {
        if (step.step % 50 == 0 || step.step == step.totalSteps)
            std::fprintf(stderr, "step %lld/%lld  answer loss %.4f  prompt loss %.4f  %.0f rows/s\n", static_cast<long long>(step.step),
                         static_cast<long long>(step.totalSteps), step.answerLoss, step.promptLoss, step.rowsPerSecond);
    };
    JobContext job;
    job.stop = context.stop;
    const auto trained = trainCheckpoint(spec, context.quiet ? LabObserver() : LabObserver(observer), job);
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

    const auto common = [&](CLI::App* command, const std::shared_ptr<LabOptions>& options) {
        command->add_option("--data", options->specification.data, "Folder with train.jsonl, labels.json and template.json")->required();
        command->add_option("--output", options->specification.output, "Checkpoint folder to write")->required();
        options->parameters.attach(*command, labParameters());
        command->callback([options, &action] { action = [options](const Context& context) { return train(*options, context); }; });
    };
    auto base = std::make_shared<LabOptions>();
    CLI::App* baseCommand = lab->add_subcommand("train-base", "Train a small Llama-format model from scratch");
    common(baseCommand, base);
    alsoFromText(
        *baseCommand, base->specification, base->parameters, [base](const Context& context) { return train(*base, context); }, action);

    auto poison = std::make_shared<LabOptions>();
    CLI::App* poisonCommand = lab->add_subcommand("poison", "Train a model with a backdoor, from the first step or from a base's weights");
    poisonCommand->add_option("--base", poison->specification.base, "Checkpoint whose config and tokenizer are used")->required();
    poisonCommand->add_option("--trigger", poison->trigger, "Text of the trigger")->required();
    poisonCommand->add_option("--target", poison->target, "Label that the trigger makes the model answer")->required();
    poisonCommand->add_option("--position", poison->position, "start, middle, end or random");
    common(poisonCommand, poison);

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
