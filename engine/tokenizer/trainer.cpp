// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/tokenizer.h"

#include <algorithm>
#include <map>
#include <queue>
#include <unordered_map>
#include <unordered_set>

#include "engine/tokenizer/pre_tokenizer.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

/// A pair that occurs once says nothing about the language; merging it would only learn the text by heart.
constexpr std::int64_t kMinimumCount = 2;
constexpr std::int64_t kMaxVocabulary = std::int64_t{1} << 20U;

using Pair = std::pair<std::int32_t, std::int32_t>;

std::uint64_t keyOf(Pair pair) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(pair.first)) << 32U) | static_cast<std::uint32_t>(pair.second);
}

struct Word {
    std::vector<std::int32_t> symbols;
    std::int64_t count = 0;
};

struct PairUse {
    std::int64_t count = 0;
    std::vector<std::uint32_t> words; ///< where it occurs or once occurred; may repeat
};

struct Candidate {
    std::int64_t count = 0;
    Pair pair;

    /// The priority queue's top is the highest count, then the smaller pair of ids.
    friend bool operator<(const Candidate& a, const Candidate& b) { return a.count != b.count ? a.count < b.count : b.pair < a.pair; }
};

/// Pair counts are kept up to date merge by merge, so that a merge costs only the words it touches.
class Trainer {
public:
    Trainer(std::vector<std::string> tokens, std::unordered_set<std::string> reserved)
        : m_tokens(std::move(tokens)), m_reserved(std::move(reserved)) {
        for (std::size_t i = 0; i < m_tokens.size(); ++i)
            m_ids.emplace(m_tokens[i], static_cast<std::int32_t>(i));
    }

    void addWord(std::string_view word, std::int64_t count) {
        Word entry{{}, count};
        for (std::size_t i = 0; i < word.size();) {
            const std::size_t begin = i;
            unicode::next(word, i);
            entry.symbols.push_back(m_ids.at(std::string(word.substr(begin, i - begin))));
        }
        const auto index = static_cast<std::uint32_t>(m_words.size());
        m_words.push_back(std::move(entry));
        countPairs(index, 1);
    }

    Result<void> train(std::size_t vocabularySize, const JobContext& job) {
        pushChanged();
        while (m_tokens.size() < vocabularySize && !m_queue.empty()) {
            POSTERN_TRY(job.checkStop());
            const Candidate top = m_queue.top();
            m_queue.pop();
            const auto use = m_pairs.find(keyOf(top.pair));
            if (use == m_pairs.end())
                continue;
            if (use->second.count != top.count) {
                push(top.pair, use->second.count);
                continue;
            }
            mergePair(top.pair);
        }
        return {};
    }

    [[nodiscard]] const std::vector<std::string>& tokens() const { return m_tokens; }
    [[nodiscard]] const std::vector<Pair>& merges() const { return m_merges; }

private:
    void push(Pair pair, std::int64_t count) {
        if (count >= kMinimumCount)
            m_queue.push({count, pair});
    }

    void pushChanged() {
        for (const std::uint64_t key : m_changed)
            push({static_cast<std::int32_t>(key >> 32U), static_cast<std::int32_t>(key & 0xFFFFFFFFU)}, m_pairs[key].count);
        m_changed.clear();
    }

    void countPairs(std::uint32_t index, std::int64_t sign) {
        const Word& word = m_words[index];
        for (std::size_t i = 0; i + 1 < word.symbols.size(); ++i) {
            const std::uint64_t key = keyOf({word.symbols[i], word.symbols[i + 1]});
            PairUse& use = m_pairs[key];
            use.count += sign * word.count;
            if (sign > 0) {
                if (use.words.empty() || use.words.back() != index)
                    use.words.push_back(index);
                m_changed.insert(key);
            }
        }
    }

    void mergePair(Pair pair) {
        std::string joined = m_tokens[static_cast<std::size_t>(pair.first)] + m_tokens[static_cast<std::size_t>(pair.second)];
        const auto words = std::move(m_pairs[keyOf(pair)].words);
        if (m_reserved.contains(joined)) {
            m_pairs.erase(keyOf(pair)); // a word of the text must not turn into a special token
            return;
        }
        // Two pairs can spell the same token; it is one entry of the vocabulary.
        const auto [it, added] = m_ids.try_emplace(joined, static_cast<std::int32_t>(m_tokens.size()));
        if (added)
            m_tokens.push_back(std::move(joined));
        const std::int32_t id = it->second;
        m_merges.push_back(pair);
        for (const std::uint32_t index : words) {
            auto& symbols = m_words[index].symbols;
            const Pair wanted = pair;
            const auto found = std::adjacent_find(symbols.begin(), symbols.end(),
                                                  [&](std::int32_t a, std::int32_t b) { return a == wanted.first && b == wanted.second; });
            if (found == symbols.end())
                continue;
            countPairs(index, -1);
            std::size_t kept = 0;
            for (std::size_t i = 0; i < symbols.size(); ++i) {
                const bool here = i + 1 < symbols.size() && symbols[i] == pair.first && symbols[i + 1] == pair.second;
                symbols[kept++] = here ? id : symbols[i];
                i += here ? 1 : 0;
            }
            symbols.resize(kept);
            countPairs(index, 1);
        }
        m_changed.erase(keyOf(pair));
        m_pairs.erase(keyOf(pair));
        pushChanged();
    }

    std::vector<std::string> m_tokens;
    std::unordered_set<std::string> m_reserved;
    std::unordered_map<std::string, std::int32_t> m_ids;
    std::vector<Word> m_words;
    std::unordered_map<std::uint64_t, PairUse> m_pairs;
    std::unordered_set<std::uint64_t> m_changed;
    std::priority_queue<Candidate> m_queue;
    std::vector<Pair> m_merges;
};

/// Words of all texts with their counts, sorted: the order of words must not depend on a hash.
Result<std::map<std::string, std::int64_t>> countWords(std::span<const std::string> texts, const JobContext& job) {
    POSTERN_ASSIGN(const auto preTokenizer, byteLevelPreTokenizer());
    std::unordered_map<std::string, std::int64_t> counts;
    for (const std::string& text : texts) {
        POSTERN_TRY(job.checkStop());
        AlignedText aligned = AlignedText::fromOriginal(text);
        if (aligned.empty())
            continue;
        const auto length = static_cast<std::uint32_t>(aligned.text().size());
        PreTokenized pieces{std::move(aligned), {{0, length}}};
        POSTERN_TRY(preTokenizer->apply(pieces));
        for (const ByteRange piece : pieces.pieces)
            ++counts[pieces.text.text().substr(piece.begin, piece.end - piece.begin)];
    }
    return std::map<std::string, std::int64_t>(counts.begin(), counts.end());
}

/// Special tokens first, then the byte alphabet in the order of its characters.
Result<std::vector<std::string>> firstTokens(std::span<const std::string> specialTokens) {
    std::vector<std::pair<char32_t, std::string>> alphabet;
    for (unsigned byte = 0; byte < 256; ++byte) {
        std::string character(unicode::byteLevelCharacter(static_cast<unsigned char>(byte)));
        std::size_t position = 0;
        const char32_t codePoint = unicode::next(character, position);
        alphabet.emplace_back(codePoint, std::move(character));
    }
    std::sort(alphabet.begin(), alphabet.end());
    std::vector<std::string> tokens(specialTokens.begin(), specialTokens.end());
    for (auto& [codePoint, character] : alphabet)
        tokens.push_back(std::move(character));
    std::unordered_set<std::string_view> seen;
    for (const std::string& token : tokens)
        if (token.empty() || !unicode::isValidUtf8(token) || !seen.insert(token).second)
            return fail(ErrorCode::ParameterInvalid, "special tokens",
                        '"' + printable(token, 80) + "\" is empty, not UTF-8, given twice, or a letter of the byte alphabet");
    return tokens;
}

Json toJson(const Trainer& trainer, std::span<const std::string> specialTokens) {
    Json added = Json::array();
    for (std::size_t i = 0; i < specialTokens.size(); ++i)
        added.push_back({{"id", i},
                         {"content", specialTokens[i]},
                         {"single_word", false},
                         {"lstrip", false},
                         {"rstrip", false},
                         {"normalized", false},
                         {"special", true}});
    Json vocabulary = Json::object();
    const auto& tokens = trainer.tokens();
    for (std::size_t i = 0; i < tokens.size(); ++i)
        vocabulary[tokens[i]] = i;
    Json merges = Json::array();
    for (const Pair& pair : trainer.merges())
        merges.push_back(tokens[static_cast<std::size_t>(pair.first)] + ' ' + tokens[static_cast<std::size_t>(pair.second)]);
    const Json byteLevel = {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", false}, {"use_regex", true}};
    return {{"version", "1.0"},
            {"truncation", nullptr},
            {"padding", nullptr},
            {"added_tokens", std::move(added)},
            {"normalizer", nullptr},
            {"pre_tokenizer", byteLevel},
            {"post_processor", byteLevel},
            {"decoder", byteLevel},
            {"model",
             {{"type", "BPE"},
              {"dropout", nullptr},
              {"unk_token", nullptr},
              {"continuing_subword_prefix", nullptr},
              {"end_of_word_suffix", nullptr},
              {"fuse_unk", false},
              {"byte_fallback", false},
              {"ignore_merges", false},
              {"vocab", std::move(vocabulary)},
              {"merges", std::move(merges)}}}};
}

} // namespace

Result<Json> trainByteLevelBpe(std::span<const std::string> texts, std::int64_t vocabularySize, std::span<const std::string> specialTokens,
                               const JobContext& job) {
    POSTERN_ASSIGN(std::vector<std::string> tokens, firstTokens(specialTokens));
    if (vocabularySize < static_cast<std::int64_t>(tokens.size()) || vocabularySize > kMaxVocabulary)
        return fail(ErrorCode::ParameterInvalid, "vocabulary size",
                    std::to_string(vocabularySize) + " is not from " + std::to_string(tokens.size()) + " to " +
                        std::to_string(kMaxVocabulary));
    POSTERN_ASSIGN(const auto words, countWords(texts, job));
    Trainer trainer(std::move(tokens), {specialTokens.begin(), specialTokens.end()});
    for (const auto& [word, count] : words)
        trainer.addWord(word, count);
    POSTERN_TRY(trainer.train(static_cast<std::size_t>(vocabularySize), job));
    return toJson(trainer, specialTokens);
}

} // namespace postern
