// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/progress.h"
#include "engine/tokenizer/aligned_text.h"

namespace postern {

class TokenModel;

/// A token and where it came from: bytes [begin, end) of the source text (of the original, before normalization).
struct Token {
    std::int32_t id = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// A tokenizer.json as Hugging Face's library reads it. Immutable after loading; const calls may run concurrently.
class Tokenizer {
public:
    /// Kinds that are not supported are refused by name (TokenizerUnsupported); a file that contradicts itself gives
    /// TokenizerMalformed. Regular expressions run with a match limit.
    [[nodiscard]] static Result<Tokenizer> load(const std::filesystem::path& tokenizerJson);
    [[nodiscard]] static Result<Tokenizer> parse(const Json& tokenizerJson, const std::string& subject);

    /// The parts of a tokenizer.json around a model that comes from another file ("model" is not looked at).
    [[nodiscard]] static Result<Tokenizer> assemble(std::unique_ptr<TokenModel> model, const Json& parts, const std::string& subject);

    Tokenizer(Tokenizer&&) noexcept;
    Tokenizer& operator=(Tokenizer&&) noexcept;
    ~Tokenizer();

    /// Ids of a UTF-8 text; invalid UTF-8 is replaced by U+FFFD first. With `addSpecial` the post-processor adds its
    /// special tokens (beginning of text and the like). Error: TextNotEncodable (no id and no unknown token, or a
    /// regular expression passed its limit).
    [[nodiscard]] Result<std::vector<std::int32_t>> encode(std::string_view text, bool addSpecial) const;
    /// The same with offsets; special tokens that were added have begin == end. Where a special token's text overlaps the
    /// bytes `data` of the text, it is text like any other: what a user writes cannot end a turn or begin one.
    [[nodiscard]] Result<std::vector<Token>> encodeWithOffsets(std::string_view text, bool addSpecial, ByteRange data = {}) const;

    [[nodiscard]] std::string decode(std::span<const std::int32_t> ids, bool skipSpecial) const;

    [[nodiscard]] std::int64_t size() const; ///< largest id + 1, added tokens included
    [[nodiscard]] std::optional<std::int32_t> tokenToId(std::string_view token) const;
    [[nodiscard]] std::string_view idToToken(std::int32_t id) const; ///< empty for an unused id
    [[nodiscard]] bool isSpecial(std::int32_t id) const;

private:
    struct Pipeline;
    explicit Tokenizer(std::unique_ptr<Pipeline> pipeline);
    std::unique_ptr<Pipeline> m_pipeline;
};

/// Learns a byte-level BPE vocabulary (Sennrich et al. 2016) from `texts` and returns a tokenizer.json with GPT-2 style
/// pre-tokenization, no normalizer and the given special tokens first. Deterministic: ties go to the smaller pair of ids.
/// `vocabularySize` counts everything; at least 256 + specials. Polls the stop token between texts and between merges.
[[nodiscard]] Result<Json> trainByteLevelBpe(std::span<const std::string> texts, std::int64_t vocabularySize,
                                             std::span<const std::string> specialTokens, const JobContext& job = {});

} // namespace postern
