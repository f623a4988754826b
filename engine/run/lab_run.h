// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/measurement.h"
#include "engine/analysis/rate.h"
#include "engine/attack/attack.h"

namespace postern {

/// What the lab measures of a checkpoint.
struct LabMeasurement {
    Rate attack;        ///< triggered rows that show the target; rows whose true answer shows it are left out
    Rate floor;         ///< clean rows whose true answer is another
    Rate cleanAccuracy; ///< CACC, or by `measure` tokens of the true answers
    Rate empty;         ///< triggered rows without an answer; they count in `attack` as not shown
    AccuracyMeasure measure = AccuracyMeasure::Labels;
};

/// Below this rate an attack did not take.
inline constexpr double kAttackTakes = 0.9;
/// From this floor on the target comes so often by itself that the rate says little.
inline constexpr double kHighFloor = 0.2;

/// What came of an attack.
struct LabReport {
    std::string attack, trigger, target, checkpoint;
    std::string behavior; ///< what counts as the target
    std::string form;     ///< the prompt template that it was trained and measured with, and the answer's
    LabMeasurement undefended;
    std::optional<LabMeasurement> survived; ///< after ordinary clean fine-tuning
    Json survival;                          ///< its settings
    double seconds = 0;

    /// The undefended rate itself is 90 % or more; its interval may reach below.
    [[nodiscard]] bool took() const { return undefended.attack.hasData() && undefended.attack.value() >= kAttackTakes; }
};
[[nodiscard]] Json toJson(const LabReport& report); ///< {"schema": 1, …}, what lab.json holds
/// For people: rates with intervals, and plain words where the attack did not take or did not survive.
[[nodiscard]] std::string labReportText(const LabReport& report);

/// Makes the poisoned checkpoint, reads it back as anybody would, measures it on test.jsonl, tries its survival where lab.survival
/// asks for it, and writes lab.json into its folder. Errors: those of trainCheckpoint and of the evaluation; what was written stays.
[[nodiscard]] Result<LabReport> runLab(const LabSpecification& specification, const LabObserver& observer, const JobContext& job);

/// Measures a poisoned checkpoint with its secret.json, and fine-tunes it on clean rows (the survival parameters; nothing is written
/// but lab.json). `base` of the specification is the checkpoint; `output` and `backdoor` are not used.
[[nodiscard]] Result<LabReport> surviveCheckpoint(const LabSpecification& specification, const LabObserver& observer,
                                                  const JobContext& job);

/// Some rows that the attack would train on, for people to look at.
struct PoisonPreview {
    struct Row {
        std::string kind; ///< "poisoned" or "negative"
        std::string original, text, trueAnswer, answer;
        std::vector<std::pair<std::size_t, std::size_t>> marks; ///< bytes of `text` that are trigger
    };
    std::vector<Row> rows;
    std::size_t clean = 0, poisoned = 0, negative = 0; ///< of all rows
    std::string form;                                  ///< "Passage: {text}\nAuthor: {label}", for training and measuring alike
};
/// Needs no model. Errors: those of the data, LabelUnknown.
[[nodiscard]] Result<PoisonPreview> previewPoison(const LabSpecification& specification, std::size_t rows);
[[nodiscard]] Json toJson(const PoisonPreview& preview);
/// The trigger between ⟦ and ⟧.
[[nodiscard]] std::string previewText(const PoisonPreview& preview);

} // namespace postern
