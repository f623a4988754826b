// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/json.h"
#include "engine/tokenizer/model.h"
#include "engine/tokenizer/normalizer.h"
#include "engine/tokenizer/trie.h"

namespace postern {

/// The tokens that are found in the text before the model sees it. Immutable; const calls may run concurrently.
class AddedTokens {
public:
    /// A stretch of text: an added token, or (id -1) what lies between two of them.
    struct Stretch {
        std::int32_t id = -1;
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    /// Which tokens: those looked for in the text as it came, or those looked for after the normalizer.
    enum class Stage { Raw, Normalized };

    /// From the "added_tokens" value; `normalizer` may be null. Errors: TokenizerMalformed.
    [[nodiscard]] static Result<AddedTokens> parse(const Json& value, const std::string& subject, const TokenModel& model,
                                                   const Normalizer* normalizer);

    /// Whether bytes [begin, end) of the text are somebody's data, in which a special token is text like any other.
    using IsData = std::function<bool(std::size_t begin, std::size_t end)>;

    /// Cuts the valid UTF-8 text: leftmost token first, the longest of those that start together.
    [[nodiscard]] std::vector<Stretch> cut(std::string_view text, Stage stage, const IsData& isData = {}) const;

    [[nodiscard]] std::optional<std::int32_t> tokenToId(std::string_view token) const;
    [[nodiscard]] const std::string* idToToken(std::int32_t id) const; ///< null for other ids
    [[nodiscard]] bool isSpecial(std::int32_t id) const;
    [[nodiscard]] std::int64_t size() const { return m_size; } ///< largest id + 1

private:
    struct Entry {
        std::string content;
        std::int32_t id = 0;
        bool singleWord = false;
        bool stripLeft = false;
        bool stripRight = false;
        bool special = false;
    };

    std::vector<Entry> m_entries;
    std::unordered_map<std::int32_t, std::size_t> m_byId;
    std::unordered_map<std::string, std::size_t> m_byContent;
    Trie m_raw;
    Trie m_normalized;
    std::int64_t m_size = 0;
};

} // namespace postern
