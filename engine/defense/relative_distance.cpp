// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/relative_distance.h"

namespace postern {

StateLoss relativeDistance(std::span<const float> states, std::int64_t dim, std::span<const HeldRow> rows) {
    const auto width = static_cast<std::size_t>(dim);
    StateLoss loss;
    loss.gradient.assign(states.size(), 0.0F);
    const auto count = static_cast<double>(rows.size());
    for (const HeldRow& held : rows) {
        const float* state = states.data() + held.row * width;
        double distance = 0;
        double size = 1e-12;
        for (std::size_t c = 0; c < width; ++c) {
            const double d = static_cast<double>(state[c]) - static_cast<double>(held.goal[c]);
            distance += d * d;
            size += static_cast<double>(held.goal[c]) * static_cast<double>(held.goal[c]);
        }
        loss.value += distance / size / count;
        for (std::size_t c = 0; c < width; ++c)
            loss.gradient[held.row * width + c] +=
                static_cast<float>(2.0 * (static_cast<double>(state[c]) - static_cast<double>(held.goal[c])) / size / count);
    }
    return loss;
}

} // namespace postern
