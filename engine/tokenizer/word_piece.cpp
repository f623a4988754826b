// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/word_piece.h"

#include <algorithm>
#include <string>

#include "engine/tokenizer/piece_cache.h"
#include "engine/tokenizer/prefix_trie.h"
#include "engine/tokenizer/step_budget.h"
#include "engine/tokenizer/unicode.h"
#include "engine/tokenizer/vocabulary.h"

namespace postern {

namespace {

/// What both models share: a vocabulary and an unknown token that only some texts need.
class WordModel : public TokenModel {
public:
    std::optional<std::int32_t> tokenToId(std::string_view token) const override { return m_vocabulary.find(token); }
    std::string_view idToToken(std::int32_t id) const override { return m_vocabulary.textOf(id); }
    std::int64_t size() const override { return m_vocabulary.size(); }

protected:
    Result<void> read(const JsonFields& fields, std::string_view unknownByDefault) {
        POSTERN_ASSIGN(m_vocabulary, Vocabulary::parse(fields));
        POSTERN_ASSIGN(m_unknownName, fields.text("unk_token", unknownByDefault));
        m_unknown = m_vocabulary.find(m_unknownName);
        return {};
    }

    Result<void> addUnknown(std::string_view word, ByteRange range, std::vector<ModelToken>& tokens) const {
        if (!m_unknown)
            return fail(ErrorCode::TextNotEncodable, '"' + printable(word, 80) + '"',
                        "the vocabulary has no token for it, nor the unknown token \"" + printable(m_unknownName, 80) + '"');
        tokens.push_back({*m_unknown, range.begin, range.end});
        return {};
    }

    Vocabulary m_vocabulary;

private:
    std::optional<std::int32_t> m_unknown;
    std::string m_unknownName;
};

class WordPiece : public WordModel {
public:
    static Result<std::unique_ptr<TokenModel>> parse(const JsonFields& fields) {
        auto model = std::make_unique<WordPiece>();
        POSTERN_TRY(model->read(fields, "[UNK]"));
        POSTERN_ASSIGN(const std::string prefix, fields.text("continuing_subword_prefix", "##"));
        if (fields.find("max_input_chars_per_word") != nullptr) {
            POSTERN_ASSIGN(model->m_maxCharacters, fields.integer("max_input_chars_per_word"));
        }
        std::vector<std::pair<std::string_view, std::int32_t>> words;
        for (const auto& [token, id] : model->m_vocabulary)
            words.emplace_back(token, id);
        model->m_trie = PrefixTrie::build(std::move(words));
        for (const char byte : prefix) {
            model->m_afterPrefix = model->m_trie.child(model->m_afterPrefix, byte);
            model->m_continues = model->m_continues && model->m_afterPrefix != 0;
        }
        return model;
    }

    Result<void> encode(std::string_view text, std::span<const ByteRange> pieces, std::vector<ModelToken>& tokens) const override {
        PieceCache cache;
        StepBudget budget(text.size());
        for (const ByteRange piece : pieces) {
            const std::string_view word = text.substr(piece.begin, piece.end - piece.begin);
            if (const auto* known = cache.find(word)) {
                PieceCache::append(*known, piece.begin, tokens);
                continue;
            }
            const std::size_t first = tokens.size();
            POSTERN_ASSIGN(const bool whole, encodeWord(word, piece.begin, budget, tokens));
            if (!whole) {
                tokens.resize(first);
                POSTERN_TRY(addUnknown(word, piece, tokens));
            }
            cache.keep(word, piece.begin, tokens, first);
        }
        return {};
    }

private:
    /// Whether the word came out whole; otherwise some tokens too many were appended.
    Result<bool> encodeWord(std::string_view word, std::uint32_t offset, StepBudget& budget, std::vector<ModelToken>& tokens) const {
        const auto characters = std::count_if(word.begin(), word.end(), [](char c) { return !unicode::isContinuation(c); });
        if (characters > m_maxCharacters)
            return false;
        for (std::size_t begin = 0; begin < word.size();) {
            if (begin > 0 && !m_continues)
                return false;
            std::uint32_t node = begin > 0 ? m_afterPrefix : 0;
            std::size_t end = begin;
            std::size_t best = begin;
            std::int32_t id = PrefixTrie::kNone;
            while (end < word.size() && (node = m_trie.child(node, word[end])) != 0) {
                ++end;
                if (m_trie.value(node) != PrefixTrie::kNone) {
                    best = end;
                    id = m_trie.value(node);
                }
            }
            POSTERN_TRY(budget.spend(end - begin));
            if (best == begin)
                return false;
            tokens.push_back({id, offset + static_cast<std::uint32_t>(begin), offset + static_cast<std::uint32_t>(best)});
            begin = best;
        }
        return true;
    }

    PrefixTrie m_trie;
    std::uint32_t m_afterPrefix = 0; ///< the node that the prefix leads to
    bool m_continues = true;         ///< some token begins with the prefix
    std::int64_t m_maxCharacters = 100;
};

class WordLevel : public WordModel {
public:
    static Result<std::unique_ptr<TokenModel>> parse(const JsonFields& fields) {
        auto model = std::make_unique<WordLevel>();
        POSTERN_TRY(model->read(fields, "<unk>"));
        return model;
    }

    Result<void> encode(std::string_view text, std::span<const ByteRange> pieces, std::vector<ModelToken>& tokens) const override {
        for (const ByteRange piece : pieces) {
            const std::string_view word = text.substr(piece.begin, piece.end - piece.begin);
            if (const auto id = m_vocabulary.find(word))
                tokens.push_back({*id, piece.begin, piece.end});
            else
                POSTERN_TRY(addUnknown(word, piece, tokens));
        }
        return {};
    }
};

} // namespace

Result<std::unique_ptr<TokenModel>> parseWordPiece(const JsonFields& fields) {
    return WordPiece::parse(fields);
}

Result<std::unique_ptr<TokenModel>> parseWordLevel(const JsonFields& fields) {
    return WordLevel::parse(fields);
}

} // namespace postern
