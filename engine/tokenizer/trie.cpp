// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/trie.h"

namespace postern {

void Trie::insert(std::string_view word, std::size_t value) {
    std::uint32_t node = 0;
    for (const char byte : word) {
        const auto [it, added] = m_edges.try_emplace(edge(node, byte), static_cast<std::uint32_t>(m_values.size()));
        if (added)
            m_values.push_back(kNone);
        node = it->second;
    }
    m_first.set(static_cast<unsigned char>(word.front()));
    if (m_values[node] == kNone)
        m_values[node] = value;
}

Trie::Match Trie::longestAt(std::string_view text, std::size_t position) const {
    Match best;
    if (!m_first.test(static_cast<unsigned char>(text[position])))
        return best;
    std::uint32_t node = 0;
    for (std::size_t i = position; i < text.size(); ++i) {
        const auto it = m_edges.find(edge(node, text[i]));
        if (it == m_edges.end())
            break;
        node = it->second;
        if (m_values[node] != kNone)
            best = {m_values[node], i + 1 - position};
    }
    return best;
}

} // namespace postern
