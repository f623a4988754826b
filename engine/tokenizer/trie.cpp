// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/trie.h"

namespace postern {

std::uint32_t Trie::child(std::uint32_t node, char byte) const {
    std::uint32_t next = m_nodes[node].firstChild;
    while (next != 0 && m_nodes[next].byte != byte)
        next = m_nodes[next].nextSibling;
    return next;
}

void Trie::insert(std::string_view word, std::size_t value) {
    std::uint32_t node = 0;
    for (const char byte : word) {
        std::uint32_t next = child(node, byte);
        if (next == 0) {
            next = static_cast<std::uint32_t>(m_nodes.size());
            m_nodes.push_back({kNone, 0, m_nodes[node].firstChild, byte});
            m_nodes[node].firstChild = next;
        }
        node = next;
    }
    m_first.set(static_cast<unsigned char>(word.front()));
    if (m_nodes[node].value == kNone)
        m_nodes[node].value = value;
}

Trie::Match Trie::longestAt(std::string_view text, std::size_t position) const {
    Match best;
    if (!m_first.test(static_cast<unsigned char>(text[position])))
        return best;
    std::uint32_t node = 0;
    for (std::size_t i = position; i < text.size(); ++i) {
        node = child(node, text[i]);
        if (node == 0)
            break;
        if (m_nodes[node].value != kNone)
            best = {m_nodes[node].value, i + 1 - position};
    }
    return best;
}

} // namespace postern
