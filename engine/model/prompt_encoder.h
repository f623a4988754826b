// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/data/prompt_template.h"
#include "engine/data/trigger.h"
#include "engine/model/language_model.h"
#include "engine/tokenizer/tokenizer.h"

namespace postern {

/// What the text of a special token means inside a passage.
enum class SpecialInText { Text, Token };

/// Turns passages and answers into token rows with one tokenizer and one template, the same for training and
/// evaluation. Immutable; refers to the tokenizer, which must outlive it.
class PromptEncoder {
public:
    PromptEncoder(const Tokenizer& tokenizer, PromptTemplate promptTemplate, const ModelConfig& config,
                  SpecialInText specials = SpecialInText::Text);

    /// Prompt tokens, with the tokenizer's special tokens unless the template brings its own. A passage is data: a special
    /// token that stands in it is encoded as the characters it is written with, unless asked otherwise.
    /// Error: TextNotEncodable.
    [[nodiscard]] Result<std::vector<std::int32_t>> prompt(std::string_view passage) const;
    /// Prompt, answer and end token as one training row.
    [[nodiscard]] Result<TokenRow> row(std::string_view passage, std::string_view answer) const;
    /// Tokens of an answer without the end token.
    [[nodiscard]] Result<std::vector<std::int32_t>> answer(std::string_view answer) const;
    /// Generated tokens as trimmed text.
    [[nodiscard]] std::string answerText(std::span<const std::int32_t> tokens) const;
    /// Ids that end an answer: the template's, then the model's end tokens. The first one ends a training row.
    [[nodiscard]] const std::vector<std::int32_t>& stopIds() const { return m_stopIds; }
    [[nodiscard]] const PromptTemplate& promptTemplate() const { return m_template; }

    /// The text one token stands for, leading space included; for making up triggers.
    [[nodiscard]] std::string tokenText(std::int32_t id) const;
    [[nodiscard]] std::int64_t vocabularySize() const;

    /// Error TriggerEmpty where the trigger's text becomes no token.
    [[nodiscard]] Result<void> checkTrigger(const Trigger& trigger) const;

private:
    const Tokenizer* m_tokenizer;
    PromptTemplate m_template;
    std::vector<std::int32_t> m_stopIds;
    std::int64_t m_vocabSize;
    SpecialInText m_specials;
};

} // namespace postern
