// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/prompt_encoder.h"

#include <algorithm>

namespace postern {

PromptEncoder::PromptEncoder(const Tokenizer& tokenizer, PromptTemplate promptTemplate, const ModelConfig& config, SpecialInText specials)
    : m_tokenizer(&tokenizer), m_template(std::move(promptTemplate)), m_vocabSize(config.vocabSize), m_specials(specials) {
    if (const auto stop = m_template.stop.empty() ? std::nullopt : tokenizer.tokenToId(m_template.stop))
        m_stopIds.push_back(*stop);
    for (const std::int64_t eos : config.eosTokenIds)
        if (const auto id = static_cast<std::int32_t>(eos); std::find(m_stopIds.begin(), m_stopIds.end(), id) == m_stopIds.end())
            m_stopIds.push_back(id);
}

Result<std::vector<std::int32_t>> PromptEncoder::prompt(std::string_view passage) const {
    const RenderedPrompt rendered = m_template.renderMarked(passage);
    ByteRange data;
    if (m_specials == SpecialInText::Text)
        data = {static_cast<std::uint32_t>(rendered.textBegin), static_cast<std::uint32_t>(rendered.textEnd)};
    POSTERN_ASSIGN(const std::vector<Token> tokens, m_tokenizer->encodeWithOffsets(rendered.text, !m_template.complete, data));
    std::vector<std::int32_t> ids;
    ids.reserve(tokens.size());
    for (const Token& token : tokens)
        ids.push_back(token.id);
    if (ids.empty())
        return fail(ErrorCode::TextNotEncodable, "prompt", "the text becomes no token");
    for (const std::int32_t id : ids)
        if (id < 0 || id >= m_vocabSize)
            return fail(ErrorCode::TokenizerMalformed, "tokenizer.json",
                        "token " + std::to_string(id) + " lies outside the model's vocabulary of " + std::to_string(m_vocabSize));
    return ids;
}

Result<std::vector<std::int32_t>> PromptEncoder::answer(std::string_view answer) const {
    return m_tokenizer->encode(m_template.renderAnswer(answer), false);
}

Result<TokenRow> PromptEncoder::row(std::string_view passage, std::string_view answerText) const {
    TokenRow row;
    POSTERN_ASSIGN(row.tokens, prompt(passage));
    row.promptLength = static_cast<std::int32_t>(row.tokens.size());
    POSTERN_ASSIGN(const std::vector<std::int32_t> rest, answer(answerText));
    if (rest.empty())
        return fail(ErrorCode::TextNotEncodable, std::string(answerText), "the answer becomes no token");
    row.tokens.insert(row.tokens.end(), rest.begin(), rest.end());
    if (!m_stopIds.empty())
        row.tokens.push_back(m_stopIds.front());
    return row;
}

std::string PromptEncoder::answerText(std::span<const std::int32_t> tokens) const {
    const std::string text = m_tokenizer->decode(tokens, true);
    constexpr const char* kBlank = " \t\r\n";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::string PromptEncoder::tokenText(std::int32_t id) const {
    return m_tokenizer->decode(std::span(&id, 1), true);
}

std::int64_t PromptEncoder::vocabularySize() const {
    return std::min(m_vocabSize, m_tokenizer->size());
}

Result<void> PromptEncoder::checkTrigger(const Trigger& trigger) const {
    POSTERN_ASSIGN(const std::vector<std::int32_t> ids, m_tokenizer->encode(trigger.text, false));
    if (ids.empty())
        return fail(ErrorCode::TriggerEmpty, trigger.name, "\"" + trigger.text + "\"");
    return {};
}

} // namespace postern
