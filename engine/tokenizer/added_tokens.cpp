// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/added_tokens.h"

#include <algorithm>

#include "engine/tokenizer/json_fields.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

constexpr std::size_t kMaxAddedTokens = std::size_t{1} << 20U;
/// Bounds the work at one place of the text, and so keeps the search linear.
constexpr std::size_t kMaxContentBytes = 1024;
constexpr std::int64_t kMaxId = std::int64_t{1} << 21U;

std::size_t characterBefore(std::string_view text, std::size_t position) {
    do
        --position;
    while (position > 0 && unicode::isContinuation(text[position]));
    return position;
}

bool wordBefore(std::string_view text, std::size_t position) {
    if (position == 0)
        return false;
    std::size_t start = characterBefore(text, position);
    return unicode::isWord(unicode::next(text, start));
}

bool wordAfter(std::string_view text, std::size_t position) {
    return position < text.size() && unicode::isWord(unicode::next(text, position));
}

} // namespace

Result<AddedTokens> AddedTokens::parse(const Json& value, const std::string& subject, const TokenModel& model,
                                       const Normalizer* normalizer) {
    AddedTokens result;
    if (value.is_null())
        return result;
    if (!value.is_array() || value.size() > kMaxAddedTokens)
        return fail(ErrorCode::TokenizerMalformed, subject, "added_tokens is not a list, or too long");
    for (const Json& item : value) {
        POSTERN_ASSIGN(const JsonFields fields, JsonFields::of(item, "added_tokens", subject));
        Entry entry;
        bool isNormalized = false;
        POSTERN_ASSIGN(entry.content, fields.text("content"));
        POSTERN_ASSIGN(const std::int64_t id, fields.integer("id"));
        POSTERN_ASSIGN(entry.singleWord, fields.flag("single_word", false));
        POSTERN_ASSIGN(entry.stripLeft, fields.flag("lstrip", false));
        POSTERN_ASSIGN(entry.stripRight, fields.flag("rstrip", false));
        POSTERN_ASSIGN(entry.special, fields.flag("special", false));
        POSTERN_ASSIGN(isNormalized, fields.flag("normalized", !entry.special));
        if (entry.content.empty())
            continue; // the original library ignores it as well
        const std::string shown = '"' + printable(entry.content, 80) + '"';
        if (entry.content.size() > kMaxContentBytes)
            return fields.malformed(shown + " is longer than " + std::to_string(kMaxContentBytes) + " bytes");
        if (id >= kMaxId)
            return fields.malformed("the id of " + shown + " is not below " + std::to_string(kMaxId));
        entry.id = static_cast<std::int32_t>(id);
        const auto inModel = model.tokenToId(entry.content);
        if (inModel && *inModel != entry.id)
            return fields.malformed(shown + " has the id " + std::to_string(id) + " here and " + std::to_string(*inModel) +
                                    " in the vocabulary");
        if (!inModel && !model.idToToken(entry.id).empty())
            return fields.malformed("the id " + std::to_string(id) + " of " + shown + " belongs to another token of the vocabulary");
        const std::size_t index = result.m_entries.size();
        if (!result.m_byContent.emplace(entry.content, index).second || !result.m_byId.emplace(entry.id, index).second)
            return fields.malformed(shown + " or its id " + std::to_string(id) + " is listed twice");
        if (isNormalized && normalizer != nullptr) {
            POSTERN_ASSIGN(const AlignedText changed, normalizer->apply(AlignedText::fromOriginal(entry.content)));
            if (changed.text().size() > 2 * kMaxContentBytes)
                return fields.malformed(shown + " grows too long under the normalizer");
            if (!changed.empty())
                result.m_normalized.insert(changed.text(), index);
        } else {
            (isNormalized ? result.m_normalized : result.m_raw).insert(entry.content, index);
        }
        result.m_size = std::max(result.m_size, id + 1);
        result.m_entries.push_back(std::move(entry));
    }
    return result;
}

std::vector<AddedTokens::Stretch> AddedTokens::cut(std::string_view text, Stage stage, const IsData& isData) const {
    const Trie& trie = stage == Stage::Raw ? m_raw : m_normalized;
    std::vector<Stretch> result;
    std::size_t done = 0;
    for (std::size_t i = trie.empty() ? text.size() : 0; i < text.size();) {
        const Trie::Match match = trie.longestAt(text, i);
        if (match.value == Trie::kNone) {
            ++i;
            continue;
        }
        const Entry& entry = m_entries[match.value];
        if (entry.special && isData && isData(i, i + match.length)) {
            ++i;
            continue;
        }
        std::size_t begin = i;
        std::size_t end = i + match.length;
        i = end;
        if (entry.singleWord && (wordBefore(text, begin) || wordAfter(text, end)))
            continue;
        while (entry.stripLeft && begin > done) {
            const std::size_t before = characterBefore(text, begin);
            std::size_t position = before;
            if (!unicode::isWhiteSpace(unicode::next(text, position)))
                break;
            begin = before;
        }
        while (entry.stripRight && end < text.size()) {
            std::size_t after = end;
            if (!unicode::isWhiteSpace(unicode::next(text, after)))
                break;
            end = after;
        }
        if (begin > done)
            result.push_back({-1, done, begin});
        result.push_back({entry.id, begin, end});
        done = end;
        i = end;
    }
    if (done < text.size())
        result.push_back({-1, done, text.size()});
    return result;
}

std::optional<std::int32_t> AddedTokens::tokenToId(std::string_view token) const {
    const auto it = m_byContent.find(std::string(token));
    return it == m_byContent.end() ? std::nullopt : std::optional(m_entries[it->second].id);
}

const std::string* AddedTokens::idToToken(std::int32_t id) const {
    const auto it = m_byId.find(id);
    return it == m_byId.end() ? nullptr : &m_entries[it->second].content;
}

bool AddedTokens::isSpecial(std::int32_t id) const {
    const auto it = m_byId.find(id);
    return it != m_byId.end() && m_entries[it->second].special;
}

} // namespace postern
