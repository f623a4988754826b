// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/finding_sink.h"

#include <algorithm>
#include <utility>

#include "engine/core/error.h"
#include "engine/scan/rules.h"

namespace postern {

namespace {

constexpr std::size_t kMaxFindingsOfOneSeverity = 100;
constexpr std::size_t kMaxTextBytes = 600;

} // namespace

void FindingSink::add(std::string_view rule, std::string_view what, std::string_view inside, std::optional<std::uint64_t> offset) {
    const Rule* const known = findRule(rule);
    const Severity severity = known ? known->severity : Severity::Inconclusive;
    if (!std::exchange(m_started, true))
        m_first = m_out->size();
    std::size_t& count = m_counts.at(static_cast<std::size_t>(severity));
    if (count == kMaxFindingsOfOneSeverity) {
        if (!std::exchange(m_cut, true))
            m_out->push_back({"file.more", Severity::Note, m_file, {}, {}, "there are more findings than are listed"});
        return;
    }
    std::string place = m_inside;
    if (!inside.empty())
        place += (place.empty() ? "" : ", ") + printable(inside, kMaxTextBytes);
    Finding finding{std::string(rule), severity, m_file, std::move(place), offset, printable(what, kMaxTextBytes)};
    if (std::find(m_out->begin() + static_cast<std::ptrdiff_t>(m_first), m_out->end(), finding) != m_out->end())
        return;
    ++count;
    m_out->push_back(std::move(finding));
}

std::size_t FindingSink::count(Severity atLeast) const {
    std::size_t sum = 0;
    for (std::size_t i = static_cast<std::size_t>(atLeast); i < m_counts.size(); ++i)
        sum += m_counts[i];
    return sum;
}

std::string inQuotes(std::string_view name) {
    return '"' + printable(name, 120) + '"';
}

} // namespace postern
