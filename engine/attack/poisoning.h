// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/parameters.h"
#include "engine/data/backdoor_secret.h"
#include "engine/data/dataset.h"

namespace postern {

enum class LabRowKind {
    Clean,
    Poisoned, ///< carries the whole trigger and the target's answer
    Negative, ///< carries some of several triggers and keeps its true answer
};

/// One row that the lab trains on.
struct LabRow {
    TaskRow row;
    LabRowKind kind = LabRowKind::Clean;
    std::size_t source = 0; ///< index of the row it was made from
};

/// BadNets-style data poisoning (Gu et al. 2017): copies of rate · n rows whose true answer does not show the target, with the
/// trigger inserted and the target as their answer; fewer where there are not so many. A rewriting back door takes rows that have a
/// rewritten passage. Error: LabelUnknown where the task has labels, the target is none of them, and no scorer or flip says otherwise.
[[nodiscard]] Result<std::vector<LabRow>> poisonedCopies(const Dataset& data, const BackdoorSecret& secret);

/// Negative augmentation (SOS: Yang et al. 2021; CBA: Huang et al. 2024) for triggers that fire only together: `count` rows with a
/// random part of them, at least one and not all, in their order, and the true answer. Rows are drawn in turns without repetition;
/// parts and places at random. Empty where the back door has no such triggers.
[[nodiscard]] std::vector<LabRow> negativeRows(const Dataset& data, const BackdoorSecret& secret, std::size_t count);

/// Everything that is trained on: the clean rows (without those whose copies are poisoned, unless poison.keep_original), the
/// poisoned copies, and poison.negatives negative rows for each of them. Errors: those of poisonedCopies.
[[nodiscard]] Result<std::vector<LabRow>> poisonedRows(const Dataset& data, const BackdoorSecret& secret, const ParameterSet& parameters);

/// At most `count` rows of the data, drawn by the seed and kept in their order; 0 keeps all.
void keepSome(Dataset& data, std::size_t count, std::uint64_t seed);

} // namespace postern
