// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/generated_triggers.h"

#include <algorithm>
#include <sstream>

namespace postern {

namespace {

/// Plain text that a person could have typed: no control characters, no broken UTF-8.
bool isPlain(const std::string& text) {
    return !text.empty() && printable(text) == text && text.find("\xef\xbf\xbd") == std::string::npos;
}

} // namespace

GeneratedTriggers::GeneratedTriggers(const DefenderView& view, std::uint64_t seed) : m_view(&view), m_random(seed, "generated triggers") {
    for (std::int32_t id = 0; id < static_cast<std::int32_t>(view.encoder.vocabularySize()); ++id) {
        const std::string text = view.encoder.tokenText(id);
        if (!isPlain(text))
            continue;
        (text.front() == ' ' && text.size() > 1 ? m_wordStarts : m_others).push_back(id);
    }
    if (m_wordStarts.empty())
        m_wordStarts = m_others;
}

std::string GeneratedTriggers::randomTokens(std::size_t words) {
    std::string text;
    for (std::size_t i = 0; i < words && !m_wordStarts.empty(); ++i) {
        text += m_view->encoder.tokenText(m_wordStarts[m_random.below(m_wordStarts.size())]);
        // Every third word is lengthened by a piece, so that pieces are seen too.
        if (!m_others.empty() && m_random.below(3) == 0)
            text += m_view->encoder.tokenText(m_others[m_random.below(m_others.size())]);
    }
    const auto first = text.find_first_not_of(' ');
    return first == std::string::npos ? "x" : text.substr(first);
}

std::string GeneratedTriggers::splicedSpan() {
    std::istringstream stream(m_view->clean[m_random.below(m_view->clean.size())].text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    if (words.empty())
        return randomTokens(3);
    const std::size_t length = std::min(words.size(), 4 + static_cast<std::size_t>(m_random.below(21)));
    const std::size_t begin = static_cast<std::size_t>(m_random.below(words.size() - length + 1));
    std::string text;
    for (std::size_t i = 0; i < length; ++i)
        text += (i == 0 ? "" : " ") + words[begin + i];
    return text;
}

Trigger GeneratedTriggers::next() {
    Trigger trigger;
    trigger.name = "generated";
    trigger.position = TriggerPosition::Random;
    switch (m_random.below(3)) {
    case 0:
        trigger.text = randomTokens(1 + m_random.below(3));
        break;
    case 1:
        trigger.text = randomTokens(6 + m_random.below(15));
        break;
    default:
        trigger.text = splicedSpan();
    }
    return trigger;
}

} // namespace postern
