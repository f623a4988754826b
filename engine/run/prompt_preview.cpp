// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/prompt_preview.h"

#include <algorithm>

#include "engine/checkpoint/folder_files.h"
#include "engine/checkpoint/model_config.h"
#include "engine/data/dataset.h"
#include "engine/run/prompt_source.h"
#include "engine/tokenizer/tokenizer_folder.h"

namespace postern {

namespace {

using Part = PreviewToken::Part;

/// Tokens with the pieces of `text` they cover. Bytes of one character may be several tokens; the first shows it.
void addTokens(const Tokenizer& tokenizer, const std::vector<Token>& tokens, const RenderedPrompt& rendered, bool isAnswer,
               std::vector<PreviewToken>& out) {
    std::size_t shown = 0;
    for (const Token& token : tokens) {
        PreviewToken piece;
        piece.id = token.id;
        piece.token = tokenizer.idToToken(token.id);
        piece.special = tokenizer.isSpecial(token.id);
        const std::size_t begin = std::max<std::size_t>(token.begin, shown);
        if (token.begin == token.end)
            piece.text = piece.token; // added by the tokenizer, not part of the text
        else if (token.end > begin)
            piece.text = rendered.text.substr(begin, token.end - begin);
        shown = std::max<std::size_t>(shown, token.end);
        const bool inPassage = token.begin < rendered.textEnd && token.end > rendered.textBegin;
        piece.part = isAnswer ? Part::Answer : inPassage ? Part::Passage : Part::Template;
        out.push_back(std::move(piece));
    }
}

} // namespace

Result<PromptPreview> previewPrompt(const RunSpecification& specification, std::size_t row) {
    POSTERN_ASSIGN(const OpenedTokenizer opened, requireTokenizer(specification.checkpoint));
    const Tokenizer& tokenizer = opened.tokenizer;
    POSTERN_ASSIGN(const std::vector<std::string> labels, readTaskLabels(specification.data));
    POSTERN_ASSIGN(const Dataset data, readDataset(specification.data / "defender.jsonl", labels));
    POSTERN_ASSIGN(const PromptSource source, PromptSource::resolve(specification.parameters.text("data.template"),
                                                                    specification.checkpoint, specification.data, tokenizer, localClock()));
    PromptPreview preview;
    preview.form = source.form();
    preview.rows = data.rows.size();
    preview.row = row % data.rows.size(); // readDataset refuses an empty file
    const TaskRow& shown = data.rows[preview.row];
    POSTERN_TRY(source.verify(std::span(&shown, 1), "defender.jsonl", {}));

    const RenderedPrompt rendered = preview.form.renderMarked(shown.text);
    ByteRange passage;
    if (specification.parameters.text("data.special_tokens") == "text")
        passage = {static_cast<std::uint32_t>(rendered.textBegin), static_cast<std::uint32_t>(rendered.textEnd)};
    POSTERN_ASSIGN(const std::vector<Token> prompt, tokenizer.encodeWithOffsets(rendered.text, !preview.form.complete, passage));
    addTokens(tokenizer, prompt, rendered, false, preview.tokens);
    const RenderedPrompt answer{preview.form.renderAnswer(shown.answer), 0, 0};
    POSTERN_ASSIGN(const std::vector<Token> answerTokens, tokenizer.encodeWithOffsets(answer.text, false));
    addTokens(tokenizer, answerTokens, answer, true, preview.tokens);
    // The end token as PromptEncoder::row appends it.
    std::int32_t stop = preview.form.stop.empty() ? -1 : tokenizer.tokenToId(preview.form.stop).value_or(-1);
    if (stop < 0) {
        POSTERN_ASSIGN(const Json configJson, readJsonFile(specification.checkpoint / kConfigFile));
        POSTERN_ASSIGN(const ModelConfig config, parseModelConfig(configJson, std::string(kConfigFile)));
        if (!config.eosTokenIds.empty())
            stop = static_cast<std::int32_t>(config.eosTokenIds.front());
    }
    if (stop >= 0) {
        const std::string text(tokenizer.idToToken(stop));
        preview.tokens.push_back({stop, text, text, Part::Answer, tokenizer.isSpecial(stop)});
    }
    return preview;
}

} // namespace postern
