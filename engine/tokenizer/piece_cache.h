// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/tokenizer/model.h"

namespace postern {

/// What the words of one text became, so that a word that comes back is not computed again. Lives through one call; the
/// texts it is asked about must outlive it. Offsets are those within the word.
class PieceCache {
public:
    /// The tokens of `word`, or nothing.
    [[nodiscard]] const std::span<const ModelToken>* find(std::string_view word) {
        if (word.size() > kMaxWordBytes)
            return nullptr;
        const auto it = m_words.find(word);
        if (it == m_words.end())
            return nullptr;
        m_found = std::span<const ModelToken>(m_tokens).subspan(it->second.first, it->second.count);
        return &m_found;
    }

    /// Notes that the tokens from index `first` of `tokens` on, which begin at `begin` of the text, are those of `word`.
    void keep(std::string_view word, std::uint32_t begin, const std::vector<ModelToken>& tokens, std::size_t first) {
        if (word.size() > kMaxWordBytes || m_words.size() >= kMaxWords)
            return;
        m_words.emplace(word, Place{m_tokens.size(), tokens.size() - first});
        for (std::size_t i = first; i < tokens.size(); ++i)
            m_tokens.push_back({tokens[i].id, tokens[i].begin - begin, tokens[i].end - begin});
    }

    /// Appends what `find` gave for a word that begins at `begin`.
    static void append(std::span<const ModelToken> word, std::uint32_t begin, std::vector<ModelToken>& tokens) {
        for (const ModelToken& token : word)
            tokens.push_back({token.id, token.begin + begin, token.end + begin});
    }

private:
    static constexpr std::size_t kMaxWordBytes = 64; ///< longer ones hardly come back
    static constexpr std::size_t kMaxWords = std::size_t{1} << 16U;

    struct Place {
        std::size_t first;
        std::size_t count;
    };

    std::unordered_map<std::string_view, Place> m_words;
    std::vector<ModelToken> m_tokens;
    std::span<const ModelToken> m_found;
};

} // namespace postern
