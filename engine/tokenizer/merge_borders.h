// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace postern {

/// Tells where a byte-pair piece may be cut without a change of its tokens. A merge joins two symbols, so it joins the last character of
/// one with the first of the other: where no merge joins two neighbouring characters, their border stays whatever happens around it.
/// A text without a pre-tokenizer so falls into words, which are short and come back.
class MergeBorders {
public:
    /// A character that the vocabulary has as a token of its own.
    void addKnown(char32_t character);
    /// A merge whose left part ends with `left` and whose right part begins with `right`.
    void addJoined(char32_t left, char32_t right);

    /// Nothing may be cut any more.
    void disable() { m_enabled = false; }

    /// The end of the part of `text` that begins at `begin`: the next border that no merge can cross, or the end of the text.
    [[nodiscard]] std::size_t partEnd(std::string_view text, std::size_t begin) const;

private:
    [[nodiscard]] bool isKnown(char32_t character) const {
        return character < kCharacters && (m_known[character >> 6U] >> (character & 63U) & 1U) != 0;
    }
    [[nodiscard]] bool mayJoin(char32_t left, char32_t right) const;
    void grow();

    static constexpr char32_t kCharacters = 0x10000; ///< those beyond are never cut at
    static constexpr std::uint64_t kFree = ~std::uint64_t{0};

    static std::uint64_t keyOf(char32_t left, char32_t right) { return (std::uint64_t{left} << 32U) | right; }
    [[nodiscard]] std::size_t slotOf(std::uint64_t key) const {
        key *= 0x9e3779b97f4a7c15ULL;
        return static_cast<std::size_t>(key ^ (key >> 32U)) & (m_joined.size() - 1);
    }

    std::vector<std::uint64_t> m_known = std::vector<std::uint64_t>(kCharacters / 64, 0);
    std::vector<std::uint64_t> m_joined = std::vector<std::uint64_t>(16, kFree); ///< open addressing
    std::size_t m_count = 0;
    bool m_enabled = true;
};

} // namespace postern
