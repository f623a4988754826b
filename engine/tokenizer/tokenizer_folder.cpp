// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/tokenizer_folder.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include "engine/tokenizer/legacy_files.h"
#include "engine/tokenizer/model.h"
#include "engine/tokenizer/sentencepiece_model.h"
#include "engine/tokenizer/tokenizer_settings.h"

namespace postern {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxJsonBytes = std::size_t{256} << 20U;
constexpr std::size_t kMaxModelBytes = std::size_t{64} << 20U;
constexpr std::size_t kMaxSettingsBytes = std::size_t{16} << 20U;

using Found = std::optional<fs::path>;
using Opened = Result<std::optional<OpenedTokenizer>>;

/// The regular file `name` of the folder (canonical), or nothing.
Result<Found> fileInside(const fs::path& folder, const char* name) {
    const fs::path path = folder / name;
    std::error_code status;
    if (!fs::exists(fs::symlink_status(path, status)))
        return Found();
    fs::path real = fs::canonical(path, status);
    if (status)
        return fail(ErrorCode::FileUnreadable, path.string(), status.message());
    if (std::mismatch(folder.begin(), folder.end(), real.begin(), real.end()).first != folder.end())
        return fail(ErrorCode::FileUnreadable, path.string(), "the symbolic link leads out of the checkpoint folder",
                    "Copy the checkpoint with its links resolved (cp -rL)");
    if (!fs::is_regular_file(real, status))
        return fail(ErrorCode::FileUnreadable, path.string(), "it is not a regular file");
    return Found(std::move(real));
}

Result<Json> settingsFile(const fs::path& folder, const char* name) {
    POSTERN_ASSIGN(const Found path, fileInside(folder, name));
    if (!path)
        return Json::object();
    return readJsonFile(*path, {.maxBytes = kMaxSettingsBytes});
}

Result<TokenizerSettings> settingsOf(const fs::path& folder) {
    POSTERN_ASSIGN(const Json config, settingsFile(folder, "tokenizer_config.json"));
    POSTERN_ASSIGN(const Json specials, settingsFile(folder, "special_tokens_map.json"));
    POSTERN_ASSIGN(const Json added, settingsFile(folder, "added_tokens.json"));
    return TokenizerSettings::read(config, specials, added, folder.string());
}

Opened openJson(const fs::path& path) {
    POSTERN_ASSIGN(const Json json, readJsonFile(path, {.maxBytes = kMaxJsonBytes}));
    POSTERN_ASSIGN(Tokenizer tokenizer, Tokenizer::parse(json, path.string()));
    return OpenedTokenizer{path, modelKind(json.at("model")), std::move(tokenizer)};
}

/// As Llama's and Gemma's slow tokenizers read their model.
Opened openSentencePiece(const fs::path& path) {
    POSTERN_ASSIGN(const TokenizerSettings settings, settingsOf(path.parent_path()));
    constexpr std::array<std::string_view, 4> kKnown = {"", "LlamaTokenizer", "CodeLlamaTokenizer", "GemmaTokenizer"};
    const std::string name = settings.tokenizerClass();
    if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end())
        return fail(ErrorCode::TokenizerUnsupported, path.string(),
                    "the tokenizer_class \"" + printable(name, 80) + "\" without a tokenizer.json: its rules are not in the files",
                    "Save the tokenizer as tokenizer.json with the program it came from");
    POSTERN_ASSIGN(const std::string bytes, readTextFile(path, kMaxModelBytes));
    POSTERN_ASSIGN(const SentencePieceFile file, SentencePieceFile::parse(bytes, path.string()));
    POSTERN_ASSIGN(auto model, makeSentencePiece(file, settings.flag("legacy", true), path.string()));

    const auto idOf = [&](const std::string& text) -> std::optional<std::int64_t> {
        const auto id = model->tokenToId(text);
        return id ? std::optional<std::int64_t>(*id) : std::nullopt;
    };
    Json added = settings.addedTokens(idOf);
    for (const auto& piece : file.pieces) {
        const bool isSpecial = piece.kind == SentencePieceFile::Kind::Control || piece.kind == SentencePieceFile::Kind::Unknown;
        const bool listed = std::any_of(added.begin(), added.end(), [&](const Json& item) { return item.at("content") == piece.text; });
        if (isSpecial && !listed)
            added.push_back({{"id", *idOf(piece.text)}, {"content", piece.text}, {"special", true}, {"normalized", false}});
    }
    const auto special = [&](const char* key, const char* fallback) -> std::int64_t {
        const std::string text = settings.specialToken(key);
        return idOf(text.empty() ? fallback : text).value_or(-1);
    };
    const std::int64_t before = settings.flag("add_bos_token", true) ? special("bos_token", "<s>") : -1;
    const std::int64_t after = settings.flag("add_eos_token", false) ? special("eos_token", "</s>") : -1;
    Json decoders = Json::array(
        {{{"type", "Replace"}, {"pattern", {{"String", "\u2581"}}}, {"content", " "}}, {{"type", "ByteFallback"}}, {{"type", "Fuse"}}});
    if (file.dummyPrefix)
        decoders.push_back({{"type", "Strip"}, {"content", " "}, {"start", 1}, {"stop", 0}});
    const Json parts = {{"added_tokens", std::move(added)},
                        {"post_processor", enclosingTemplate(before, after)},
                        {"decoder", {{"type", "Sequence"}, {"decoders", std::move(decoders)}}}};
    constexpr std::array<const char*, 5> kAlgorithms = {"", "Unigram", "BPE", "words", "characters"};
    std::string kind = std::string("SentencePiece ") + kAlgorithms.at(static_cast<std::size_t>(file.algorithm));
    POSTERN_ASSIGN(Tokenizer tokenizer, Tokenizer::assemble(std::move(model), parts, path.string()));
    return OpenedTokenizer{path, std::move(kind), std::move(tokenizer)};
}

Opened openBytePairs(const fs::path& vocabularyPath, const fs::path& mergesPath) {
    POSTERN_ASSIGN(const TokenizerSettings settings, settingsOf(vocabularyPath.parent_path()));
    POSTERN_ASSIGN(const Json vocabulary, readJsonFile(vocabularyPath, {.maxBytes = kMaxJsonBytes}));
    POSTERN_ASSIGN(const std::string merges, readTextFile(mergesPath, kMaxModelBytes));
    POSTERN_ASSIGN(const Json json, bytePairFromFiles(vocabulary, merges, settings, vocabularyPath.string()));
    POSTERN_ASSIGN(Tokenizer tokenizer, Tokenizer::parse(json, vocabularyPath.string()));
    return OpenedTokenizer{vocabularyPath, "BPE", std::move(tokenizer)};
}

Opened openWordPieces(const fs::path& path) {
    POSTERN_ASSIGN(const TokenizerSettings settings, settingsOf(path.parent_path()));
    POSTERN_ASSIGN(const std::string vocabulary, readTextFile(path, kMaxModelBytes));
    POSTERN_ASSIGN(const Json json, wordPieceFromFile(vocabulary, settings, path.string()));
    POSTERN_ASSIGN(Tokenizer tokenizer, Tokenizer::parse(json, path.string()));
    return OpenedTokenizer{path, "WordPiece", std::move(tokenizer)};
}

Opened openFolder(const fs::path& folder) {
    POSTERN_ASSIGN(const Found json, fileInside(folder, "tokenizer.json"));
    if (json)
        return openJson(*json);
    POSTERN_ASSIGN(const Found model, fileInside(folder, "tokenizer.model"));
    if (model)
        return openSentencePiece(*model);
    POSTERN_ASSIGN(const Found vocabulary, fileInside(folder, "vocab.json"));
    POSTERN_ASSIGN(const Found merges, fileInside(folder, "merges.txt"));
    if (vocabulary && merges)
        return openBytePairs(*vocabulary, *merges);
    POSTERN_ASSIGN(const Found words, fileInside(folder, "vocab.txt"));
    if (words)
        return openWordPieces(*words);
    return std::nullopt;
}

} // namespace

Result<std::optional<OpenedTokenizer>> openTokenizer(const std::filesystem::path& place) {
    std::error_code status;
    const fs::path path = fs::canonical(place, status);
    if (status)
        return fail(ErrorCode::FileMissing, place.string(), status.message());
    if (fs::is_directory(path, status))
        return openFolder(path);
    if (path.filename() == "vocab.txt")
        return openWordPieces(path);
    if (path.extension() == ".model")
        return openSentencePiece(path);
    return openJson(path);
}

Result<OpenedTokenizer> requireTokenizer(const std::filesystem::path& place) {
    POSTERN_ASSIGN(auto opened, openTokenizer(place));
    if (!opened)
        return fail(ErrorCode::CheckpointIncomplete, place.string(),
                    "there is no tokenizer.json, tokenizer.model, vocab.json with merges.txt or vocab.txt");
    return std::move(*opened);
}

} // namespace postern
