// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <memory>

#include "app/cli/lab_parts.h"
#include "engine/data/backdoor_secret.h"

namespace postern::cli {

namespace {

struct FineTuneOptions {
    LabSpecification specification;
    ParameterOptions parameters;
};

int fineTune(FineTuneOptions& options, const Context& context) {
    LabSpecification& spec = options.specification;
    static_cast<void>(spec.parameters.set("training.start", std::string("base")));
    if (const auto applied = options.parameters.apply(spec.parameters); !applied)
        return context.failure(applied.error());
    // A folder of a published attack holds its poisoned rows already; what the trigger is goes beside the checkpoint.
    std::error_code none;
    if (const auto path = spec.data / "secret.json"; std::filesystem::exists(path, none)) {
        auto secret = readSecret(path);
        if (!secret)
            return context.failure(secret.error());
        spec.backdoor = std::move(*secret);
        spec.rowsHoldBackdoor = true;
    }
    const auto observer = [&](const LabStep& step) {
        if (step.step % 20 == 0 || step.step == step.totalSteps)
            std::fprintf(stderr, "step %lld/%lld  answer loss %.4f  %.0f rows/s\n", static_cast<long long>(step.step),
                         static_cast<long long>(step.totalSteps), step.answerLoss, step.rowsPerSecond);
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

void addFineTuneCommand(CLI::App& lab, Action& action) {
    auto options = std::make_shared<FineTuneOptions>();
    CLI::App* command = lab.add_subcommand("fine-tune", "Train a checkpoint on a folder's rows as they are, poisoned ones included");
    command->add_option("--base", options->specification.base, "Checkpoint to go on from")->required();
    command
        ->add_option("--data", options->specification.data,
                     "Folder with train.jsonl, template.json, and perhaps labels.json and secret.json")
        ->required();
    command->add_option("--output", options->specification.output, "Checkpoint folder to write")->required();
    options->parameters.attach(*command, labParameters());
    command->callback([options, &action] { action = [options](const Context& context) { return fineTune(*options, context); }; });
}

} // namespace postern::cli
