// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace postern {

/// All words of a vocabulary, to be found at a place of a text byte by byte. Built once; compact and quick for many words, where
/// Trie is for few that are inserted one after the other.
class PrefixTrie {
public:
    static constexpr std::int32_t kNone = -1;

    /// The words need not be sorted; of equal ones the last value counts, and empty ones are left out.
    [[nodiscard]] static PrefixTrie build(std::vector<std::pair<std::string_view, std::int32_t>> words);

    /// Nodes are numbers; 0 is the root. The child of `node` for `byte`, or 0 where there is none.
    [[nodiscard]] std::uint32_t child(std::uint32_t node, char byte) const {
        const auto label = static_cast<unsigned char>(byte);
        if (node == 0)
            return m_root[label];
        const std::uint32_t end = m_firstEdge[node + 1];
        for (std::uint32_t edge = m_firstEdge[node]; edge < end; ++edge)
            if (m_labels[edge] >= label)
                return m_labels[edge] == label ? edge + 1 : 0;
        return 0;
    }
    /// The value of the word that ends at the node, or kNone.
    [[nodiscard]] std::int32_t value(std::uint32_t node) const { return m_values[node]; }

private:
    // Nodes are numbered level by level, so that the edge to node n is edge n - 1 and the edges of a node lie together.
    std::vector<std::uint32_t> m_firstEdge{0, 0};
    std::vector<unsigned char> m_labels;
    std::vector<std::int32_t> m_values{kNone};
    std::array<std::uint32_t, 256> m_root{};
};

} // namespace postern
