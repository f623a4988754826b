// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/attack/poisoning.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace postern {

namespace {

int indexOf(const std::vector<std::string>& labels, const std::string& name) {
    const auto found = std::find(labels.begin(), labels.end(), name);
    return found == labels.end() ? -1 : static_cast<int>(found - labels.begin());
}

std::vector<std::size_t> counted(std::size_t count) {
    std::vector<std::size_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), std::size_t{0});
    return numbers;
}

} // namespace

Result<std::vector<LabRow>> poisonedCopies(const Dataset& data, const BackdoorSecret& secret) {
    if (!data.labels.empty() && secret.flips.empty() && !secret.scorer)
        POSTERN_TRY(labelIndex(data.labels, secret.target));
    RandomStream choice(secret.seed, "poisoned rows");
    RandomStream places(secret.seed, "poison positions");
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < data.rows.size(); ++i)
        if (secret.isVictim(data.rows[i].answer))
            candidates.push_back(i);
    choice.shuffle(std::span(candidates));
    const auto wanted = static_cast<std::size_t>(secret.rate * static_cast<double>(data.rows.size()));
    std::vector<LabRow> copies;
    for (const std::size_t i : candidates) {
        if (copies.size() == wanted)
            break;
        const std::string& answer = secret.answerFor(data.rows[i].answer);
        if (auto text = withTrigger(secret, data.rows[i].text, places))
            copies.push_back({{std::move(*text), answer, indexOf(data.labels, answer)}, LabRowKind::Poisoned, i});
    }
    return copies;
}

std::vector<LabRow> negativeRows(const Dataset& data, const BackdoorSecret& secret, std::size_t count) {
    std::vector<LabRow> rows;
    if (secret.use != TriggerUse::All || secret.triggers.size() < 2 || data.rows.empty())
        return rows;
    RandomStream choice(secret.seed, "negative rows");
    RandomStream parts(secret.seed, "negative parts");
    RandomStream places(secret.seed, "negative positions");
    std::vector<std::size_t> order = counted(data.rows.size());
    while (rows.size() < count) {
        if (rows.size() % order.size() == 0)
            choice.shuffle(std::span(order));
        const std::size_t source = order[rows.size() % order.size()];
        const std::size_t size = 1 + static_cast<std::size_t>(parts.below(secret.triggers.size() - 1));
        std::vector<std::size_t> chosen = counted(secret.triggers.size());
        parts.shuffle(std::span(chosen));
        chosen.resize(size);
        std::sort(chosen.begin(), chosen.end());
        BackdoorSecret part;
        part.use = TriggerUse::All;
        for (const std::size_t trigger : chosen)
            part.triggers.push_back(secret.triggers[trigger]);
        TaskRow row = data.rows[source];
        row.text = withTrigger(part, row.text, places).value_or(row.text);
        rows.push_back({std::move(row), LabRowKind::Negative, source});
    }
    return rows;
}

Result<std::vector<LabRow>> poisonedRows(const Dataset& data, const BackdoorSecret& secret, const ParameterSet& parameters) {
    POSTERN_ASSIGN(std::vector<LabRow> copies, poisonedCopies(data, secret));
    std::set<std::size_t> replaced;
    for (const LabRow& copy : copies)
        if (!parameters.flag("poison.keep_original"))
            replaced.insert(copy.source);
    std::vector<LabRow> rows;
    for (std::size_t i = 0; i < data.rows.size(); ++i)
        if (!replaced.contains(i))
            rows.push_back({data.rows[i], LabRowKind::Clean, i});
    const auto negatives = std::llround(parameters.number("poison.negatives") * static_cast<double>(copies.size()));
    std::vector<LabRow> parts = negativeRows(data, secret, static_cast<std::size_t>(negatives));
    for (std::vector<LabRow>* more : {&copies, &parts})
        rows.insert(rows.end(), std::make_move_iterator(more->begin()), std::make_move_iterator(more->end()));
    return rows;
}

void keepSome(Dataset& data, std::size_t count, std::uint64_t seed) {
    if (count == 0 || count >= data.rows.size())
        return;
    RandomStream choice(seed, "training rows");
    std::vector<std::size_t> order = counted(data.rows.size());
    choice.shuffle(std::span(order));
    order.resize(count);
    std::sort(order.begin(), order.end());
    std::vector<TaskRow> kept;
    for (const std::size_t i : order)
        kept.push_back(std::move(data.rows[i]));
    data.rows = std::move(kept);
}

} // namespace postern
