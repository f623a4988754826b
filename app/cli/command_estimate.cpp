// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <fmt/format.h>

#include "app/cli/cli.h"
#include "app/cli/example_help.h"
#include "app/cli/json_text.h"
#include "engine/run/run_estimate.h"

namespace postern::cli {

namespace {

struct EstimateOptions {
    std::string demo, preset = "postern";
    std::filesystem::path checkpoint, data;
    ParameterOptions parameters;
    std::int64_t rowTokens = 256;
    bool inference = false;
    bool acceptRisk = false;
};

std::string estimateText(const RunEstimate& estimate) {
    std::string text;
    for (const MemoryEstimate::Part& part : estimate.memory.parts)
        text += fmt::format("{:<30}  {:>8}\n", memoryPartLabel(part.part), byteText(part.bytes));
    text += fmt::format("{:<30}  {:>8}  (between {} and {})\n", "At once, at the most", byteText(estimate.memory.total),
                        byteText(estimate.memory.low), byteText(estimate.memory.high));
    text += fmt::format("{:<30}  {:>8}\n", "Available", estimate.available ? byteText(*estimate.available) : "unknown");
    return text + (estimate.fits() ? "It fits." : "It does not fit.");
}

int estimate(const EstimateOptions& options, const Context& context) {
    RunSpecification specification;
    if (!options.demo.empty()) {
        specification = demoSpecification(context.resources, options.demo, {});
    } else if (options.checkpoint.empty()) {
        return context.failure({ErrorCode::Usage, "estimate", "name --checkpoint, or --demo", {}, nullptr});
    } else {
        specification.checkpoint = options.checkpoint;
        specification.data = options.data;
    }
    auto parameters = presetParameters(options.preset);
    if (!parameters)
        return context.failure(parameters.error());
    specification.parameters = std::move(*parameters);
    if (const auto applied = options.parameters.apply(specification.parameters); !applied)
        return context.failure(applied.error());
    const auto result = estimateRun(specification, options.inference, options.rowTokens, context.job());
    if (!result)
        return context.failure(result.error());
    if (context.json) {
        Json document = toJson(result->memory);
        document["schema"] = 1;
        document["available"] = result->available ? Json(*result->available) : Json(nullptr);
        document["fits"] = result->fits();
        document["work"] = {{"precision", result->work.bf16 ? "bf16" : "fp32"},
                            {"batch_tokens", result->work.batchTokens},
                            {"row_tokens", result->work.rowTokens}};
        Context::print(dumpJson(document));
    } else {
        Context::print(estimateText(*result));
    }
    return result->fits() || options.acceptRisk ? kDone : kMemory;
}

} // namespace

void addEstimateCommand(CLI::App& app, Action& action) {
    auto options = std::make_shared<EstimateOptions>();
    CLI::App* command = app.add_subcommand("estimate", "Say how much memory a run needs, without starting it");
    startHelpWith(*command, "Example: postern-cli estimate --checkpoint FOLDER --data FOLDER --set training.mode=lora");
    command->add_option("--demo", options->demo, "A shipped checkpoint")->check(CLI::IsMember({"word", "phrase", "long", "clean"}));
    command->add_option("--checkpoint", options->checkpoint, "Hugging Face folder of the model");
    command->add_option("--data", options->data, "Folder with the data of a run; its rows are measured");
    command->add_option("--row-tokens", options->rowTokens, "Tokens of a row where there is no --data")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1} << 20));
    command->add_flag("--inference", options->inference, "Of measuring alone, as eval does it");
    command->add_option("--preset", options->preset, "postern or paper");
    command->add_flag("--accept-memory-risk", options->acceptRisk, "Exit with 0 even where it does not fit");
    options->parameters.attach(*command, runParameters());
    command->callback([options, &action] { action = [options](const Context& context) { return estimate(*options, context); }; });
}

} // namespace postern::cli
