// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/shift_erasure.h"

#include <algorithm>

namespace postern {

ShiftErasure shiftErasure(std::span<const float> states, std::int64_t dim, std::span<const RowPair> pairs) {
    const auto width = static_cast<std::size_t>(dim);
    ShiftErasure loss;
    loss.gradient.assign(states.size(), 0.0F);
    const auto count = static_cast<double>(pairs.size());
    for (const RowPair& pair : pairs) {
        const float* goal = states.data() + pair.clean * width;
        const float* moved = states.data() + pair.triggered * width;
        double shift = 0;
        double size = 1e-12;
        for (std::size_t c = 0; c < width; ++c) {
            const double d = static_cast<double>(moved[c]) - static_cast<double>(goal[c]);
            shift += d * d;
            size += static_cast<double>(goal[c]) * static_cast<double>(goal[c]);
        }
        loss.value += shift / size / count;
        for (std::size_t c = 0; c < width; ++c)
            loss.gradient[pair.triggered * width + c] +=
                static_cast<float>(2.0 * (static_cast<double>(moved[c]) - static_cast<double>(goal[c])) / size / count);
    }
    return loss;
}

} // namespace postern
