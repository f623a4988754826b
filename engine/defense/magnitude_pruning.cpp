// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/magnitude_pruning.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/defense/weight_edit.h"

namespace postern {

void zeroSmallest(std::span<float> values, double share) {
    const auto count = static_cast<std::ptrdiff_t>(std::floor(share * static_cast<double>(values.size())));
    std::vector<std::uint32_t> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::nth_element(order.begin(), order.begin() + std::min(count, static_cast<std::ptrdiff_t>(order.size()) - 1), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) {
                         const float x = std::fabs(values[a]);
                         const float y = std::fabs(values[b]);
                         return x != y ? x < y : a < b;
                     });
    for (std::ptrdiff_t i = 0; i < count; ++i)
        values[order[static_cast<std::size_t>(i)]] = 0;
}

Result<void> runMagnitudePruning(const DefenderView& view, const ParameterSet& p, DefenseObserver& observer, const JobContext& job) {
    const double share = p.number("magnitude.sparsity");
    return editModules(view, "Pruning the smallest weights", observer, job,
                       [share](const ModuleWeights& module) { zeroSmallest(module.values, share); });
}

} // namespace postern
