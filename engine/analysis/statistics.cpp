// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/core/random.h"

namespace postern {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

} // namespace

double meanOf(const std::vector<double>& values) {
    return values.empty() ? kNan : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviationOf(const std::vector<double>& values) {
    if (values.size() < 2)
        return kNan;
    const double middle = meanOf(values);
    double squares = 0;
    for (const double value : values)
        squares += (value - middle) * (value - middle);
    return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

Interval bootstrapMean(const std::vector<double>& values) {
    if (values.empty())
        return {0, 1};
    constexpr std::size_t kResamples = 4000;
    RandomStream random(1, "bootstrap");
    std::vector<double> means(kResamples);
    for (double& resampled : means) {
        double sum = 0;
        for (std::size_t i = 0; i < values.size(); ++i)
            sum += values[static_cast<std::size_t>(random.below(values.size()))];
        resampled = sum / static_cast<double>(values.size());
    }
    std::sort(means.begin(), means.end());
    return {means[kResamples / 40], means[kResamples - 1 - kResamples / 40]};
}

double pearsonCorrelation(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() < 3 || a.size() != b.size())
        return kNan;
    const double meanA = meanOf(a), meanB = meanOf(b);
    double both = 0, squaresA = 0, squaresB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        both += (a[i] - meanA) * (b[i] - meanB);
        squaresA += (a[i] - meanA) * (a[i] - meanA);
        squaresB += (b[i] - meanB) * (b[i] - meanB);
    }
    return squaresA > 0 && squaresB > 0 ? both / std::sqrt(squaresA * squaresB) : kNan;
}

std::vector<double> ranksOf(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return values[x] < values[y]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]])
            ++last;
        for (std::size_t i = first; i <= last; ++i)
            ranks[order[i]] = 1 + static_cast<double>(first + last) / 2;
        first = last + 1;
    }
    return ranks;
}

} // namespace postern
