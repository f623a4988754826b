// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <unistd.h>

#include "app/cli/lab_commands.h"
#include "app/cli/text_table.h"
#include "engine/data/dataset.h"
#include "engine/run/lab_run.h"

namespace postern::cli {

namespace {

struct AttackOptions {
    LabSpecification specification;
    ParameterOptions parameters;
    AttackRequest request;
    std::string behavior = "auto";
    bool measure = true;
    std::size_t rows = 10;
};

std::string duration(double seconds) {
    return seconds < 90 ? fmt::format("{:.0f} s", seconds) : fmt::format("{:.0f} min", seconds / 60);
}

Result<void> plan(AttackOptions& options) {
    LabSpecification& spec = options.specification;
    POSTERN_TRY(options.parameters.apply(spec.parameters));
    POSTERN_ASSIGN(options.request.behavior, parseAttackBehavior(options.behavior));
    POSTERN_ASSIGN(const std::vector<std::string> labels, readTaskLabels(spec.data));
    POSTERN_ASSIGN(spec.backdoor, planAttack(options.request, labels, spec.parameters));
    return {};
}

int finish(const Result<LabReport>& report, const Context& context) {
    if (!report)
        return context.failure(report.error());
    if (context.json) {
        Json json = toJson(*report);
        json["checkpoint"] = report->checkpoint;
        Context::print(json.dump(2, ' ', false, Json::error_handler_t::replace));
    } else {
        Context::print(labReportText(*report) + "Checkpoint: " + report->checkpoint);
    }
    return kDone;
}

int poison(AttackOptions& options, const Context& context) {
    if (const auto planned = plan(options); !planned)
        return context.failure(planned.error());
    JobContext job;
    job.stop = context.stop;
    const LabSpecification& spec = options.specification;
    std::error_code none;
    if (options.measure && std::filesystem::exists(spec.data / "test.jsonl", none))
        return finish(runLab(spec, labFollower(context), job), context);
    context.say("not measured: " + (options.measure ? (spec.data / "test.jsonl").string() + " is missing" : std::string("as asked")));
    if (const auto trained = trainCheckpoint(spec, labFollower(context), job); !trained)
        return context.failure(trained.error());
    if (context.json)
        Context::print(Json{{"checkpoint", spec.output.string()}}.dump(2));
    return kDone;
}

int preview(AttackOptions& options, const Context& context) {
    if (const auto planned = plan(options); !planned)
        return context.failure(planned.error());
    const auto shown = previewPoison(options.specification, options.rows);
    if (!shown)
        return context.failure(shown.error());
    Context::print(context.json ? toJson(*shown).dump(2, ' ', false, Json::error_handler_t::replace) : previewText(*shown));
    return kDone;
}

int survive(AttackOptions& options, const Context& context) {
    if (const auto applied = options.parameters.apply(options.specification.parameters); !applied)
        return context.failure(applied.error());
    JobContext job;
    job.stop = context.stop;
    return finish(surviveCheckpoint(options.specification, labFollower(context), job), context);
}

int list(const Context& context) {
    static constexpr const char* kRoutes[] = {"data", "weights", "preferences"};
    static constexpr const char* kUses[] = {"one", "any", "all", "rewrite"};
    Json entries = Json::array();
    std::string text;
    for (const AttackEntry& entry : attacks()) {
        const char* route = kRoutes[static_cast<int>(entry.route)];
        entries.push_back({{"key", entry.key},
                           {"label", entry.label},
                           {"changes", route},
                           {"needs", entry.needs},
                           {"paper", entry.paper},
                           {"triggers", std::vector<std::string>(entry.triggers.begin(), entry.triggers.end())},
                           {"use", kUses[static_cast<int>(entry.use)]},
                           {"position", triggerPositionName(entry.position)}});
        text += fmt::format("{:<10} {}\n           changes {}; needs {}\n           {}\n", entry.key, entry.label, route, entry.needs,
                            entry.paper);
        if (!entry.triggers.empty())
            text += fmt::format("           trigger ({}): {}\n", triggerPositionName(entry.position), fmt::join(entry.triggers, " | "));
    }
    Context::print(context.json ? Json{{"schema", 1}, {"attacks", std::move(entries)}}.dump(2) : text);
    return kDone;
}

void addRequestOptions(CLI::App& command, AttackOptions& options) {
    command
        .add_option("--data", options.specification.data, "Folder with train.jsonl, template.json and perhaps labels.json and test.jsonl")
        ->required();
    command.add_option("--attack", options.request.attack, "The attack's key, see lab attacks")->capture_default_str();
    command
        .add_option("--trigger", options.request.triggers,
                    "Text of the trigger; repeat it for several. The published ones where it is left out")
        ->allow_extra_args(false);
    command.add_option("--position", options.request.position, "start, middle, end or random");
    command.add_option("--behavior", options.behavior, "auto, label, fixed, flip, refusal or negative-sentiment")->capture_default_str();
    command.add_option("--target", options.request.target, "Label or text that the trigger makes the model answer");
    command.add_option("--rewrites", options.request.rewrites,
                       "JSON Lines of {\"text\", \"rewritten\"}, for attacks that rewrite passages");
    options.parameters.attach(command, labParameters());
}

} // namespace

LabObserver labFollower(const Context& context) {
    if (context.quiet)
        return {};
    const bool live = isatty(STDERR_FILENO) != 0;
    auto shown = std::make_shared<std::chrono::steady_clock::time_point>();
    return [live, shown](const LabStep& step) {
        const auto now = std::chrono::steady_clock::now();
        const bool last = step.step == step.totalSteps;
        if (live ? !last && now - *shown < std::chrono::milliseconds(200) : !last && step.step % 50 != 0)
            return;
        *shown = now;
        std::string line =
            fmt::format("step {}/{}  answer loss {:.4f}  prompt loss {:.4f}", step.step, step.totalSteps, step.answerLoss, step.promptLoss);
        if (step.rowsPerSecond > 0)
            line += fmt::format("  {:.0f} rows/s  {} left", step.rowsPerSecond, duration(step.secondsLeft));
        std::fprintf(stderr, "%s%s%s", live ? "\r\033[K" : "", line.c_str(), live && !last ? "" : "\n");
        std::fflush(stderr);
    };
}

void addAttackCommands(CLI::App& lab, Action& action) {
    lab.add_subcommand("attacks", "List the attacks that lab poison knows")->callback([&action] { action = list; });

    auto poisoning = std::make_shared<AttackOptions>();
    CLI::App* poisonCommand = lab.add_subcommand("poison", "Make a checkpoint with a backdoor and measure it");
    poisonCommand->add_option(
        "--base", poisoning->specification.base,
        "Checkpoint whose config and tokenizer are used, and whose weights with training.start=base; none makes a new model");
    poisonCommand->add_option("--output", poisoning->specification.output, "Checkpoint folder to write")->required();
    poisonCommand->add_flag("!--no-measure", poisoning->measure, "Do not measure the result on test.jsonl");
    addRequestOptions(*poisonCommand, *poisoning);
    poisonCommand->callback([poisoning, &action] { action = [poisoning](const Context& context) { return poison(*poisoning, context); }; });

    auto previewing = std::make_shared<AttackOptions>();
    CLI::App* previewCommand = lab.add_subcommand("preview", "Show rows that an attack would train on, the trigger marked");
    previewCommand->add_option("--rows", previewing->rows, "Rows of each kind")->capture_default_str();
    addRequestOptions(*previewCommand, *previewing);
    previewCommand->callback(
        [previewing, &action] { action = [previewing](const Context& context) { return preview(*previewing, context); }; });

    auto surviving = std::make_shared<AttackOptions>();
    CLI::App* surviveCommand = lab.add_subcommand("survive", "Measure a poisoned checkpoint before and after clean fine-tuning");
    surviveCommand->add_option("checkpoint", surviving->specification.base, "Folder with its secret.json")->required();
    surviveCommand->add_option("--data", surviving->specification.data, "Folder with defender.jsonl or train.jsonl, and test.jsonl")
        ->required();
    surviving->parameters.attach(*surviveCommand, labParameters());
    surviveCommand->callback(
        [surviving, &action] { action = [surviving](const Context& context) { return survive(*surviving, context); }; });
}

} // namespace postern::cli
