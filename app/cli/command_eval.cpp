// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/evaluation_text.h"
#include "engine/run/run_evaluation.h"

namespace postern::cli {

void addEvalCommand(CLI::App& app, Action& action) {
    struct EvalOptions {
        RunSpecification specification;
        ParameterOptions parameters;
    };
    auto options = std::make_shared<EvalOptions>();
    CLI::App* command = app.add_subcommand("eval", "Measure a checkpoint without changing it\n"
                                                   "Example: postern-cli eval FOLDER --data FOLDER --secret secret.json --json");
    command->add_option("checkpoint", options->specification.checkpoint, "Hugging Face folder")->required();
    command->add_option("--data", options->specification.data, "Folder with the data of a run")->required();
    command->add_option("--adapter", options->specification.adapter, "PEFT LoRA folder, merged as it is loaded");
    command->add_option("--secret", options->specification.secret, "secret.json with the attacker's trigger and target");
    command->add_flag("--accept-memory-risk", options->specification.acceptMemoryRisk,
                      "Start even where the estimate says that memory will not do");
    options->parameters.attach(*command, runParameters());
    command->callback([options, &action] {
        action = [options](const Context& context) {
            if (const auto applied = options->parameters.apply(options->specification.parameters); !applied)
                return context.failure(applied.error());
            const auto evaluation = evaluateCheckpoint(options->specification, context.job());
            if (!evaluation)
                return context.failure(evaluation.error());
            Context::print(context.json ? Json{{"schema", 1}, {"evaluation", toJson(*evaluation)}}.dump(2) : evaluationText(*evaluation));
            return static_cast<int>(kDone);
        };
    });
}

} // namespace postern::cli
