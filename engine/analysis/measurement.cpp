// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/measurement.h"

namespace postern {

std::string_view accuracyMeasureName(AccuracyMeasure measure) {
    return measure == AccuracyMeasure::Tokens ? "tokens" : "labels";
}

Rate pooled(std::span<const TriggerMeasurement> triggers, RowClass rowClass, bool heldOut, Rate TriggerMeasurement::*figure) {
    Rate sum;
    for (const TriggerMeasurement& trigger : triggers) {
        if (trigger.rowClass != rowClass || trigger.heldOut != heldOut)
            continue;
        sum.hits += (trigger.*figure).hits;
        sum.total += (trigger.*figure).total;
    }
    return sum;
}

} // namespace postern
