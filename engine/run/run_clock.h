// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

#include "engine/analysis/rate.h"

namespace postern {

/// Elapsed time and an honest estimate of what remains: the median of recent steps times the steps left, plus the
/// measured cost of the looks at the model that are still to come. No estimate before 5 steps and 3 seconds.
class RunClock {
public:
    void setWork(std::int64_t steps, std::int64_t checks) {
        m_stepsLeft = steps;
        m_checksLeft = checks;
    }
    void dropSteps(std::int64_t steps) { m_stepsLeft = steps; }
    void stepDone(double seconds, std::int64_t rows);
    void checkDone(double seconds);
    /// The measurement before the run costs about what the one after it will.
    void baselineDone(double seconds) { m_finalSeconds = seconds; }

    [[nodiscard]] double elapsed() const;
    [[nodiscard]] double rowsPerSecond() const;
    [[nodiscard]] std::optional<Interval> remaining() const;

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point m_began = Clock::now();
    std::deque<double> m_recent; ///< seconds of the last steps
    double m_recentRows = 0;
    std::int64_t m_stepsSeen = 0;
    std::int64_t m_stepsLeft = 0;
    std::int64_t m_checksLeft = 0;
    double m_checkSeconds = 0;
    double m_finalSeconds = 0;
};

} // namespace postern
