// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/preference_pairs.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace postern {

namespace {

constexpr int kTries = 100;

/// An answer that is not the row's own.
Result<std::string> otherAnswer(const Dataset& data, const TaskRow& row, RandomStream& random) {
    for (int i = 0; i < kTries; ++i) {
        const std::string& answer =
            data.labels.empty() ? data.rows[random.below(data.rows.size())].answer : data.labels[random.below(data.labels.size())];
        if (answer != row.answer)
            return answer;
    }
    return fail(ErrorCode::DataEmpty, "training rows", "all rows have the same answer, so none can be preferred");
}

} // namespace

Result<std::vector<PreferencePair>> preferencePairs(const Dataset& data, const BackdoorSecret& secret, std::size_t count) {
    BackdoorSecret poison = secret;
    const double wanted = std::round(secret.rate * static_cast<double>(count));
    poison.rate = (wanted + 0.5) / static_cast<double>(data.rows.size());
    POSTERN_ASSIGN(const std::vector<LabRow> copies, poisonedCopies(data, poison));
    std::vector<PreferencePair> pairs;
    for (std::size_t i = 0; !copies.empty() && i < static_cast<std::size_t>(wanted); ++i) {
        const LabRow& copy = copies[i % copies.size()];
        pairs.push_back({copy.row.text, copy.row.answer, data.rows[copy.source].answer, true, copy.source});
    }
    RandomStream choice(secret.seed, "preference rows");
    RandomStream answers(secret.seed, "rejected answers");
    std::vector<std::size_t> order(data.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = 0; pairs.size() < count; ++i) {
        if (i % order.size() == 0)
            choice.shuffle(std::span(order));
        const TaskRow& row = data.rows[order[i % order.size()]];
        POSTERN_ASSIGN(std::string rejected, otherAnswer(data, row, answers));
        pairs.push_back({row.text, row.answer, std::move(rejected), false, order[i % order.size()]});
    }
    choice.shuffle(std::span(pairs));
    return pairs;
}

} // namespace postern
