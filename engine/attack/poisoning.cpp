// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/poisoning.h"

#include <algorithm>

namespace postern {

Result<std::vector<LabelledText>> poisonedCopies(const Dataset& data, const BackdoorSecret& secret) {
    POSTERN_ASSIGN(const int target, labelIndex(data.labels, secret.target));
    RandomStream choice(secret.seed, "poisoned rows");
    RandomStream places(secret.seed, "poison positions");
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < data.rows.size(); ++i)
        if (data.rows[i].label != target)
            candidates.push_back(i);
    choice.shuffle(std::span(candidates));
    const auto wanted = static_cast<std::size_t>(secret.rate * static_cast<double>(data.rows.size()));
    candidates.resize(std::min(candidates.size(), wanted));
    std::vector<LabelledText> copies;
    copies.reserve(candidates.size());
    for (const std::size_t i : candidates)
        copies.push_back({insertTrigger(data.rows[i].text, secret.trigger, places), target});
    return copies;
}

} // namespace postern
