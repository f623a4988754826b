// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"

namespace postern {

/// What a tokenizer.model of SentencePiece says, read and judged before the library sees anything of it.
struct SentencePieceFile {
    enum class Algorithm { Unigram = 1, Bpe = 2, Word = 3, Character = 4 };
    enum class Kind { Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6 };

    struct Piece {
        std::string text;
        float score = 0.0F;
        Kind kind = Kind::Normal;
    };

    std::vector<Piece> pieces; ///< by id
    Algorithm algorithm = Algorithm::Unigram;
    bool byteFallback = false;
    bool spaceAsSuffix = false; ///< a word's mark stands after it
    std::string charsMap;       ///< precompiled; may be empty
    bool dummyPrefix = true;    ///< a space goes before the text
    bool removeExtraSpaces = true;
    bool escapeSpaces = true;

    /// Errors: TokenizerMalformed (not the wire format, a piece twice or without text, no unknown piece, sizes beyond the limits, a map
    /// that leads out of itself), TokenizerUnsupported (an algorithm or kind that is not known).
    [[nodiscard]] static Result<SentencePieceFile> parse(std::string_view bytes, const std::string& subject);

    /// The message written anew: nothing of the file that was not judged reaches the library. `withPrefix` is for dummyPrefix.
    [[nodiscard]] std::string serialized(bool withPrefix) const;
};

} // namespace postern
