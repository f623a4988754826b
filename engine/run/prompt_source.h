// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ctime>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "engine/chat/chat_template.h"
#include "engine/checkpoint/chat_files.h"
#include "engine/core/progress.h"
#include "engine/data/dataset.h"
#include "engine/data/prompt_template.h"
#include "engine/tokenizer/tokenizer.h"

namespace postern {

/// What a template sees besides the conversation: the special tokens, and none for tools and documents.
[[nodiscard]] ChatValue::Members chatVariables(const ChatFiles& files, ChatValue::Array messages, bool addGenerationPrompt);

/// The prompt template of a run, from the parameter data.template.
///
/// A chat template is a program, and a run needs a form. It is carried out with marks in place of the passage and the
/// answer: the prompt is what it prints up to the assistant's turn, the answer what it prints from there to the token that
/// ends the turn. The user's message is the passage in the data's own prompt (or under its instruction). The form is right
/// only if the template does nothing to the passage but take white space off its ends; `verify` renders real rows and
/// compares.
class PromptSource {
public:
    /// `choice`: auto, dataset, chat, alpaca, plain. Errors: those of the files; TemplateMalformed, TemplateUnsupported,
    /// TemplateFailed; CheckpointIncomplete where a chat template is asked for and there is none.
    [[nodiscard]] static Result<PromptSource> resolve(const std::string& choice, const std::filesystem::path& checkpoint,
                                                      const std::filesystem::path& data, const Tokenizer& tokenizer, const std::tm& clock);

    [[nodiscard]] const PromptTemplate& form() const { return m_form; }

    /// Renders every row with the program itself. Error TemplateFailed names the first that the form renders differently.
    [[nodiscard]] Result<void> verify(std::span<const TaskRow> rows, const std::string& file, const JobContext& job) const;

private:
    [[nodiscard]] Result<std::string> render(const std::string& text, const std::string* answer) const;
    [[nodiscard]] Result<void> derive(const Tokenizer& tokenizer);
    [[nodiscard]] Result<void> derivePrompt();
    [[nodiscard]] Result<void> deriveAnswer(const Tokenizer& tokenizer);

    PromptTemplate m_form;
    PromptTemplate m_message; ///< the user's message and the assistant's, before the chat template
    ChatFiles m_files;
    std::optional<ChatTemplate> m_program; ///< none where the data's own form is the prompt
    std::tm m_clock{};
};

} // namespace postern
