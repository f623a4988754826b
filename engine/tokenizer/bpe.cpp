// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/bpe.h"

#include <algorithm>
#include <functional>
#include <string>

#include "engine/tokenizer/merge_borders.h"
#include "engine/tokenizer/pair_table.h"
#include "engine/tokenizer/piece_cache.h"
#include "engine/tokenizer/unicode.h"
#include "engine/tokenizer/vocabulary.h"

namespace postern {

namespace {

constexpr std::size_t kMaxMerges = std::size_t{1} << 23U;

struct Symbol {
    std::int32_t id;
    std::int32_t previous;
    std::int32_t next;
    std::uint32_t begin;
    std::uint32_t end;
    bool live;
};

/// Buffers that live through one call, so that a piece costs no allocation.
struct Workspace {
    std::vector<Symbol> symbols;
    std::vector<std::uint64_t> heap; ///< rank << 32 | position of the left symbol
    std::string affixed;
    PieceCache cache;
};

class Bpe : public TokenModel {
public:
    static Result<std::unique_ptr<TokenModel>> parse(const JsonFields& fields);

    Result<void> encode(std::string_view text, std::span<const ByteRange> pieces, std::vector<ModelToken>& tokens) const override {
        Workspace work;
        for (const ByteRange piece : pieces) {
            const std::string_view view = text.substr(piece.begin, piece.end - piece.begin);
            if (m_ignoreMerges) {
                if (const auto whole = m_vocabulary.find(view)) {
                    tokens.push_back({*whole, piece.begin, piece.end});
                    continue;
                }
            }
            for (std::size_t begin = 0; begin < view.size();) {
                const std::size_t end = m_borders.partEnd(view, begin);
                POSTERN_TRY(encodePart(view.substr(begin, end - begin), piece.begin + static_cast<std::uint32_t>(begin), work, tokens));
                begin = end;
            }
        }
        return {};
    }

    std::optional<std::int32_t> tokenToId(std::string_view token) const override { return m_vocabulary.find(token); }
    std::string_view idToToken(std::int32_t id) const override { return m_vocabulary.textOf(id); }
    std::int64_t size() const override { return m_vocabulary.size(); }

private:
    Result<void> readMerges(const JsonFields& fields);
    Result<void> addMerge(const JsonFields& fields, std::string_view left, std::string_view right);
    void findBorders();

    Result<void> encodePart(std::string_view part, std::uint32_t begin, Workspace& work, std::vector<ModelToken>& tokens) const;
    Result<void> addSymbols(std::string_view piece, Workspace& work) const;
    bool addBytes(std::string_view piece, std::size_t begin, std::string_view character, std::size_t prefix, Workspace& work) const;
    void merge(Workspace& work) const;
    void pushPair(Workspace& work, std::int32_t left) const;

    static void addSymbol(Workspace& work, std::int32_t id, std::size_t begin, std::size_t end) {
        const auto index = static_cast<std::int32_t>(work.symbols.size());
        work.symbols.push_back({id, index - 1, index + 1, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), true});
    }

    Vocabulary m_vocabulary;
    PairTable m_merges;
    MergeBorders m_borders;
    std::vector<std::int32_t> m_byteIds;
    std::optional<std::int32_t> m_unknown;
    std::string m_unknownName;
    std::string m_prefix;
    std::string m_suffix;
    bool m_fuseUnknown = false;
    bool m_byteFallback = false;
    bool m_ignoreMerges = false;
};

Result<std::unique_ptr<TokenModel>> Bpe::parse(const JsonFields& fields) {
    auto model = std::make_unique<Bpe>();
    if (const Json* dropout = fields.find("dropout"); dropout != nullptr && !(dropout->is_number() && dropout->get<double>() == 0.0))
        return fields.unsupported("\"dropout\" makes the encoding random");
    POSTERN_ASSIGN(model->m_prefix, fields.text("continuing_subword_prefix", ""));
    POSTERN_ASSIGN(model->m_suffix, fields.text("end_of_word_suffix", ""));
    POSTERN_ASSIGN(model->m_fuseUnknown, fields.flag("fuse_unk", false));
    POSTERN_ASSIGN(model->m_byteFallback, fields.flag("byte_fallback", false));
    POSTERN_ASSIGN(model->m_ignoreMerges, fields.flag("ignore_merges", false));
    POSTERN_ASSIGN(model->m_vocabulary, Vocabulary::parse(fields));
    POSTERN_TRY(model->readMerges(fields));
    // A name without a token is an error only for a text that needs it; byte-level vocabularies never do.
    POSTERN_ASSIGN(model->m_unknownName, fields.text("unk_token", ""));
    model->m_unknown = model->m_vocabulary.find(model->m_unknownName);
    model->m_byteIds = model->m_vocabulary.byteTokens();
    model->findBorders();
    return model;
}

Result<void> Bpe::readMerges(const JsonFields& fields) {
    POSTERN_ASSIGN(const Json* const merges, fields.array("merges"));
    if (merges->size() > kMaxMerges)
        return fields.malformed(std::to_string(merges->size()) + " merges are more than " + std::to_string(kMaxMerges));
    m_merges.reserve(merges->size());
    for (const Json& entry : *merges) {
        if (entry.is_array() && entry.size() == 2 && entry[0].is_string() && entry[1].is_string()) {
            POSTERN_TRY(addMerge(fields, entry[0].get_ref<const std::string&>(), entry[1].get_ref<const std::string&>()));
            continue;
        }
        if (!entry.is_string())
            return fields.malformed("a merge is neither a text nor a pair of texts");
        const auto& line = entry.get_ref<const std::string&>();
        const std::size_t space = line.find(' ');
        if (space == std::string::npos || line.find(' ', space + 1) != std::string::npos)
            return fields.malformed("the merge \"" + printable(line, 80) + "\" is not two tokens and one space");
        const std::string_view view = line;
        POSTERN_TRY(addMerge(fields, view.substr(0, space), view.substr(space + 1)));
    }
    return {};
}

Result<void> Bpe::addMerge(const JsonFields& fields, std::string_view left, std::string_view right) {
    const auto leftId = tokenToId(left);
    const auto rightId = tokenToId(right);
    std::string joined(left);
    joined.append(right.substr(right.starts_with(m_prefix) ? m_prefix.size() : 0));
    const auto joinedId = tokenToId(joined);
    if (!leftId || !rightId || !joinedId)
        return fields.malformed("the merge of \"" + printable(left, 80) + "\" and \"" + printable(right, 80) +
                                "\" names a token that is not in the vocabulary");
    if (!left.empty() && !right.empty()) {
        std::size_t last = left.size() - 1;
        while (last > 0 && unicode::isContinuation(left[last]))
            --last;
        std::size_t first = 0;
        m_borders.addJoined(unicode::next(left, last), unicode::next(right, first));
    }
    // A pair that is listed twice keeps its last rank, as in the original library.
    m_merges.set(*leftId, *rightId, {static_cast<std::uint32_t>(m_merges.inserted()), *joinedId});
    return {};
}

void Bpe::findBorders() {
    // With affixes a character's token depends on where in the piece it stands.
    if (!m_prefix.empty() || !m_suffix.empty())
        m_borders.disable();
    for (const auto& [token, id] : m_vocabulary) {
        std::size_t length = 0;
        if (token.empty())
            continue;
        const char32_t character = unicode::next(token, length);
        if (length == token.size())
            m_borders.addKnown(character);
    }
}

Result<void> Bpe::encodePart(std::string_view part, std::uint32_t begin, Workspace& work, std::vector<ModelToken>& tokens) const {
    if (const auto* known = work.cache.find(part)) {
        PieceCache::append(*known, begin, tokens);
        return {};
    }
    work.symbols.clear();
    POSTERN_TRY(addSymbols(part, work));
    merge(work);
    const std::size_t first = tokens.size();
    for (const Symbol& symbol : work.symbols)
        if (symbol.live)
            tokens.push_back({symbol.id, begin + symbol.begin, begin + symbol.end});
    work.cache.keep(part, begin, tokens, first);
    return {};
}

bool Bpe::addBytes(std::string_view piece, std::size_t begin, std::string_view character, std::size_t prefix, Workspace& work) const {
    for (const char c : character)
        if (m_byteIds[static_cast<unsigned char>(c)] < 0)
            return false;
    // Bytes of an affix come from no text: their ranges are empty.
    for (std::size_t i = 0; i < character.size(); ++i) {
        const std::size_t from = std::min(begin + (i > prefix ? i - prefix : 0), piece.size());
        const std::size_t to = i >= prefix ? std::min(from + 1, piece.size()) : from;
        addSymbol(work, m_byteIds[static_cast<unsigned char>(character[i])], from, to);
    }
    return true;
}

Result<void> Bpe::addSymbols(std::string_view piece, Workspace& work) const {
    std::optional<ByteRange> unknown;
    const auto flush = [&] {
        if (unknown)
            addSymbol(work, *m_unknown, unknown->begin, unknown->end);
        unknown.reset();
    };
    for (std::size_t i = 0; i < piece.size();) {
        const std::size_t begin = i;
        unicode::next(piece, i);
        std::string_view character = piece.substr(begin, i - begin);
        const std::size_t prefix = begin > 0 ? m_prefix.size() : 0;
        if (prefix > 0 || (i == piece.size() && !m_suffix.empty())) {
            work.affixed.assign(begin > 0 ? m_prefix : std::string()).append(character);
            if (i == piece.size())
                work.affixed += m_suffix;
            character = work.affixed;
        }
        if (const auto id = m_vocabulary.find(character)) {
            flush();
            addSymbol(work, *id, begin, i);
            continue;
        }
        // A pending unknown token comes after such bytes: the original library has it so, and ids have to agree.
        if (m_byteFallback && addBytes(piece, begin, character, prefix, work))
            continue;
        if (!m_unknown && m_unknownName.empty())
            continue; // dropped, likewise
        if (!m_unknown)
            return fail(ErrorCode::TextNotEncodable, '"' + printable(character, 80) + '"',
                        "the vocabulary has no token for it, nor the unknown token \"" + printable(m_unknownName, 80) + '"');
        if (!m_fuseUnknown)
            flush();
        const auto start = unknown ? unknown->begin : static_cast<std::uint32_t>(begin);
        unknown = ByteRange{start, static_cast<std::uint32_t>(i)};
    }
    flush();
    return {};
}

void Bpe::pushPair(Workspace& work, std::int32_t left) const {
    const Symbol& first = work.symbols[static_cast<std::size_t>(left)];
    if (first.next >= static_cast<std::int32_t>(work.symbols.size()))
        return;
    const auto* found = m_merges.find(first.id, work.symbols[static_cast<std::size_t>(first.next)].id);
    if (found == nullptr)
        return;
    work.heap.push_back((static_cast<std::uint64_t>(found->rank) << 32U) | static_cast<std::uint32_t>(left));
    std::push_heap(work.heap.begin(), work.heap.end(), std::greater<>());
}

void Bpe::merge(Workspace& work) const {
    work.heap.clear();
    const auto count = static_cast<std::int32_t>(work.symbols.size());
    for (std::int32_t i = 0; i + 1 < count; ++i)
        pushPair(work, i);
    while (!work.heap.empty()) {
        const std::uint64_t top = work.heap.front();
        std::pop_heap(work.heap.begin(), work.heap.end(), std::greater<>());
        work.heap.pop_back();
        const auto position = static_cast<std::int32_t>(top & 0xFFFFFFFFU);
        Symbol& left = work.symbols[static_cast<std::size_t>(position)];
        if (!left.live || left.next >= count)
            continue;
        Symbol& right = work.symbols[static_cast<std::size_t>(left.next)];
        const auto* found = m_merges.find(left.id, right.id);
        if (found == nullptr || found->rank != static_cast<std::uint32_t>(top >> 32U))
            continue; // an earlier merge changed this pair
        left.id = found->id;
        left.end = right.end;
        left.next = right.next;
        right.live = false;
        if (right.next < count)
            work.symbols[static_cast<std::size_t>(right.next)].previous = position;
        pushPair(work, position);
        if (left.previous >= 0)
            pushPair(work, left.previous);
    }
}

} // namespace

Result<std::unique_ptr<TokenModel>> parseBpe(const JsonFields& fields) {
    return Bpe::parse(fields);
}

} // namespace postern
