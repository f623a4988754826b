// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/shift_erasure.h"

namespace postern {

StateLoss shiftErasure(std::span<const float> states, std::int64_t dim, std::span<const RowPair> pairs) {
    const auto width = static_cast<std::size_t>(dim);
    std::vector<HeldRow> rows;
    rows.reserve(pairs.size());
    for (const RowPair& pair : pairs)
        rows.push_back({pair.triggered, states.subspan(pair.clean * width, width)});
    return relativeDistance(states, dim, rows);
}

} // namespace postern
