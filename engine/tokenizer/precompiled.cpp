// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/precompiled.h"

#include "engine/tokenizer/growth_limit.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

class PrecompiledStep : public Normalizer {
public:
    explicit PrecompiledStep(CharsMap map) : m_map(std::move(map)) {}

    /// Hugging Face's library asks the map for whole grapheme clusters, and so loses marks (a no-break space with an accent); this is the
    /// way of SentencePiece itself, which models were trained with.
    Result<AlignedText> apply(AlignedText text) const override {
        const std::string& bytes = text.text();
        AlignedBuilder builder(text);
        const std::size_t longest = maxGrownBytes(bytes.size());
        std::size_t kept = 0;
        bool changed = false;
        for (std::size_t i = 0; i < bytes.size();) {
            const CharsMap::Match match = m_map.longestAt(bytes, i);
            if (match.length == 0) {
                unicode::next(bytes, i);
                continue;
            }
            if (!changed)
                builder.reserve(bytes.size() + bytes.size() / 8);
            changed = true;
            if (builder.size() + match.replacement.size() > longest)
                return grewTooLong("normalizer Precompiled");
            builder.copy(kept, i);
            builder.put(match.replacement, text.source(i, i + match.length));
            i += match.length;
            kept = i;
        }
        if (!changed)
            return text;
        builder.copy(kept, bytes.size());
        return builder.take();
    }

private:
    CharsMap m_map;
};

/// An empty map changes nothing.
class UnchangedStep : public Normalizer {
public:
    Result<AlignedText> apply(AlignedText text) const override { return text; }
};

} // namespace

MadeNormalizer makePrecompiled(const JsonFields& fields) {
    POSTERN_ASSIGN(const std::string encoded, fields.text("precompiled_charsmap", ""));
    POSTERN_ASSIGN(const std::string blob, decodedBase64(encoded, fields.subject()));
    if (blob.empty())
        return std::make_unique<UnchangedStep>();
    POSTERN_ASSIGN(CharsMap map, CharsMap::parse(blob, fields.subject()));
    return std::make_unique<PrecompiledStep>(std::move(map));
}

} // namespace postern
