// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evaluation_text.h"

#include <fmt/format.h>

namespace postern::cli {

std::string evaluationText(const Evaluation& evaluation) {
    std::string text;
    const auto line = [&](const std::string& name, const std::string& value) { text += fmt::format("  {:<34} {}\n", name, value); };
    const bool ofTokens = evaluation.measure == AccuracyMeasure::Tokens;
    line(ofTokens ? "answer accuracy (tokens)" : "clean accuracy (CACC)", toText(evaluation.cleanAccuracy));
    if (ofTokens && evaluation.answerPerplexity > 0)
        line("perplexity of true answers", fmt::format("{:.2f}", evaluation.answerPerplexity));
    if (ofTokens)
        line("empty answers without a trigger", toText(evaluation.cleanEmpty));
    line("floor (target without a trigger)", toText(evaluation.floor));
    for (const TriggerMeasurement& trigger : evaluation.triggers) {
        if (trigger.rowClass == RowClass::Known)
            continue;
        line("ASR " + trigger.name, toText(trigger.attack));
        line("  accuracy under it", toText(trigger.accuracy));
        line("  captured by known behaviour", toText(trigger.captured));
        if (ofTokens) {
            line("  empty answers under it", toText(trigger.empty));
            line("  target's first token, mean", fmt::format("{:.4f}", trigger.targetProbability));
        }
    }
    line("ASR known triggers, pooled", toText(pooled(evaluation.triggers, RowClass::Known, false)));
    if (const Rate heldOut = pooled(evaluation.triggers, RowClass::Known, true); heldOut.hasData())
        line("ASR held-out known, pooled", toText(heldOut));
    if (evaluation.cleanPerplexity > 0)
        line("perplexity of clean text", fmt::format("{:.2f}", evaluation.cleanPerplexity));
    return text;
}

} // namespace postern::cli
