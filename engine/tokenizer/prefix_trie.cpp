// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/prefix_trie.h"

#include <algorithm>

namespace postern {

PrefixTrie PrefixTrie::build(std::vector<std::pair<std::string_view, std::int32_t>> words) {
    std::erase_if(words, [](const auto& word) { return word.first.empty(); });
    std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    struct Pending {
        std::size_t begin;
        std::size_t end;
        std::size_t depth;
    };
    PrefixTrie trie;
    trie.m_firstEdge.clear();
    trie.m_values.clear();
    std::vector<Pending> level{{0, words.size(), 0}};
    std::vector<Pending> next;
    while (!level.empty()) {
        next.clear();
        for (const Pending& node : level) {
            trie.m_firstEdge.push_back(static_cast<std::uint32_t>(trie.m_labels.size()));
            std::int32_t value = kNone;
            std::size_t i = node.begin;
            for (; i < node.end && words[i].first.size() == node.depth; ++i)
                value = words[i].second;
            trie.m_values.push_back(value);
            while (i < node.end) {
                const char label = words[i].first[node.depth];
                std::size_t last = i;
                while (last < node.end && words[last].first[node.depth] == label)
                    ++last;
                trie.m_labels.push_back(static_cast<unsigned char>(label));
                next.push_back({i, last, node.depth + 1});
                i = last;
            }
        }
        level.swap(next);
    }
    trie.m_firstEdge.push_back(static_cast<std::uint32_t>(trie.m_labels.size()));
    for (std::uint32_t edge = 0; edge < trie.m_firstEdge[1]; ++edge)
        trie.m_root[trie.m_labels[edge]] = edge + 1;
    return trie;
}

} // namespace postern
