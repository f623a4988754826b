// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace postern {

/// Finds the longest of many words at a place: at most as many steps as the longest word has bytes.
class Trie {
public:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    struct Match {
        std::size_t value = kNone;
        std::size_t length = 0;
    };

    /// `word` must not be empty; a word that is inserted twice keeps its first value.
    void insert(std::string_view word, std::size_t value);

    [[nodiscard]] bool empty() const { return m_values.size() == 1; }

    /// The longest word that `text` has at `position`; value kNone where there is none.
    [[nodiscard]] Match longestAt(std::string_view text, std::size_t position) const;

private:
    static std::uint64_t edge(std::uint32_t node, char byte) {
        return (static_cast<std::uint64_t>(node) << 8U) | static_cast<unsigned char>(byte);
    }

    std::vector<std::size_t> m_values{kNone}; ///< one a node; the root is node 0
    std::unordered_map<std::uint64_t, std::uint32_t> m_edges;
    std::bitset<256> m_first; ///< bytes that words start with: rules out nearly every position at once
};

} // namespace postern
