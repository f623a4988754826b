// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/merge_borders.h"

#include "engine/tokenizer/unicode.h"

namespace postern {

void MergeBorders::addKnown(char32_t character) {
    if (character < kCharacters)
        m_known[character >> 6U] |= std::uint64_t{1} << (character & 63U);
}

void MergeBorders::addJoined(char32_t left, char32_t right) {
    if (mayJoin(left, right))
        return;
    if (2 * (m_count + 1) > m_joined.size())
        grow();
    const std::uint64_t key = keyOf(left, right);
    std::size_t slot = slotOf(key);
    while (m_joined[slot] != kFree)
        slot = (slot + 1) & (m_joined.size() - 1);
    m_joined[slot] = key;
    ++m_count;
}

void MergeBorders::grow() {
    std::vector<std::uint64_t> old(2 * m_joined.size(), kFree);
    old.swap(m_joined);
    for (const std::uint64_t key : old) {
        if (key == kFree)
            continue;
        std::size_t slot = slotOf(key);
        while (m_joined[slot] != kFree)
            slot = (slot + 1) & (m_joined.size() - 1);
        m_joined[slot] = key;
    }
}

bool MergeBorders::mayJoin(char32_t left, char32_t right) const {
    const std::uint64_t key = keyOf(left, right);
    for (std::size_t slot = slotOf(key);; slot = (slot + 1) & (m_joined.size() - 1)) {
        if (m_joined[slot] == key)
            return true;
        if (m_joined[slot] == kFree)
            return false;
    }
}

std::size_t MergeBorders::partEnd(std::string_view text, std::size_t begin) const {
    constexpr std::size_t kShort = 16; // the look-ups would cost more than they save
    if (!m_enabled || text.size() - begin <= kShort)
        return text.size();
    std::size_t i = begin;
    char32_t left = unicode::next(text, i);
    while (i < text.size()) {
        const std::size_t border = i;
        const char32_t right = unicode::next(text, i);
        if (isKnown(left) && isKnown(right) && !mayJoin(left, right))
            return border;
        left = right;
    }
    return text.size();
}

} // namespace postern
