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

#include "engine/tokenizer/json_fields.h"

namespace postern {

struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// The tokens of a model and their ids, one text an id. Immutable after it was filled.
class Vocabulary {
public:
    static constexpr std::size_t kMaxTokens = std::size_t{1} << 21U;

    /// From the object "vocab" (token to id). Errors: TokenizerMalformed (an id too large or given twice, a token that is not UTF-8).
    [[nodiscard]] static Result<Vocabulary> parse(const JsonFields& fields);

    /// Gives `id` the text `token`; a token that is there already moves to the new id and keeps the old one's text readable.
    /// Error: TokenizerMalformed when the id is taken.
    [[nodiscard]] Result<void> add(const JsonFields& fields, const std::string& token, std::int64_t id);

    [[nodiscard]] std::optional<std::int32_t> find(std::string_view token) const {
        const auto it = m_ids.find(token);
        return it == m_ids.end() ? std::nullopt : std::optional(it->second);
    }
    [[nodiscard]] std::string_view textOf(std::int32_t id) const { ///< empty for an unused id
        const auto index = static_cast<std::size_t>(id);
        return id < 0 || index >= m_tokens.size() ? std::string_view() : m_tokens[index];
    }
    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(m_tokens.size()); } ///< largest id + 1

    /// The ids of the tokens <0x00> … <0xFF>; -1 where there is none.
    [[nodiscard]] std::vector<std::int32_t> byteTokens() const;

    [[nodiscard]] auto begin() const { return m_ids.begin(); }
    [[nodiscard]] auto end() const { return m_ids.end(); }
    void reserve(std::size_t count) { m_ids.reserve(count); }

private:
    std::unordered_map<std::string, std::int32_t, StringHash, std::equal_to<>> m_ids;
    std::vector<std::string_view> m_tokens; ///< views into the keys of m_ids, which never move
};

} // namespace postern
