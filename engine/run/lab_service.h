// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/progress.h"
#include "engine/run/lab_values.h"

namespace postern {

/// The attacks of the registry, in its order.
[[nodiscard]] std::vector<LabAttack> labAttacks();
/// The lab's parameters.
[[nodiscard]] const ParameterTable& labParameterTable();
/// The labels of a data folder; none where it has no labels.json. Errors: those of the file.
[[nodiscard]] Result<std::vector<std::string>> labLabels(const std::filesystem::path& data);
/// Up to `rows` rows of each kind. Needs no model. Errors: those of planAttack and of the data.
[[nodiscard]] Result<LabExamples> previewOrder(const LabOrder& order, std::size_t rows);
/// Makes the poisoned checkpoint and measures it where the data have a test.jsonl. `points` is called on the calling thread.
/// Errors: those of planAttack, runLab and trainCheckpoint; Cancelled.
[[nodiscard]] Result<LabOutcome> carryOutOrder(const LabOrder& order, const LabPointSink& points, const JobContext& job);

} // namespace postern
