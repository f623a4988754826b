// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"

namespace postern {

/// SentencePiece's precompiled map of characters: a double-array trie (Darts-clone, Yata et al. 2007) from texts to their replacements.
/// The bytes come from outside, so every node that a text can reach is checked once, when the map is read.
class CharsMap {
public:
    /// The map as SentencePiece writes it: the trie's size in bytes (32 bits, little endian), the trie, then the replacements, each
    /// ended by a zero byte. Error: TokenizerMalformed, naming `subject`.
    [[nodiscard]] static Result<CharsMap> parse(std::string_view blob, const std::string& subject);

    struct Match {
        std::size_t length = 0; ///< bytes of the text that are replaced; 0 where nothing is
        std::string_view replacement;
    };
    /// The longest text of the map at `position`; position < size.
    [[nodiscard]] Match longestAt(std::string_view text, std::size_t position) const;

private:
    [[nodiscard]] bool isSound() const;

    std::vector<std::uint32_t> m_units;
    std::string m_replacements;
};

/// Standard base64 with padding. Error: TokenizerMalformed, naming `subject`.
[[nodiscard]] Result<std::string> decodedBase64(std::string_view text, const std::string& subject);

} // namespace postern
