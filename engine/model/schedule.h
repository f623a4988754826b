// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>

namespace postern {

/// Learning rate over the steps of one phase: linear warm-up from 0, then cosine or linear decay to 0, or constant.
struct LearningRateSchedule {
    enum class Shape { Cosine, Linear, Constant };
    Shape shape = Shape::Cosine;
    double peak = 1e-3;
    std::int64_t totalSteps = 1;
    std::int64_t warmupSteps = 0;

    /// Rate of step 0 … totalSteps − 1.
    [[nodiscard]] double at(std::int64_t step) const {
        if (step < warmupSteps)
            return peak * static_cast<double>(step + 1) / static_cast<double>(warmupSteps);
        const double left = static_cast<double>(std::max<std::int64_t>(1, totalSteps - warmupSteps));
        const double progress = std::min(1.0, static_cast<double>(step - warmupSteps) / left);
        switch (shape) {
        case Shape::Cosine:
            return peak * 0.5 * (1.0 + std::cos(std::numbers::pi * progress));
        case Shape::Linear:
            return peak * (1.0 - progress);
        case Shape::Constant:
            break;
        }
        return peak;
    }

    [[nodiscard]] static Shape parseShape(std::string_view name) {
        return name == "linear" ? Shape::Linear : name == "constant" ? Shape::Constant : Shape::Cosine;
    }
};

} // namespace postern
