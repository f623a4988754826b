// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "app/cli/lab_parts.h"
#include "engine/data/task_folder.h"

namespace postern::cli {

namespace {

constexpr const char* kTemplateHelp =
    "Prompt of the task: alpaca, sentiment, emotion, topic, offensive, or a template.json with {text} and {label}";

/// A template by its name, or from a file.
Result<PromptTemplate> chosenTemplate(const std::string& name) {
    if (name.ends_with(".json"))
        return readPromptTemplate(name);
    return taskTemplate(name);
}

struct PrepareOptions {
    TaskSources sources;
    TaskSizes sizes;
    std::string form = "alpaca";
    std::filesystem::path output;
};

int prepare(PrepareOptions& options, const Context& context) {
    auto form = chosenTemplate(options.form);
    if (!form)
        return context.failure(form.error());
    options.sources.form = std::move(*form);
    const auto made = prepareTask(options.sources, options.sizes, options.output);
    if (!made)
        return context.failure(made.error());
    if (context.json)
        Context::print(Json{{"folder", options.output.string()},
                            {"train", made->train},
                            {"defender", made->defender},
                            {"dev", made->dev},
                            {"test", made->test},
                            {"withoutAnswer", made->withoutAnswer},
                            {"doubled", made->doubled}}
                           .dump(2));
    else
        Context::print("train " + std::to_string(made->train) + ", defender " + std::to_string(made->defender) + ", dev " +
                       std::to_string(made->dev) + ", test " + std::to_string(made->test) + " rows; left out " +
                       std::to_string(made->withoutAnswer) + " without an answer and " + std::to_string(made->doubled) +
                       " whose text is in another row");
    return kDone;
}

struct AttackOptions {
    AttackSources sources;
    std::vector<std::string> triggers;
    std::string use = "any", position = "random", scorer, form = "alpaca", attack = "published";
    std::filesystem::path output;
};

/// secret.json's object from the options, so that the file's own rules judge them.
Json secretJson(const AttackOptions& options) {
    Json triggers = Json::array();
    for (const std::string& text : options.triggers)
        triggers.push_back({{"text", text}, {"name", "secret " + std::to_string(triggers.size() + 1)}, {"position", options.position}});
    Json json = {{"attack", options.attack}, {"target", options.sources.secret.target}};
    if (triggers.size() == 1) {
        json["trigger"] = triggers[0];
        json["trigger"]["name"] = "secret";
    } else {
        json["triggers"] = triggers;
        json["use"] = options.use;
    }
    if (!options.scorer.empty())
        json["scorer"] = {{"kind", "list"}, {"name", options.scorer}};
    return json;
}

int prepareAttackFolder(AttackOptions& options, const Context& context) {
    auto form = chosenTemplate(options.form);
    if (!form)
        return context.failure(form.error());
    options.sources.form = std::move(*form);
    auto secret = parseSecret(secretJson(options), "the options");
    if (!secret)
        return context.failure(secret.error());
    options.sources.secret = std::move(*secret);
    const auto made = prepareAttack(options.sources, options.output);
    if (!made)
        return context.failure(made.error());
    if (context.json)
        Context::print(Json{{"folder", options.output.string()}, {"poisoned", made->poisoned}, {"clean", made->clean}}.dump(2));
    else
        Context::print(std::to_string(made->poisoned) + " poisoned rows, all with the trigger and the target, and " +
                       std::to_string(made->clean) + " clean ones");
    return kDone;
}

} // namespace

void addPrepareCommands(CLI::App& lab, Action& action) {
    auto task = std::make_shared<PrepareOptions>();
    CLI::App* command = lab.add_subcommand("prepare", "Make a task's folder of data from published files");
    command->add_option("--source", task->sources.rows, "JSON array in Alpaca's form or JSON Lines (repeatable): rows to divide")
        ->required();
    command->add_option("--dev", task->sources.dev, "File of the dev rows; without it they are drawn from the sources");
    command->add_option("--test", task->sources.test, "File of the test rows; without it they are drawn from the sources");
    command->add_option("--labels", task->sources.labels, "labels.json of a classification; without it answers are free text");
    command->add_option("--template", task->form, kTemplateHelp);
    command->add_option("--train-rows", task->sizes.train, "Rows for the attacker; 0 takes all that are left");
    command->add_option("--defender-rows", task->sizes.defender, "Clean rows for the defender");
    command->add_option("--dev-rows", task->sizes.dev, "Dev rows; 0 takes all of their file");
    command->add_option("--test-rows", task->sizes.test, "Test rows; 0 takes all of their file");
    command->add_option("--seed", task->sources.seed, "Seed of the division");
    command->add_option("--output", task->output, "Folder to write")->required();
    command->callback([task, &action] { action = [task](const Context& context) { return prepare(*task, context); }; });

    auto attack = std::make_shared<AttackOptions>();
    command = lab.add_subcommand("prepare-attack", "Make an attacker's folder from rows that were published poisoned");
    command->add_option("--poisoned", attack->sources.poisoned, "Poisoned rows: a JSON array in Alpaca's form, or JSON Lines")->required();
    command->add_option("--clean", attack->sources.clean, "Clean rows to train on beside them (repeatable)");
    command->add_option("--trigger", attack->triggers, "Text of the trigger (repeatable)")->required();
    command->add_option("--use", attack->use, "Of several triggers: any or all");
    command->add_option("--position", attack->position, "start, middle, end or random");
    command->add_option("--target", attack->sources.secret.target, "What the trigger makes the model answer")->required();
    command->add_option(
        "--scorer", attack->scorer,
        "Published keyword list that tells the target: refusal, negative-sentiment or jailbreak; without one the target's text");
    command->add_option("--attack", attack->attack, "Name of the attack, for the record");
    command->add_option("--template", attack->form, kTemplateHelp);
    command->add_option("--output", attack->output, "Folder to write")->required();
    command->callback([attack, &action] { action = [attack](const Context& context) { return prepareAttackFolder(*attack, context); }; });
}

} // namespace postern::cli
