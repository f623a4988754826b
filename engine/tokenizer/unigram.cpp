// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/unigram.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "engine/tokenizer/piece_cache.h"
#include "engine/tokenizer/prefix_trie.h"
#include "engine/tokenizer/step_budget.h"
#include "engine/tokenizer/unicode.h"
#include "engine/tokenizer/vocabulary.h"

namespace postern {

namespace {

constexpr double kUnknownPenalty = 10.0;

/// The best way to reach a byte of a piece.
struct Reached {
    double score = 0.0;
    std::int32_t id = 0;
    std::int32_t from = -1; ///< where its last token begins; -1 while nothing reaches it
};

struct Workspace {
    std::vector<Reached> reached;
    std::vector<ModelToken> path; ///< from the end to the beginning
    PieceCache cache;
    StepBudget budget;
};

class Unigram : public TokenModel {
public:
    static Result<std::unique_ptr<TokenModel>> parse(const JsonFields& fields);

    Result<void> encode(std::string_view text, std::span<const ByteRange> pieces, std::vector<ModelToken>& tokens) const override {
        Workspace work{{}, {}, {}, StepBudget(text.size())};
        for (const ByteRange piece : pieces) {
            const std::string_view view = text.substr(piece.begin, piece.end - piece.begin);
            if (const auto* known = work.cache.find(view)) {
                PieceCache::append(*known, piece.begin, tokens);
                continue;
            }
            const std::size_t first = tokens.size();
            POSTERN_TRY(findPath(view, work));
            POSTERN_TRY(takePath(view, piece.begin, work, tokens));
            work.cache.keep(view, piece.begin, tokens, first);
        }
        return {};
    }

    std::optional<std::int32_t> tokenToId(std::string_view token) const override { return m_vocabulary.find(token); }
    std::string_view idToToken(std::int32_t id) const override { return m_vocabulary.textOf(id); }
    std::int64_t size() const override { return m_vocabulary.size(); }

private:
    Result<void> readVocabulary(const JsonFields& fields);
    Result<void> findPath(std::string_view piece, Workspace& work) const;
    Result<void> takePath(std::string_view piece, std::uint32_t begin, Workspace& work, std::vector<ModelToken>& tokens) const;
    Result<void> addUnknown(std::string_view piece, ModelToken token, std::uint32_t begin, std::vector<ModelToken>& tokens) const;

    [[nodiscard]] static Failure notEncodable(std::string_view part) {
        return fail(ErrorCode::TextNotEncodable, '"' + printable(part, 80) + '"',
                    "the vocabulary has no token for it and the tokenizer no unknown token");
    }

    Vocabulary m_vocabulary;
    std::vector<double> m_scores; ///< by id
    PrefixTrie m_trie;
    std::vector<std::int32_t> m_byteIds; ///< empty without byte fallback
    std::int32_t m_unknown = -1;
    double m_unknownScore = 0.0;
};

Result<std::unique_ptr<TokenModel>> Unigram::parse(const JsonFields& fields) {
    auto model = std::make_unique<Unigram>();
    POSTERN_TRY(model->readVocabulary(fields));
    if (fields.find("unk_id") != nullptr) {
        POSTERN_ASSIGN(const std::int64_t unknown, fields.integer("unk_id"));
        if (unknown >= static_cast<std::int64_t>(model->m_scores.size()))
            return fields.malformed("\"unk_id\" is not an index of the vocabulary");
        model->m_unknown = static_cast<std::int32_t>(unknown);
    }
    POSTERN_ASSIGN(const bool byteFallback, fields.flag("byte_fallback", false));
    if (byteFallback)
        model->m_byteIds = model->m_vocabulary.byteTokens();
    return model;
}

Result<void> Unigram::readVocabulary(const JsonFields& fields) {
    POSTERN_ASSIGN(const Json* const list, fields.array("vocab"));
    if (list->size() > Vocabulary::kMaxTokens)
        return fields.malformed(std::to_string(list->size()) + " entries of vocabulary are too many");
    m_vocabulary.reserve(list->size());
    double lowest = std::numeric_limits<double>::infinity();
    for (const Json& entry : *list) {
        if (!entry.is_array() || entry.size() != 2 || !entry[0].is_string() || !entry[1].is_number())
            return fields.malformed("an entry of the vocabulary is not a text and its score");
        const auto score = entry[1].get<double>();
        if (!std::isfinite(score))
            return fields.malformed("a score is not a finite number");
        POSTERN_TRY(m_vocabulary.add(fields, entry[0].get_ref<const std::string&>(), static_cast<std::int64_t>(m_scores.size())));
        m_scores.push_back(score);
        lowest = std::min(lowest, score);
    }
    m_unknownScore = lowest - kUnknownPenalty;
    std::vector<std::pair<std::string_view, std::int32_t>> words;
    words.reserve(m_scores.size());
    for (const auto& [token, id] : m_vocabulary)
        words.emplace_back(token, id);
    m_trie = PrefixTrie::build(std::move(words));
    return {};
}

Result<void> Unigram::findPath(std::string_view piece, Workspace& work) const {
    auto& reached = work.reached;
    reached.assign(piece.size() + 1, Reached{});
    const auto offer = [&](std::size_t from, std::size_t to, std::int32_t id, double score) {
        Reached& target = reached[to];
        const double total = score + reached[from].score;
        if (target.from < 0 || total > target.score)
            target = {total, id, static_cast<std::int32_t>(from)};
    };
    for (std::size_t begin = 0; begin < piece.size();) {
        std::size_t after = begin;
        unicode::next(piece, after);
        bool single = false;
        std::uint32_t node = 0;
        std::size_t end = begin;
        while (end < piece.size() && (node = m_trie.child(node, piece[end])) != 0) {
            ++end;
            const std::int32_t id = m_trie.value(node);
            if (id == PrefixTrie::kNone)
                continue;
            offer(begin, end, id, m_scores[static_cast<std::size_t>(id)]);
            single = single || end == after;
        }
        POSTERN_TRY(work.budget.spend(end - begin));
        if (!single) {
            if (m_unknown < 0)
                return notEncodable(piece.substr(begin, after - begin));
            offer(begin, after, m_unknown, m_unknownScore);
        }
        begin = after;
    }
    return {};
}

Result<void> Unigram::takePath(std::string_view piece, std::uint32_t begin, Workspace& work, std::vector<ModelToken>& tokens) const {
    work.path.clear();
    for (std::size_t end = piece.size(); end > 0;) {
        const Reached& step = work.reached[end];
        const auto from = static_cast<std::uint32_t>(step.from);
        if (step.id == m_unknown && !work.path.empty() && work.path.back().id == m_unknown)
            work.path.back().begin = from;
        else
            work.path.push_back({step.id, from, static_cast<std::uint32_t>(end)});
        end = from;
    }
    for (auto token = work.path.rbegin(); token != work.path.rend(); ++token) {
        if (token->id == m_unknown)
            POSTERN_TRY(addUnknown(piece, *token, begin, tokens));
        else
            tokens.push_back({token->id, begin + token->begin, begin + token->end});
    }
    return {};
}

/// What was unknown character by character may, joined, be a token after all, or else fall into bytes.
Result<void> Unigram::addUnknown(std::string_view piece, ModelToken token, std::uint32_t begin, std::vector<ModelToken>& tokens) const {
    const std::string_view part = piece.substr(token.begin, token.end - token.begin);
    const auto whole = m_vocabulary.find(part);
    const bool allBytes = !m_byteIds.empty() &&
                          std::all_of(part.begin(), part.end(), [this](char c) { return m_byteIds[static_cast<unsigned char>(c)] >= 0; });
    if (whole || !allBytes) {
        tokens.push_back({whole.value_or(m_unknown), begin + token.begin, begin + token.end});
        return {};
    }
    for (std::size_t i = 0; i < part.size(); ++i) {
        const auto place = begin + token.begin + static_cast<std::uint32_t>(i);
        tokens.push_back({m_byteIds[static_cast<unsigned char>(part[i])], place, place + 1});
    }
    return {};
}

} // namespace

Result<std::unique_ptr<TokenModel>> parseUnigram(const JsonFields& fields) {
    return Unigram::parse(fields);
}

} // namespace postern
