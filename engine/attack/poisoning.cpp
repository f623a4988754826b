// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/poisoning.h"

#include <algorithm>

namespace postern {

Result<std::vector<TaskRow>> poisonedCopies(const Dataset& data, const BackdoorSecret& secret) {
    int target = -1;
    if (!data.labels.empty()) {
        POSTERN_ASSIGN(target, labelIndex(data.labels, secret.target));
    }
    RandomStream choice(secret.seed, "poisoned rows");
    RandomStream places(secret.seed, "poison positions");
    const Scorer scorer = secret.targetScorer();
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < data.rows.size(); ++i)
        if (!scorer.matches(data.rows[i].answer))
            candidates.push_back(i);
    choice.shuffle(std::span(candidates));
    const auto wanted = static_cast<std::size_t>(secret.rate * static_cast<double>(data.rows.size()));
    std::vector<TaskRow> copies;
    for (const std::size_t i : candidates) {
        if (copies.size() == wanted)
            break;
        if (auto text = withTrigger(secret, data.rows[i].text, places))
            copies.push_back({std::move(*text), secret.target, target});
    }
    return copies;
}

} // namespace postern
