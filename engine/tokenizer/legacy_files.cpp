// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/legacy_files.h"

#include <algorithm>
#include <array>
#include <optional>

namespace postern {

namespace {

/// The pattern of Qwen 2's slow tokenizer.
constexpr const char* kQwenPattern =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

Failure unknownClass(const std::string& subject, const std::string& name) {
    return fail(ErrorCode::TokenizerUnsupported, subject,
                "the tokenizer_class \"" + printable(name, 80) + "\" without a tokenizer.json: its rules are not in the files",
                "Save the tokenizer as tokenizer.json with the program it came from");
}

template <typename Take>
void eachLine(std::string_view text, Take&& take) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        take(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::optional<std::int64_t> idIn(const Json& vocabulary, const std::string& text) {
    const auto it = vocabulary.find(text);
    return it != vocabulary.end() && it->is_number_integer() ? std::optional(it->get<std::int64_t>()) : std::nullopt;
}

std::int64_t idOrNone(const Json& vocabulary, const std::string& text) {
    return idIn(vocabulary, text).value_or(-1);
}

} // namespace

Result<Json> bytePairFromFiles(const Json& vocabulary, std::string_view merges, const TokenizerSettings& settings,
                               const std::string& subject) {
    const std::string name = settings.tokenizerClass();
    constexpr std::array<std::string_view, 6> kKnown = {
        "", "GPT2Tokenizer", "CodeGenTokenizer", "OPTTokenizer", "RobertaTokenizer", "Qwen2Tokenizer"};
    if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end())
        return unknownClass(subject, name);
    if (!vocabulary.is_object())
        return fail(ErrorCode::TokenizerMalformed, subject, "vocab.json is no object");
    const bool isQwen = name == "Qwen2Tokenizer";
    const bool isRoberta = name == "RobertaTokenizer";
    Json mergeList = Json::array();
    bool isFirst = true;
    eachLine(merges, [&](std::string_view line) {
        const bool isHeader = isFirst && line.starts_with("#version");
        isFirst = false;
        if (!isHeader && !line.empty())
            mergeList.push_back(std::string(line));
    });
    const bool prefixSpace = settings.flag("add_prefix_space", false);
    Json byteLevel = {{"type", "ByteLevel"}, {"add_prefix_space", prefixSpace}, {"trim_offsets", true}, {"use_regex", !isQwen}};
    Json result = {{"version", "1.0"}, {"normalizer", nullptr}, {"pre_tokenizer", byteLevel}, {"decoder", {{"type", "ByteLevel"}}}};
    if (isQwen) {
        result["normalizer"] = {{"type", "NFC"}};
        const Json split = {{"type", "Split"}, {"pattern", {{"Regex", kQwenPattern}}}, {"behavior", "Isolated"}, {"invert", false}};
        result["pre_tokenizer"] = {{"type", "Sequence"}, {"pretokenizers", Json::array({split, byteLevel})}};
    }
    const auto idOf = [&](const std::string& text) { return idIn(vocabulary, text); };
    result["added_tokens"] = settings.addedTokens(idOf);
    std::int64_t before = -1;
    std::int64_t after = -1;
    if (isRoberta) {
        const std::string cls = settings.specialToken("cls_token");
        const std::string sep = settings.specialToken("sep_token");
        before = idOrNone(vocabulary, cls.empty() ? "<s>" : cls);
        after = idOrNone(vocabulary, sep.empty() ? "</s>" : sep);
    } else if (settings.flag("add_bos_token", false)) {
        before = idOrNone(vocabulary, settings.specialToken("bos_token"));
    }
    result["post_processor"] = enclosingTemplate(before, after);
    result["model"] = {{"type", "BPE"}, {"vocab", vocabulary}, {"merges", std::move(mergeList)}};
    return result;
}

Result<Json> wordPieceFromFile(std::string_view vocabulary, const TokenizerSettings& settings, const std::string& subject) {
    const std::string name = settings.tokenizerClass();
    constexpr std::array<std::string_view, 4> kKnown = {"", "BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer"};
    if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end())
        return unknownClass(subject, name);
    Json vocab = Json::object();
    std::int64_t id = 0;
    eachLine(vocabulary, [&](std::string_view line) {
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t'))
            line.remove_suffix(1);
        vocab[std::string(line)] = id++;
    });
    const auto textOf = [&](const char* key, const char* fallback) {
        const std::string text = settings.specialToken(key);
        return text.empty() ? std::string(fallback) : text;
    };
    const auto idOf = [&](const std::string& text) { return idIn(vocab, text); };
    Json added = settings.addedTokens(idOf);
    for (const char* text : {"[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]"}) {
        const bool listed = std::any_of(added.begin(), added.end(), [&](const Json& item) { return item.at("content") == text; });
        if (const auto known = idOf(text); known && !listed)
            added.push_back({{"id", *known}, {"content", text}, {"special", true}, {"normalized", false}});
    }
    const auto accents = settings.optionalFlag("strip_accents");
    const bool lowercase = settings.flag("do_lower_case", true);
    const Json normalizer = {{"type", "BertNormalizer"},
                             {"clean_text", true},
                             {"handle_chinese_chars", settings.flag("tokenize_chinese_chars", true)},
                             {"strip_accents", accents ? Json(*accents) : Json()},
                             {"lowercase", lowercase}};
    const std::string unknown = textOf("unk_token", "[UNK]");
    return Json{
        {"version", "1.0"},
        {"added_tokens", std::move(added)},
        {"normalizer", normalizer},
        {"pre_tokenizer", {{"type", "BertPreTokenizer"}}},
        {"post_processor", enclosingTemplate(idOrNone(vocab, textOf("cls_token", "[CLS]")), idOrNone(vocab, textOf("sep_token", "[SEP]")))},
        {"decoder", {{"type", "WordPiece"}, {"prefix", "##"}, {"cleanup", true}}},
        {"model", {{"type", "WordPiece"}, {"vocab", std::move(vocab)}, {"unk_token", unknown}}}};
}

} // namespace postern
