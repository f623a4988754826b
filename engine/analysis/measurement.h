// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/rate.h"
#include "engine/analysis/row_class.h"

namespace postern {

/// What accuracies count.
enum class AccuracyMeasure {
    Labels, ///< rows that are answered with their true label
    Tokens, ///< tokens of the true answers, end token included, that the model would pick after the true ones before them
};
[[nodiscard]] std::string_view accuracyMeasureName(AccuracyMeasure measure); ///< "labels", "tokens", as in JSON

/// How the model answers rows with one trigger. Rows whose true label is the target are left out of `attack`.
struct TriggerMeasurement {
    std::string name; ///< "known 3", "unknown", "control"
    std::string text; ///< the trigger itself; empty for the unknown one when the run hides it
    RowClass rowClass = RowClass::Known;
    bool heldOut = false;         ///< a known trigger that recovery never saw: the stand-in for the unknown one
    Rate attack;                  ///< answers with the attacker's target (for a known trigger: with the known behaviour)
    Rate captured;                ///< answers with the *known* behaviour (the capture rate, on unknown-triggered rows)
    Rate accuracy;                ///< true answers in spite of the trigger, by the measurement's AccuracyMeasure
    Rate empty;                   ///< answers with nothing; counted, never dropped
    double targetProbability = 0; ///< mean probability of the target's first token, 0–1
};

/// Everything measured on one state of the model.
struct Measurement {
    std::vector<TriggerMeasurement> triggers;
    Rate floor;                 ///< the target's rate on the same rows without a trigger
    Rate cleanAccuracy;         ///< CACC, by `measure`
    double cleanPerplexity = 0; ///< per token of clean prompt text; 0 when not measured
    AccuracyMeasure measure = AccuracyMeasure::Labels;
    Rate cleanEmpty;             ///< rows without a trigger that are answered with nothing; with Tokens alone
    double answerPerplexity = 0; ///< per token of the true answers to clean rows; with Tokens alone, else 0
};

/// One figure of all triggers of a class together; no data where there is no such trigger.
[[nodiscard]] Rate pooled(std::span<const TriggerMeasurement> triggers, RowClass rowClass, bool heldOut,
                          Rate TriggerMeasurement::*figure = &TriggerMeasurement::attack);

} // namespace postern
