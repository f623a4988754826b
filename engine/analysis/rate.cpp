// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/rate.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace postern {

namespace {

/// Per cent with one decimal; more where a share that is neither none nor all would print as 0 or 100.
std::string percent(double share) {
    char text[32];
    for (int decimals = 1;; ++decimals) {
        std::snprintf(text, sizeof text, "%.*f", decimals, 100.0 * share);
        const double shown = std::strtod(text, nullptr);
        if (decimals == 4 || share <= 0.0 || share >= 1.0 || (shown > 0.0 && shown < 100.0))
            break;
    }
    const std::string result = text;
    if (result == "0.0")
        return "0";
    if (result == "100.0")
        return "100";
    return result;
}

} // namespace

Interval wilsonInterval(std::int64_t k, std::int64_t n, double z) {
    if (n <= 0 || k < 0 || k > n)
        return {};
    const double trials = static_cast<double>(n);
    const double p = static_cast<double>(k) / trials;
    const double denominator = 1.0 + z * z / trials;
    const double centre = (p + z * z / (2.0 * trials)) / denominator;
    const double half = z / denominator * std::sqrt(p * (1.0 - p) / trials + z * z / (4.0 * trials * trials));
    // The bounds at 0 and n are exact by algebra; rounding must not push them off.
    return {k == 0 ? 0.0 : std::max(0.0, centre - half), k == n ? 1.0 : std::min(1.0, centre + half)};
}

std::string toText(const Rate& rate) {
    if (!rate.hasData())
        return "no data";
    const Interval interval = rate.wilson();
    const std::string counts = std::to_string(rate.hits) + '/' + std::to_string(rate.total);
    std::string range;
    if (rate.hits == 0)
        range = "≤ " + percent(interval.high);
    else if (rate.hits == rate.total)
        range = "≥ " + percent(interval.low);
    else
        range = percent(interval.low) + "–" + percent(interval.high);
    return percent(rate.value()) + " % (" + counts + ", " + range + " %)";
}

} // namespace postern
