// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_clock.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace postern {

namespace {

constexpr std::size_t kRecentSteps = 40;

} // namespace

void RunClock::stepDone(double seconds, std::int64_t rows) {
    m_recent.push_back(seconds);
    if (m_recent.size() > kRecentSteps)
        m_recent.pop_front();
    m_recentRows = static_cast<double>(rows);
    ++m_stepsSeen;
    m_stepsLeft = std::max<std::int64_t>(0, m_stepsLeft - 1);
}

void RunClock::checkDone(double seconds) {
    m_checkSeconds = m_checkSeconds == 0 ? seconds : 0.7 * m_checkSeconds + 0.3 * seconds;
    m_checksLeft = std::max<std::int64_t>(0, m_checksLeft - 1);
}

double RunClock::elapsed() const {
    return std::chrono::duration<double>(Clock::now() - m_began).count();
}

double RunClock::rowsPerSecond() const {
    const double total = std::accumulate(m_recent.begin(), m_recent.end(), 0.0);
    return total > 0 ? m_recentRows * static_cast<double>(m_recent.size()) / total : 0.0;
}

std::optional<Interval> RunClock::remaining() const {
    if (m_stepsSeen < 5 || elapsed() < 3)
        return std::nullopt;
    std::vector<double> sorted(m_recent.begin(), m_recent.end());
    std::sort(sorted.begin(), sorted.end());
    const auto quantile = [&](double share) { return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))]; };
    const double rest = static_cast<double>(m_checksLeft) * m_checkSeconds + m_finalSeconds;
    const auto left = static_cast<double>(m_stepsLeft);
    return Interval{left * quantile(0.25) + rest * 0.9, left * quantile(0.75) + rest * 1.2};
}

} // namespace postern
