// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>
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

    [[nodiscard]] bool empty() const { return m_nodes.size() == 1; }

    /// The longest word that `text` has at `position`; value kNone where there is none.
    [[nodiscard]] Match longestAt(std::string_view text, std::size_t position) const;

private:
    /// Children are a linked list: one step for most nodes, and the root's is cut short by m_first.
    struct Node {
        std::size_t value = kNone;
        std::uint32_t firstChild = 0; ///< 0, the root, is nobody's child
        std::uint32_t nextSibling = 0;
        char byte = 0;
    };

    [[nodiscard]] std::uint32_t child(std::uint32_t node, char byte) const;

    std::vector<Node> m_nodes{Node{}}; ///< the root is node 0
    std::bitset<256> m_first;          ///< bytes that words start with: rules out nearly every position at once
};

} // namespace postern
