// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/aligned_text.h"

#include <algorithm>

#include "engine/tokenizer/unicode.h"

namespace postern {

AlignedText AlignedText::fromOriginal(std::string_view text) {
    AlignedText result;
    if (unicode::isValidUtf8(text)) {
        result.m_text = std::string(text);
        return result;
    }
    std::size_t bad = 0;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = unicode::wellFormedLength(text, i, bad);
        const std::size_t taken = length > 0 ? length : bad;
        if (length > 0)
            result.m_text.append(text.substr(i, length));
        else
            unicode::append(result.m_text, 0xFFFD);
        result.m_map.resize(result.m_text.size(), {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + taken)});
        i += taken;
    }
    return result;
}

ByteRange AlignedText::source(std::size_t begin, std::size_t end) const {
    if (m_map.empty()) {
        while (begin > 0 && unicode::isContinuation(m_text[begin]))
            --begin;
        while (end < m_text.size() && unicode::isContinuation(m_text[end]))
            ++end;
        return {m_base + static_cast<std::uint32_t>(begin), m_base + static_cast<std::uint32_t>(end)};
    }
    // Canonical reordering can swap the order of marks, so the first and the last byte are not enough.
    ByteRange range = m_map[begin];
    for (std::size_t i = begin + 1; i < end; ++i) {
        range.begin = std::min(range.begin, m_map[i].begin);
        range.end = std::max(range.end, m_map[i].end);
    }
    return range;
}

AlignedText AlignedText::slice(std::size_t begin, std::size_t end) const {
    AlignedText result;
    result.m_text = m_text.substr(begin, end - begin);
    if (m_map.empty())
        result.m_base = m_base + static_cast<std::uint32_t>(begin);
    else
        result.m_map.assign(m_map.begin() + static_cast<std::ptrdiff_t>(begin), m_map.begin() + static_cast<std::ptrdiff_t>(end));
    return result;
}

void AlignedBuilder::reserve(std::size_t bytes) {
    m_to.m_text.reserve(bytes);
    m_to.m_map.reserve(bytes);
}

void AlignedBuilder::copy(std::size_t begin, std::size_t end) {
    m_to.m_text.append(m_from.m_text, begin, end - begin);
    if (!m_from.m_map.empty()) {
        const auto first = m_from.m_map.begin();
        m_to.m_map.insert(m_to.m_map.end(), first + static_cast<std::ptrdiff_t>(begin), first + static_cast<std::ptrdiff_t>(end));
        return;
    }
    for (std::size_t i = begin; i < end;) {
        std::size_t after = i + 1;
        while (after < end && unicode::isContinuation(m_from.m_text[after]))
            ++after;
        const ByteRange range{m_from.m_base + static_cast<std::uint32_t>(i), m_from.m_base + static_cast<std::uint32_t>(after)};
        m_to.m_map.insert(m_to.m_map.end(), after - i, range);
        i = after;
    }
}

void AlignedBuilder::put(std::string_view text, ByteRange source) {
    m_to.m_text.append(text);
    m_to.m_map.insert(m_to.m_map.end(), text.size(), source);
}

} // namespace postern
