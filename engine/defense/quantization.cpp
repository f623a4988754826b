// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/quantization.h"

#include <algorithm>
#include <cmath>

#include "engine/defense/weight_edit.h"

namespace postern {

namespace {

Result<void> quantize(const DefenderView& view, std::int64_t block, int levels, DefenseObserver& observer, const JobContext& job) {
    return editModules(view, "Rounding the weights", observer, job, [block, levels](const ModuleWeights& module) {
        // Blocks never reach from one row into the next.
        const auto in = static_cast<std::size_t>(module.in);
        for (std::size_t first = 0; first < module.values.size(); first += in)
            roundToLevels(module.values.subspan(first, in), block > 0 ? static_cast<std::size_t>(block) : in, levels);
    });
}

} // namespace

void roundToLevels(std::span<float> values, std::size_t block, int levels) {
    for (std::size_t first = 0; first < values.size(); first += block) {
        const std::span<float> part = values.subspan(first, std::min(block, values.size() - first));
        float largest = 0;
        for (const float value : part)
            largest = std::max(largest, std::fabs(value));
        const float scale = largest / static_cast<float>(levels);
        for (float& value : part)
            value = scale > 0 ? scale * std::nearbyint(value / scale) : value;
    }
}

Result<void> runInt8Quantization(const DefenderView& view, const ParameterSet&, DefenseObserver& observer, const JobContext& job) {
    return quantize(view, 0, 127, observer, job);
}

Result<void> runInt4Quantization(const DefenderView& view, const ParameterSet& p, DefenseObserver& observer, const JobContext& job) {
    return quantize(view, p.integer("int4.block"), 7, observer, job);
}

} // namespace postern
