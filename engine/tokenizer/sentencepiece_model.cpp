// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/sentencepiece_model.h"

#include <dlfcn.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "engine/tokenizer/merge_borders.h"
#include "engine/tokenizer/piece_cache.h"
#include "engine/tokenizer/sentencepiece/sentencepiece_api.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

/// The module's functions, or null where it cannot be opened. It is found beside the programs, or where they are installed.
const SentencePieceApi* sentencePiece() {
    static const SentencePieceApi* api = [] {
        int flags = RTLD_NOW | RTLD_LOCAL;
#if !defined(POSTERN_SANITIZED) // the sanitizer's runtime does not allow it
        flags |= RTLD_DEEPBIND;
#endif
        void* module = ::dlopen("libpostern_sentencepiece.so", flags);
        void* entry = module ? ::dlsym(module, "posternSentencePieceApi") : nullptr;
        return entry ? reinterpret_cast<decltype(&posternSentencePieceApi)>(entry)() : nullptr;
    }();
    return api;
}

struct Release {
    void operator()(void* processor) const { sentencePiece()->release(processor); }
};
using Processor = std::unique_ptr<void, Release>;

class SentencePieceModel : public TokenModel {
public:
    SentencePieceModel(const SentencePieceFile& file, bool prefixEverywhere)
        : m_prefixEverywhere(prefixEverywhere), m_fusesUnknown(!file.byteFallback),
          m_cutsAtSpaces(file.removeExtraSpaces && file.dummyPrefix && file.escapeSpaces && !file.spaceAsSuffix),
          m_removesSpaces(file.removeExtraSpaces) {
        for (std::size_t id = 0; id < file.pieces.size(); ++id) {
            m_texts.push_back(file.pieces[id].text);
            m_isByte.push_back(file.pieces[id].kind == SentencePieceFile::Kind::Byte);
        }
        for (std::size_t id = 0; id < m_texts.size(); ++id)
            m_ids.emplace(m_texts[id], static_cast<std::int32_t>(id));
    }

    Result<void> load(const SentencePieceFile& file, const std::string& subject) {
        if (!sentencePiece())
            return fail(ErrorCode::TokenizerUnsupported, subject, "the SentencePiece library could not be opened",
                        "Install Postern with its module libpostern_sentencepiece.so");
        POSTERN_ASSIGN(m_withPrefix, load(file.serialized(file.dummyPrefix), subject));
        if (file.dummyPrefix) {
            POSTERN_ASSIGN(m_plain, load(file.serialized(false), subject));
        }
        findBorders(file);
        return {};
    }

    Result<void> encode(std::string_view text, std::span<const ByteRange> pieces, std::vector<ModelToken>& tokens) const override {
        return encodeWith(m_prefixEverywhere, text, pieces, tokens);
    }
    Result<void> encodeFirst(std::string_view text, std::span<const ByteRange> pieces, std::vector<ModelToken>& tokens) const override {
        // A text that begins with a space gets no other one, as the tokenizer.json made from such a model has it.
        const bool marked = !m_prefixEverywhere && !m_removesSpaces && (text.starts_with(' ') || text.starts_with("\u2581"));
        return encodeWith(!marked, text, pieces, tokens);
    }

    std::optional<std::int32_t> tokenToId(std::string_view token) const override {
        const auto it = m_ids.find(token);
        return it == m_ids.end() ? std::nullopt : std::optional(it->second);
    }
    std::string_view idToToken(std::int32_t id) const override {
        const auto index = static_cast<std::size_t>(id);
        return id < 0 || index >= m_texts.size() ? std::string_view() : m_texts[index];
    }
    std::int64_t size() const override { return static_cast<std::int64_t>(m_texts.size()); }

private:
    static Result<Processor> load(const std::string& model, const std::string& subject) {
        Processor processor(sentencePiece()->load(model.data(), model.size()));
        if (!processor)
            return fail(ErrorCode::TokenizerMalformed, subject, "SentencePiece refuses the model");
        return processor;
    }

    /// What the library calls back into.
    struct Taking {
        const SentencePieceModel* self;
        std::uint32_t offset;
        std::vector<ModelToken>* tokens;
        std::size_t bytesFrom; ///< where the bytes of one character begin
    };

    static void take(void* context, std::int32_t id, std::uint32_t begin, std::uint32_t end) {
        auto& [self, offset, tokens, bytesFrom] = *static_cast<Taking*>(context);
        tokens->push_back({id, offset + begin, offset + end});
        // The library gives the place of a character to the last of its bytes alone.
        const bool isByte = self->m_isByte[static_cast<std::size_t>(id)];
        if (isByte && begin < end)
            for (; bytesFrom < tokens->size(); ++bytesFrom)
                (*tokens)[bytesFrom] = {(*tokens)[bytesFrom].id, tokens->back().begin, tokens->back().end};
        else if (!isByte)
            bytesFrom = tokens->size();
    }

    /// Where the model changes nothing but spaces, a text may be cut where no piece of the vocabulary has the two characters beside each
    /// other, and the parts, which are words as a rule, come back.
    void findBorders(const SentencePieceFile& file) {
        constexpr char32_t kMark = 0x2581;
        if (!file.charsMap.empty() || file.removeExtraSpaces || !file.escapeSpaces || file.spaceAsSuffix)
            m_borders.disable();
        const auto forms = [](char32_t character) {
            return character == kMark ? std::vector<char32_t>{kMark, U' '} : std::vector<char32_t>{character};
        };
        for (const std::string& text : m_texts) {
            std::size_t i = 0;
            char32_t left = unicode::next(text, i);
            if (i == text.size())
                for (const char32_t form : forms(left))
                    m_borders.addKnown(form);
            while (i < text.size()) {
                const char32_t right = unicode::next(text, i);
                for (const char32_t first : forms(left))
                    for (const char32_t second : forms(right))
                        m_borders.addJoined(first, second);
                left = right;
            }
        }
    }

    /// Models that drop extra spaces and put one in front treat a text as they treat its parts, cut before a space.
    [[nodiscard]] std::size_t partEnd(std::string_view text, std::size_t begin) const {
        if (!m_cutsAtSpaces)
            return m_borders.partEnd(text, begin);
        if (text.size() - begin <= kMaxPartBytes)
            return text.size();
        const std::size_t space = text.rfind(' ', begin + kMaxPartBytes);
        return space == std::string_view::npos || space <= begin ? text.size() : space;
    }

    Result<void> encodeWith(bool prefix, std::string_view text, std::span<const ByteRange> pieces, std::vector<ModelToken>& tokens) const {
        const Processor& plain = m_plain ? m_plain : m_withPrefix;
        PieceCache cache;
        for (const ByteRange piece : pieces) {
            const std::string_view view = text.substr(piece.begin, piece.end - piece.begin);
            for (std::size_t begin = 0; begin < view.size();) {
                const std::size_t end = partEnd(view, begin);
                if (m_fusesUnknown && end - begin > kMaxPartBytes)
                    return fail(ErrorCode::TextNotEncodable, "text",
                                "a stretch of " + std::to_string(end - begin) +
                                    " bytes without a place to cut is too long for a SentencePiece model without byte fallback");
                const std::string_view part = view.substr(begin, end - begin);
                const auto place = piece.begin + static_cast<std::uint32_t>(begin);
                const bool withPrefix = begin == 0 ? prefix : m_cutsAtSpaces;
                begin = end;
                const auto* known = withPrefix ? nullptr : cache.find(part);
                if (known != nullptr) {
                    PieceCache::append(*known, place, tokens);
                    continue;
                }
                const std::size_t first = tokens.size();
                POSTERN_TRY(encodePart(withPrefix ? m_withPrefix : plain, part, place, tokens));
                if (!withPrefix)
                    cache.keep(part, place, tokens, first);
            }
        }
        return {};
    }

    Result<void> encodePart(const Processor& processor, std::string_view part, std::uint32_t begin, std::vector<ModelToken>& tokens) const {
        Taking taking{this, begin, &tokens, tokens.size()};
        if (!sentencePiece()->encode(processor.get(), part.data(), part.size(), take, &taking))
            return fail(ErrorCode::TextNotEncodable, "text", "SentencePiece refuses the text");
        return {};
    }

    /// The library joins neighbouring unknown characters in quadratic time.
    static constexpr std::size_t kMaxPartBytes = std::size_t{1} << 15U;

    bool m_prefixEverywhere;
    bool m_fusesUnknown;
    bool m_cutsAtSpaces;
    bool m_removesSpaces;
    Processor m_withPrefix;
    Processor m_plain; ///< without the prefix; null where the model has none
    MergeBorders m_borders;
    std::vector<std::string> m_texts;
    std::vector<bool> m_isByte;
    std::unordered_map<std::string_view, std::int32_t> m_ids; ///< views into m_texts
};

} // namespace

Result<std::unique_ptr<TokenModel>> makeSentencePiece(const SentencePieceFile& file, bool prefixEverywhere, const std::string& subject) {
    auto model = std::make_unique<SentencePieceModel>(file, prefixEverywhere);
    POSTERN_TRY(model->load(file, subject));
    return model;
}

} // namespace postern
