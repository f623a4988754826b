// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/tokenizer.h"

#include <algorithm>

#include "engine/tokenizer/added_tokens.h"
#include "engine/tokenizer/decoder.h"
#include "engine/tokenizer/json_fields.h"
#include "engine/tokenizer/model.h"
#include "engine/tokenizer/normalizer.h"
#include "engine/tokenizer/post_processor.h"
#include "engine/tokenizer/pre_tokenizer.h"
#include "engine/tokenizer/regex.h"

namespace postern {

namespace {

constexpr std::size_t kMaxTextBytes = std::size_t{256} << 20U;

/// Tells whether a part of `text` comes from the bytes `data` of the original. The text must outlive the answer.
AddedTokens::IsData isData(const AlignedText& text, ByteRange data) {
    if (data.begin >= data.end)
        return {};
    return [&text, data](std::size_t begin, std::size_t end) {
        const ByteRange source = text.source(begin, end);
        return source.begin < data.end && source.end > data.begin;
    };
}

} // namespace

struct Tokenizer::Pipeline {
    std::unique_ptr<Normalizer> normalizer;
    std::unique_ptr<PreTokenizer> preTokenizer;
    std::unique_ptr<TokenModel> model;
    std::unique_ptr<PostProcessor> postProcessor;
    std::unique_ptr<Decoder> decoder;
    AddedTokens added;

    [[nodiscard]] std::string_view textOf(std::int32_t id) const {
        const std::string* token = added.idToToken(id);
        return token != nullptr ? std::string_view(*token) : model->idToToken(id);
    }

    [[nodiscard]] Result<void> encodePlain(AlignedText text, std::vector<Token>& tokens) const {
        const auto length = static_cast<std::uint32_t>(text.text().size());
        const std::uint32_t start = length > 0 ? text.source(0, 1).begin : 0;
        PreTokenized pieces{std::move(text), {{0, length}}};
        if (preTokenizer)
            POSTERN_TRY(preTokenizer->apply(pieces));
        std::vector<ModelToken> found;
        const bool isFirst = length > 0 && start == 0;
        POSTERN_TRY(isFirst ? model->encodeFirst(pieces.text.text(), pieces.pieces, found)
                            : model->encode(pieces.text.text(), pieces.pieces, found));
        tokens.reserve(tokens.size() + found.size());
        for (const ModelToken& token : found) {
            if (token.begin < token.end) {
                const ByteRange source = pieces.text.source(token.begin, token.end);
                tokens.push_back({token.id, source.begin, source.end});
            } else {
                const std::uint32_t place = tokens.empty() ? 0 : tokens.back().end;
                tokens.push_back({token.id, place, place});
            }
        }
        return {};
    }

    [[nodiscard]] Result<void> encodeBetweenRawTokens(AlignedText text, ByteRange data, std::vector<Token>& tokens) const {
        if (normalizer) {
            POSTERN_ASSIGN(text, normalizer->apply(std::move(text)));
        }
        for (const AddedTokens::Stretch& stretch : added.cut(text.text(), AddedTokens::Stage::Normalized, isData(text, data))) {
            if (stretch.id >= 0) {
                const ByteRange source = text.source(stretch.begin, stretch.end);
                tokens.push_back({stretch.id, source.begin, source.end});
            } else {
                POSTERN_TRY(encodePlain(text.slice(stretch.begin, stretch.end), tokens));
            }
        }
        return {};
    }
};

Tokenizer::Tokenizer(std::unique_ptr<Pipeline> pipeline) : m_pipeline(std::move(pipeline)) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

Result<Tokenizer> Tokenizer::load(const std::filesystem::path& tokenizerJson) {
    POSTERN_ASSIGN(const Json json, readJsonFile(tokenizerJson));
    return parse(json, tokenizerJson.string());
}

Result<Tokenizer> Tokenizer::parse(const Json& tokenizerJson, const std::string& subject) {
    POSTERN_ASSIGN(const JsonFields fields, JsonFields::of(tokenizerJson, "tokenizer", subject));
    POSTERN_ASSIGN(const std::string version, fields.text("version", "1.0"));
    if (version != "1.0")
        return fields.unsupported("version \"" + printable(version, 80) + '"');
    POSTERN_ASSIGN(const Json* const model, fields.object("model"));
    POSTERN_ASSIGN(auto parsed, parseModel(*model, subject));
    return assemble(std::move(parsed), tokenizerJson, subject);
}

Result<Tokenizer> Tokenizer::assemble(std::unique_ptr<TokenModel> model, const Json& parts, const std::string& subject) {
    POSTERN_ASSIGN(const JsonFields fields, JsonFields::of(parts, "tokenizer", subject));
    static const Json kNull;
    const auto part = [&](std::string_view key) -> const Json& {
        const Json* value = fields.find(key);
        return value != nullptr ? *value : kNull;
    };
    auto pipeline = std::make_unique<Pipeline>();
    pipeline->model = std::move(model);
    POSTERN_ASSIGN(pipeline->normalizer, parseNormalizer(part("normalizer"), subject));
    POSTERN_ASSIGN(pipeline->preTokenizer, parsePreTokenizer(part("pre_tokenizer"), subject));
    POSTERN_ASSIGN(pipeline->added, AddedTokens::parse(part("added_tokens"), subject, *pipeline->model, pipeline->normalizer.get()));
    const TokenText textOf = [&pipeline](std::int32_t id) { return pipeline->textOf(id); };
    POSTERN_ASSIGN(pipeline->postProcessor, parsePostProcessor(part("post_processor"), subject, textOf));
    POSTERN_ASSIGN(pipeline->decoder, parseDecoder(part("decoder"), subject));
    return Tokenizer(std::move(pipeline));
}

Result<std::vector<Token>> Tokenizer::encodeWithOffsets(std::string_view text, bool addSpecial, ByteRange data) const {
    if (text.size() > kMaxTextBytes)
        return fail(ErrorCode::TextNotEncodable, "text",
                    std::to_string(text.size()) + " bytes; the limit is " + std::to_string(kMaxTextBytes));
    const RegexAllowance allowance(text.size());
    const AlignedText whole = AlignedText::fromOriginal(text);
    std::vector<Token> tokens;
    for (const AddedTokens::Stretch& stretch : m_pipeline->added.cut(whole.text(), AddedTokens::Stage::Raw, isData(whole, data))) {
        if (stretch.id >= 0) {
            const ByteRange source = whole.source(stretch.begin, stretch.end);
            tokens.push_back({stretch.id, source.begin, source.end});
        } else {
            POSTERN_TRY(m_pipeline->encodeBetweenRawTokens(whole.slice(stretch.begin, stretch.end), data, tokens));
        }
    }
    if (m_pipeline->postProcessor)
        m_pipeline->postProcessor->apply(tokens, addSpecial, [this](std::int32_t id) { return m_pipeline->textOf(id); });
    return tokens;
}

Result<std::vector<std::int32_t>> Tokenizer::encode(std::string_view text, bool addSpecial) const {
    POSTERN_ASSIGN(const std::vector<Token> tokens, encodeWithOffsets(text, addSpecial));
    std::vector<std::int32_t> ids;
    ids.reserve(tokens.size());
    for (const Token& token : tokens)
        ids.push_back(token.id);
    return ids;
}

std::string Tokenizer::decode(std::span<const std::int32_t> ids, bool skipSpecial) const {
    const RegexAllowance allowance(16 * ids.size());
    std::vector<std::string> texts;
    texts.reserve(ids.size());
    for (const std::int32_t id : ids) {
        const std::string_view text = m_pipeline->textOf(id);
        if (!text.empty() && !(skipSpecial && m_pipeline->added.isSpecial(id)))
            texts.emplace_back(text);
    }
    std::string result;
    const bool joinWithSpaces = m_pipeline->decoder == nullptr;
    if (!joinWithSpaces)
        texts = m_pipeline->decoder->apply(std::move(texts));
    for (std::size_t i = 0; i < texts.size(); ++i)
        result.append(joinWithSpaces && i > 0 ? " " : "").append(texts[i]);
    return result;
}

std::int64_t Tokenizer::size() const {
    return std::max(m_pipeline->model->size(), m_pipeline->added.size());
}

std::optional<std::int32_t> Tokenizer::tokenToId(std::string_view token) const {
    const auto id = m_pipeline->added.tokenToId(token);
    return id ? id : m_pipeline->model->tokenToId(token);
}

bool Tokenizer::isSpecial(std::int32_t id) const {
    return m_pipeline->added.isSpecial(id);
}

std::string_view Tokenizer::idToToken(std::int32_t id) const {
    return m_pipeline->textOf(id);
}

} // namespace postern
