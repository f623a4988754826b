// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "app/cli/cli.h"
#include "app/cli/example_help.h"
#include "app/cli/json_text.h"
#include "engine/chat/built_in_templates.h"
#include "engine/run/prompt_source.h"
#include "engine/tokenizer/tokenizer_folder.h"

namespace postern::cli {

namespace {

constexpr std::size_t kMaxInputBytes = std::size_t{64} << 20U;

struct RenderOptions {
    std::filesystem::path folder;
    std::string templateName; ///< alpaca, plain, or a file
    std::string name = "default";
    std::filesystem::path messages;
    bool addGenerationPrompt = false;
    bool tokens = false;
};

struct Chosen {
    ChatTemplate program;
    std::string source; ///< what to call it
    ChatFiles files;
};

Result<Chosen> chooseTemplate(const RenderOptions& options) {
    ChatFiles files;
    if (!options.folder.empty()) {
        POSTERN_ASSIGN(files, readChatFiles(options.folder));
    }
    if (const auto builtIn = builtInTemplate(options.templateName)) {
        POSTERN_ASSIGN(ChatTemplate program, ChatTemplate::parse(*builtIn, options.templateName));
        return Chosen{std::move(program), options.templateName, std::move(files)};
    }
    if (!options.templateName.empty()) {
        POSTERN_ASSIGN(const std::string text, readTextFile(options.templateName, ChatLimits().sourceBytes));
        POSTERN_ASSIGN(ChatTemplate program, ChatTemplate::parse(text, options.templateName));
        return Chosen{std::move(program), options.templateName, std::move(files)};
    }
    const ChatFiles::Template* const found = files.find(options.name);
    if (found == nullptr) {
        std::string known;
        for (const ChatFiles::Template& each : files.templates)
            known += (known.empty() ? "" : ", ") + each.name;
        return fail(ErrorCode::CheckpointIncomplete, options.folder.string(),
                    files.templates.empty() ? "it has no chat template"
                                            : "it has no chat template \"" + options.name + "\"; it has " + known,
                    "Name one with --template FILE, or use --template alpaca or plain");
    }
    POSTERN_ASSIGN(ChatTemplate program, ChatTemplate::parse(found->text, found->file));
    const std::string source = found->file;
    return Chosen{std::move(program), source, std::move(files)};
}

/// The file's conversation, and what else it sets: a list of messages, or an object with "messages" and other variables,
/// which take the place of those that the folder gives.
Result<ChatValue::Members> readVariables(const RenderOptions& options, const ChatFiles& files) {
    POSTERN_ASSIGN(const std::string text, readTextFile(options.messages, kMaxInputBytes));
    POSTERN_ASSIGN(ChatValue input, parseChatValue(text, options.messages.string()));
    const ChatValue* const messages = input.array() != nullptr ? &input : input.find("messages");
    const auto malformed = [&](const std::string& detail) {
        return fail(ErrorCode::DataMalformed, options.messages.string(), detail,
                    R"(Write [{"role": "user", "content": "…"}, …] or {"messages": […], "tools": […]})");
    };
    if (messages == nullptr || messages->array() == nullptr)
        return malformed("it holds no list of messages");
    for (const ChatValue& message : *messages->array())
        if (message.find("role") == nullptr || message.find("role")->text() == nullptr)
            return malformed("a message has no \"role\"");
    ChatValue::Members variables = chatVariables(files, *messages->array(), options.addGenerationPrompt);
    if (const ChatValue::Members* const members = input.members())
        for (const auto& member : *members) {
            std::erase_if(variables, [&](const auto& known) { return known.first == member.first; });
            variables.push_back(member);
        }
    if (options.addGenerationPrompt) {
        std::erase_if(variables, [](const auto& known) { return known.first == "add_generation_prompt"; });
        variables.emplace_back("add_generation_prompt", true);
    }
    return variables;
}

/// Every token of the prompt with its text in the prompt; the template prints special tokens itself, so none are added.
Result<Json> tokensOf(const RenderOptions& options, const std::string& prompt) {
    POSTERN_ASSIGN(const OpenedTokenizer opened, requireTokenizer(options.folder));
    POSTERN_ASSIGN(const std::vector<Token> tokens, opened.tokenizer.encodeWithOffsets(prompt, false));
    Json list = Json::array();
    for (const Token& token : tokens)
        list.push_back({{"id", token.id},
                        {"token", std::string(opened.tokenizer.idToToken(token.id))},
                        {"text", prompt.substr(token.begin, token.end - token.begin)},
                        {"special", opened.tokenizer.isSpecial(token.id)},
                        {"begin", token.begin},
                        {"end", token.end}});
    return list;
}

std::string tokenLines(const Json& tokens) {
    std::string text;
    for (const Json& token : tokens) {
        const std::string id = token["id"].dump();
        text += std::string(id.size() < 7 ? 7 - id.size() : 0, ' ') + id + (token["special"] == true ? " * " : "   ") +
                Json(token["text"]).dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
    }
    return text + std::to_string(tokens.size()) + " tokens; * marks special ones";
}

Result<void> render(const RenderOptions& options, const Context& context) {
    if (options.folder.empty() && options.templateName.empty())
        return fail(ErrorCode::Usage, "render", "name a checkpoint folder or --template");
    if (options.tokens && options.folder.empty())
        return fail(ErrorCode::Usage, "--tokens", "it needs the checkpoint folder whose tokenizer is to be used");
    POSTERN_ASSIGN(const Chosen chosen, chooseTemplate(options));
    POSTERN_ASSIGN(const ChatValue::Members variables, readVariables(options, chosen.files));
    POSTERN_ASSIGN(const std::string prompt, chosen.program.render(variables, localClock()));
    Json tokens;
    if (options.tokens) {
        POSTERN_ASSIGN(tokens, tokensOf(options, prompt));
    }
    if (!context.json) {
        if (options.tokens)
            Context::print(tokenLines(tokens));
        else
            Context::printExactly(prompt);
        return {};
    }
    Json document = {{"schema", 1}, {"template", {{"source", chosen.source}, {"text", chosen.program.source()}}}, {"prompt", prompt}};
    if (options.tokens)
        document["tokens"] = std::move(tokens);
    Context::print(dumpJson(document));
    return {};
}

} // namespace

void addRenderCommand(CLI::App& app, Action& action) {
    auto options = std::make_shared<RenderOptions>();
    CLI::App* command = app.add_subcommand("render", "Print the prompt that a chat template makes of a conversation");
    startHelpWith(*command, "Example: postern-cli render CHECKPOINT --messages chat.json --add-generation-prompt\n"
                            "         postern-cli render --template alpaca --messages chat.json\n"
                            "         postern-cli render CHECKPOINT --messages chat.json --tokens");
    command->add_option("folder", options->folder, "Checkpoint folder: its chat template, special tokens and tokenizer");
    command->add_option("--template", options->templateName, "A Jinja file, or alpaca or plain, instead of the folder's template");
    command->add_option("--name", options->name, "Which of the folder's templates, where it has several (default: default)");
    command
        ->add_option("--messages", options->messages,
                     R"(JSON file: [{"role": "user", "content": "…"}, …], or {"messages": […], "tools": […], …} with more variables)")
        ->required();
    command->add_flag("--add-generation-prompt", options->addGenerationPrompt, "End with what begins the assistant's turn");
    command->add_flag("--tokens", options->tokens, "Print the prompt's tokens instead, one a line: id, text, * for a special one");
    command->footer("The prompt is printed to the byte, with no line break added. A template is a program from a download: it is\n"
                    "interpreted with limits on steps, depth, memory and output, and sees nothing but the conversation.");
    command->callback([options, &action] {
        action = [options](const Context& context) {
            const auto done = render(*options, context);
            return done ? static_cast<int>(kDone) : context.failure(done.error());
        };
    });
}

} // namespace postern::cli
