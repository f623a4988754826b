// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf_tokenizer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace postern {

namespace {

using Texts = std::vector<std::string>;

/// Kinds of tokens, by SentencePiece's numbers.
enum TokenKind : std::int64_t { kUnknown = 2, kControl = 3, kUserDefined = 4 };

/// How texts are cut before pairs are merged.
enum class Cut { Gpt2, DigitsThenGpt2, Llama3, Qwen2 };

struct PreTokenizer {
    std::string_view name; ///< tokenizer.ggml.pre
    Cut cut;
    bool ignoreMerges = false; ///< a whole word that is a token is taken before any merge
};

constexpr std::array<PreTokenizer, 14> kPreTokenizers = {{
    {"gpt-2", Cut::Gpt2},
    {"gpt2", Cut::Gpt2},
    {"phi-2", Cut::Gpt2},
    {"olmo", Cut::Gpt2},
    {"smollm", Cut::DigitsThenGpt2},
    {"starcoder", Cut::DigitsThenGpt2},
    {"refact", Cut::DigitsThenGpt2},
    {"llama3", Cut::Llama3, true},
    {"llama-v3", Cut::Llama3, true},
    {"llama-bpe", Cut::Llama3, true},
    {"dbrx", Cut::Llama3},
    {"qwen2", Cut::Qwen2},
    {"stablelm2", Cut::Qwen2},
    {"deepseek-r1-qwen", Cut::Qwen2},
}};

// The two published patterns differ in how many digits stay together.
constexpr const char* kLlama3Pattern = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|)"
                                       R"(\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char* kQwen2Pattern = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|)"
                                      R"(\s*[\r\n]+|\s+(?!\S)|\s+)";

Failure malformed(const std::string& detail) {
    return fail(ErrorCode::TokenizerMalformed, "tokenizer.ggml", detail);
}

Failure unsupported(const std::string& detail) {
    return fail(ErrorCode::TokenizerUnsupported, "tokenizer.ggml", detail);
}

Json byteLevel(bool useRegex) {
    return {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", false}, {"use_regex", useRegex}};
}

Json sequence(const char* members, Json parts) {
    return {{"type", "Sequence"}, {members, std::move(parts)}};
}

Json preTokenizerJson(Cut cut) {
    const auto split = [](const char* pattern) {
        return Json{{"type", "Split"}, {"pattern", {{"Regex", pattern}}}, {"behavior", "Isolated"}, {"invert", false}};
    };
    switch (cut) {
    case Cut::Gpt2:
        return byteLevel(true);
    case Cut::DigitsThenGpt2:
        return sequence("pretokenizers", Json::array({{{"type", "Digits"}, {"individual_digits", true}}, byteLevel(true)}));
    case Cut::Llama3:
        return sequence("pretokenizers", Json::array({split(kLlama3Pattern), byteLevel(false)}));
    case Cut::Qwen2:
        break;
    }
    return sequence("pretokenizers", Json::array({split(kQwen2Pattern), byteLevel(false)}));
}

Result<Json> vocabularyJson(const Texts& tokens) {
    Json vocabulary = Json::object();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!vocabulary.emplace(tokens[i], i).second)
            return malformed("the token \"" + printable(tokens[i], 60) + "\" stands twice");
    }
    return vocabulary;
}

const std::vector<std::int64_t>* kindsOf(const GgufFile& file) {
    return file.list<std::int64_t>("tokenizer.ggml.token_type");
}

Json addedTokens(const GgufFile& file, const Texts& tokens) {
    Json added = Json::array();
    const auto* kinds = kindsOf(file);
    for (std::size_t i = 0; kinds && i < tokens.size(); ++i) {
        const std::int64_t kind = (*kinds)[i];
        if (kind != kUnknown && kind != kControl && kind != kUserDefined)
            continue;
        added.push_back({{"id", i},
                         {"content", tokens[i]},
                         {"single_word", false},
                         {"lstrip", false},
                         {"rstrip", false},
                         {"normalized", false},
                         {"special", kind != kUserDefined}});
    }
    return added;
}

std::optional<std::size_t> tokenId(const GgufFile& file, const char* key, const Texts& tokens) {
    const auto id = file.integer(std::string("tokenizer.ggml.") + key);
    if (!id || *id < 0 || static_cast<std::size_t>(*id) >= tokens.size())
        return std::nullopt;
    return static_cast<std::size_t>(*id);
}

/// Puts the begin and end tokens where the file asks for them; null where it does not.
Json templateJson(const GgufFile& file, const Texts& tokens, bool beginByDefault) {
    const auto begin = tokenId(file, "bos_token_id", tokens);
    const auto end = tokenId(file, "eos_token_id", tokens);
    const bool addBegin = begin && file.flag("tokenizer.ggml.add_bos_token").value_or(beginByDefault);
    const bool addEnd = end && file.flag("tokenizer.ggml.add_eos_token").value_or(false);
    if (!addBegin && !addEnd)
        return nullptr;
    Json special = Json::object();
    const auto piece = [&](std::size_t id, int type) {
        const std::string& text = tokens[id];
        special[text] = {{"id", text}, {"ids", {id}}, {"tokens", {text}}};
        return Json{{"SpecialToken", {{"id", text}, {"type_id", type}}}};
    };
    const auto part = [&](const char* name, int type) {
        Json pieces = Json::array();
        if (addBegin)
            pieces.push_back(piece(*begin, type));
        pieces.push_back({{"Sequence", {{"id", name}, {"type_id", type}}}});
        if (addEnd)
            pieces.push_back(piece(*end, type));
        return pieces;
    };
    Json single = part("A", 0);
    Json pair = single;
    const Json second = part("B", 1);
    pair.insert(pair.end(), second.begin(), second.end());
    return {
        {"type", "TemplateProcessing"}, {"single", std::move(single)}, {"pair", std::move(pair)}, {"special_tokens", std::move(special)}};
}

Json bpeModel(Json vocabulary, Json merges) {
    return {{"type", "BPE"},
            {"dropout", nullptr},
            {"unk_token", nullptr},
            {"continuing_subword_prefix", nullptr},
            {"end_of_word_suffix", nullptr},
            {"fuse_unk", false},
            {"byte_fallback", false},
            {"ignore_merges", false},
            {"vocab", std::move(vocabulary)},
            {"merges", std::move(merges)}};
}

Json wholeTokenizer(Json added, Json model) {
    return {{"version", "1.0"},         {"truncation", nullptr},    {"padding", nullptr},        {"added_tokens", std::move(added)},
            {"normalizer", nullptr},    {"pre_tokenizer", nullptr}, {"post_processor", nullptr}, {"decoder", nullptr},
            {"model", std::move(model)}};
}

Result<Json> byteLevelTokenizer(const GgufFile& file, const Texts& tokens) {
    const std::string* name = file.text("tokenizer.ggml.pre");
    const auto* pre = std::find_if(kPreTokenizers.begin(), kPreTokenizers.end(), [&](const auto& p) { return name && p.name == *name; });
    if (pre == kPreTokenizers.end())
        return unsupported(name ? "the pre-tokenizer \"" + printable(*name, 60) + "\" is not known"
                                : std::string("the file does not name its pre-tokenizer"));
    const Texts* merges = file.list<std::string>("tokenizer.ggml.merges");
    if (!merges)
        return malformed("there are no merges");
    POSTERN_ASSIGN(Json vocabulary, vocabularyJson(tokens));
    Json tokenizer = wholeTokenizer(addedTokens(file, tokens), bpeModel(std::move(vocabulary), *merges));
    tokenizer["model"]["ignore_merges"] = pre->ignoreMerges;
    if (pre->cut == Cut::Qwen2)
        tokenizer["normalizer"] = {{"type", "NFC"}};
    tokenizer["pre_tokenizer"] = preTokenizerJson(pre->cut);
    const Json post = templateJson(file, tokens, pre->cut == Cut::Llama3);
    tokenizer["post_processor"] = post.is_null() ? byteLevel(true) : sequence("processors", Json::array({byteLevel(true), post}));
    tokenizer["decoder"] = byteLevel(true);
    return tokenizer;
}

/// Places between the characters of a text in UTF-8.
std::vector<std::size_t> borders(const std::string& text) {
    std::vector<std::size_t> places;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U)
            places.push_back(i);
    }
    return places;
}

/// SentencePiece merges whichever neighbours form the piece with the best score; a list of merges in that order does the
/// same. Every way to put a piece together of two others is a merge: by score, and among equals in the order of the ids.
Json mergesFromScores(const Texts& tokens, const std::vector<double>& scores) {
    // Longer pieces than any tokenizer has would only cost time.
    constexpr std::size_t kLongestPiece = 64;
    std::unordered_map<std::string_view, std::size_t> ids;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        ids.emplace(tokens[i], i);
    struct Merge {
        double score;
        std::size_t piece, left, right;
    };
    std::vector<Merge> merges;
    for (std::size_t id = 0; id < tokens.size(); ++id) {
        const std::string_view piece = tokens[id];
        const std::vector<std::size_t> places = borders(tokens[id]);
        if (places.size() >= kLongestPiece)
            continue;
        for (const std::size_t place : places) {
            const auto left = ids.find(piece.substr(0, place));
            const auto right = ids.find(piece.substr(place));
            if (left != ids.end() && right != ids.end())
                merges.push_back({scores[id], id, left->second, right->second});
        }
    }
    std::sort(merges.begin(), merges.end(), [](const Merge& a, const Merge& b) {
        return a.score != b.score ? a.score > b.score : std::tie(a.piece, a.left, a.right) < std::tie(b.piece, b.left, b.right);
    });
    Json list = Json::array();
    for (const Merge& merge : merges)
        list.push_back({tokens[merge.left], tokens[merge.right]});
    return list;
}

Result<Json> sentencePieceTokenizer(const GgufFile& file, const Texts& tokens) {
    const auto* scores = file.list<double>("tokenizer.ggml.scores");
    if (!scores || scores->size() != tokens.size())
        return malformed("there is no score for each token");
    if (std::any_of(scores->begin(), scores->end(), [](double score) { return score != score; }))
        return malformed("a score is not a number");
    POSTERN_ASSIGN(Json vocabulary, vocabularyJson(tokens));
    Json model = bpeModel(std::move(vocabulary), mergesFromScores(tokens, *scores));
    model["fuse_unk"] = true;
    model["byte_fallback"] = true;
    if (const auto unknown = tokenId(file, "unknown_token_id", tokens))
        model["unk_token"] = tokens[*unknown];
    else if (!tokens.empty() && kindsOf(file) && kindsOf(file)->front() == kUnknown)
        model["unk_token"] = tokens.front();
    Json tokenizer = wholeTokenizer(addedTokens(file, tokens), std::move(model));
    const bool prefix = file.flag("tokenizer.ggml.add_space_prefix").value_or(true);
    Json normalizers = Json::array();
    if (prefix)
        normalizers.push_back({{"type", "Prepend"}, {"prepend", "▁"}});
    normalizers.push_back({{"type", "Replace"}, {"pattern", {{"String", " "}}}, {"content", "▁"}});
    tokenizer["normalizer"] = sequence("normalizers", std::move(normalizers));
    tokenizer["post_processor"] = templateJson(file, tokens, true);
    Json decoders = Json::array(
        {{{"type", "Replace"}, {"pattern", {{"String", "▁"}}}, {"content", " "}}, {{"type", "ByteFallback"}}, {{"type", "Fuse"}}});
    if (prefix)
        decoders.push_back({{"type", "Strip"}, {"content", " "}, {"start", 1}, {"stop", 0}});
    tokenizer["decoder"] = sequence("decoders", std::move(decoders));
    return tokenizer;
}

} // namespace

Result<Json> ggufTokenizer(const GgufFile& file) {
    const std::string* model = file.text("tokenizer.ggml.model");
    const Texts* tokens = file.list<std::string>("tokenizer.ggml.tokens");
    if (!model || !tokens || tokens->empty())
        return unsupported("the file holds no tokenizer");
    if (const auto* kinds = kindsOf(file); kinds && kinds->size() != tokens->size())
        return malformed("there is no kind for each token");
    if (*model != "gpt2" && *model != "llama")
        return unsupported("tokenizers of the kind \"" + printable(*model, 60) + "\" are not converted; gpt2 and llama are");
    POSTERN_ASSIGN(Json tokenizer, *model == "gpt2" ? byteLevelTokenizer(file, *tokens) : sentencePieceTokenizer(file, *tokens));
    try {
        (void)tokenizer.dump(); // the strict way: bytes that are not UTF-8 would be replaced in the file, and other tokens come of it
    } catch (const Json::exception&) {
        return malformed("a token is not valid UTF-8");
    }
    return tokenizer;
}

Json ggufTokenizerConfig(const GgufFile& file) {
    const Texts* tokens = file.list<std::string>("tokenizer.ggml.tokens");
    if (!tokens)
        return nullptr;
    Json config = {{"tokenizer_class", "PreTrainedTokenizerFast"}, {"clean_up_tokenization_spaces", false}};
    for (const auto& [name, key] : {std::pair("bos_token", "bos_token_id"), std::pair("eos_token", "eos_token_id"),
                                    std::pair("pad_token", "padding_token_id"), std::pair("unk_token", "unknown_token_id")}) {
        if (const auto id = tokenId(file, key, *tokens))
            config[name] = (*tokens)[*id];
    }
    if (const std::string* chat = file.text("tokenizer.chat_template"))
        config["chat_template"] = *chat;
    return config;
}

} // namespace postern
