// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/prompt_source.h"

#include <system_error>

#include "engine/chat/built_in_templates.h"

namespace postern {

namespace {

// No template knows these words; letters of both cases show one that changes case.
const std::string kTextProbe = "PosternPassageMark7Qx";
const std::string kAnswerProbe = "PosternAnswerMark9Zk";

std::size_t countOf(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

Failure unfit(const PromptTemplate& form, std::string detail) {
    return fail(ErrorCode::TemplateFailed, form.origin.empty() ? form.source : form.origin, std::move(detail),
                "Set data.template to dataset, alpaca or plain");
}

Result<PromptTemplate> messageForm(const std::string& source, const std::optional<PromptTemplate>& own) {
    PromptTemplate message{"{text}", "{label}", {}, "dataset", {}, {}, {}, false, false, false};
    if (!own || source == "plain")
        return message;
    message.instruction = own->instruction;
    if (own->instruction.empty())
        message.prompt = trimmedText(own->prompt);
    else if (source == "chat")
        message.prompt = own->instruction + "\n\n{text}";
    message.answer = trimmedText(own->answer);
    if (countOf(message.prompt, "{text}") != 1)
        return fail(ErrorCode::DataMalformed, "template.json", "\"instruction\" must not hold {text}");
    return message;
}

} // namespace

ChatValue::Members chatVariables(const ChatFiles& files, ChatValue::Array messages, bool addGenerationPrompt) {
    ChatValue::Members variables = {{"messages", std::move(messages)},
                                    {"tools", ChatValue()},
                                    {"documents", ChatValue()},
                                    {"add_generation_prompt", addGenerationPrompt}};
    for (const auto& [name, text] : files.tokens)
        variables.emplace_back(name, text);
    if (!files.additionalTokens.empty()) {
        ChatValue::Array tokens;
        for (const std::string& token : files.additionalTokens)
            tokens.emplace_back(token);
        variables.emplace_back("additional_special_tokens", std::move(tokens));
    }
    return variables;
}

Result<PromptSource> PromptSource::resolve(const std::string& choice, const std::filesystem::path& checkpoint,
                                           const std::filesystem::path& data, const Tokenizer& tokenizer, const std::tm& clock) {
    std::error_code status;
    const std::filesystem::path file = data / "template.json";
    std::optional<PromptTemplate> own;
    if (choice == "dataset" || std::filesystem::exists(file, status)) {
        POSTERN_ASSIGN(own, readPromptTemplate(file));
    }
    PromptSource source;
    source.m_clock = clock;
    if (choice == "dataset" || (choice == "auto" && own)) {
        source.m_form = *own;
        return source;
    }
    POSTERN_ASSIGN(source.m_files, readChatFiles(checkpoint));
    const ChatFiles::Template* const found = source.m_files.find("default");
    if (choice == "chat" && found == nullptr)
        return fail(ErrorCode::CheckpointIncomplete, checkpoint.string(), "it has no chat template",
                    "Set data.template to dataset, alpaca or plain");
    source.m_form.source = choice != "auto" ? choice : found != nullptr ? "chat" : "plain";
    const bool isChat = source.m_form.source == "chat";
    source.m_form.program = isChat ? found->text : std::string(builtInTemplate(source.m_form.source).value());
    source.m_form.origin = isChat ? found->file : std::string();
    source.m_form.complete = isChat; // as the reference does: a chat template prints all special tokens itself
    POSTERN_ASSIGN(source.m_program, ChatTemplate::parse(source.m_form.program, isChat ? source.m_form.origin : source.m_form.source));
    POSTERN_ASSIGN(source.m_message, messageForm(source.m_form.source, own));
    source.m_form.instruction = source.m_message.instruction;
    POSTERN_TRY(source.derive(tokenizer));
    return source;
}

/// The conversation of a row: up to where the assistant begins, or with its answer.
Result<std::string> PromptSource::render(const std::string& text, const std::string* answer) const {
    ChatValue::Array messages;
    if (m_form.source == "alpaca" && !m_message.instruction.empty())
        messages.emplace_back(ChatValue::Members{{"role", "user"}, {"content", m_message.instruction}, {"input", text}});
    else
        messages.push_back(chatMessage("user", m_message.renderPrompt(text)));
    if (answer != nullptr)
        messages.push_back(chatMessage("assistant", m_message.renderAnswer(*answer)));
    return m_program->render(chatVariables(m_files, std::move(messages), answer == nullptr), m_clock);
}

Result<void> PromptSource::derive(const Tokenizer& tokenizer) {
    POSTERN_TRY(derivePrompt());
    return deriveAnswer(tokenizer);
}

Result<void> PromptSource::derivePrompt() {
    POSTERN_ASSIGN(std::string prompt, render(kTextProbe, nullptr));
    if (countOf(prompt, kTextProbe) != 1)
        return unfit(m_form, "the template prints the user's text " + std::to_string(countOf(prompt, kTextProbe)) + " times, not once");
    if (countOf(prompt, "{text}") + countOf(prompt, "{label}") != 0)
        return unfit(m_form, "the template prints {text} or {label} itself");
    prompt.replace(prompt.find(kTextProbe), kTextProbe.size(), "{text}");
    m_form.prompt = std::move(prompt);
    const std::string before = " \n" + kTextProbe;
    const std::string behind = kTextProbe + "\n ";
    POSTERN_ASSIGN(const std::string spaceBefore, render(before, nullptr));
    POSTERN_ASSIGN(const std::string spaceBehind, render(behind, nullptr));
    m_form.trimsStart = m_form.renderPrompt(before) != spaceBefore;
    m_form.trimsEnd = m_form.renderPrompt(behind) != spaceBehind;
    if (m_form.renderPrompt(before) != spaceBefore || m_form.renderPrompt(behind) != spaceBehind)
        return unfit(m_form, "the template changes the user's text");
    return {};
}

Result<void> PromptSource::deriveAnswer(const Tokenizer& tokenizer) {
    const std::string opening = m_form.renderPrompt(kTextProbe);
    const std::string expected = m_message.renderAnswer(kAnswerProbe);
    POSTERN_ASSIGN(const std::string whole, render(kTextProbe, &kAnswerProbe));
    const std::size_t mark = whole.rfind(expected);
    if (mark == std::string::npos || countOf(whole, kAnswerProbe) != 1)
        return unfit(m_form, "the template does not print the assistant's text as it is");
    // What stands between the prompt and the answer, where the one continues the other.
    const std::string between =
        whole.starts_with(opening) && mark >= opening.size() ? whole.substr(opening.size(), mark - opening.size()) : "";
    const std::string rest = whole.substr(mark + expected.size());
    std::string gap;
    POSTERN_ASSIGN(const std::vector<Token> tokens, tokenizer.encodeWithOffsets(rest, false));
    for (const Token& token : tokens) {
        if (!tokenizer.isSpecial(token.id))
            continue;
        m_form.stop = tokenizer.idToToken(token.id);
        gap = rest.substr(0, rest.find(m_form.stop));
        break;
    }
    m_form.answer = between + m_message.answer + gap;
    if (countOf(m_form.answer, "{label}") != 1 || countOf(m_form.answer, "{text}") != 0)
        return unfit(m_form, "the template prints {text} or {label} itself");
    return {};
}

Result<void> PromptSource::verify(std::span<const TaskRow> rows, const std::string& file, const JobContext& job) const {
    if (!m_program)
        return {};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        POSTERN_TRY(job.checkStop());
        POSTERN_ASSIGN(const std::string rendered, render(rows[i].text, nullptr));
        if (rendered != m_form.renderPrompt(rows[i].text))
            return unfit(m_form, "the template changes the text of line " + std::to_string(i + 1) + " of " + file);
    }
    return {};
}

} // namespace postern
