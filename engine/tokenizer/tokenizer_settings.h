// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "engine/core/json.h"

namespace postern {

/// What tokenizer_config.json and its older companions say, as far as a tokenizer without tokenizer.json needs it.
class TokenizerSettings {
public:
    /// The objects may be empty. Error: TokenizerMalformed where one is no object.
    [[nodiscard]] static Result<TokenizerSettings> read(const Json& config, const Json& specialTokensMap, const Json& addedTokens,
                                                        const std::string& subject);

    /// "tokenizer_class" without "Fast" at its end; empty where it is not given.
    [[nodiscard]] std::string tokenizerClass() const;
    [[nodiscard]] bool flag(const char* key, bool fallback) const;
    /// A flag that may be null or missing.
    [[nodiscard]] std::optional<bool> optionalFlag(const char* key) const;
    /// The text of "bos_token", "eos_token", …; empty where it is not given.
    [[nodiscard]] std::string specialToken(const char* key) const;

    /// The value of "added_tokens" of a tokenizer.json. `idOf` tells the id of a text in the vocabulary, or nothing.
    template <typename IdOf>
    [[nodiscard]] Json addedTokens(IdOf&& idOf) const {
        Json list = listedTokens();
        for (const char* key : kSpecialKeys) {
            const std::string text = specialToken(key);
            if (text.empty() || isListed(list, text))
                continue;
            if (const auto id = idOf(text))
                list.push_back(entry(text, *id, true));
        }
        return list;
    }

private:
    static constexpr const char* kSpecialKeys[] = {"bos_token", "eos_token", "unk_token", "sep_token",
                                                   "pad_token", "cls_token", "mask_token"};

    [[nodiscard]] Json listedTokens() const;
    [[nodiscard]] static bool isListed(const Json& list, const std::string& text);
    [[nodiscard]] static Json entry(const std::string& text, std::int64_t id, bool special);

    Json m_config;
    Json m_specialTokens;
    Json m_added;
};

/// The value of "post_processor" that puts tokens around the text; -1 leaves a side alone, and null where both are.
[[nodiscard]] Json enclosingTemplate(std::int64_t before, std::int64_t after);

} // namespace postern
