// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/run/run_record.h"

/// Inside the folder: the parts of which buildReport puts the report together.
namespace postern {

/// The two evaluations that a report compares.
struct ReportSpan {
    const Evaluation* before = nullptr;   ///< the first baseline evaluation; null when there was none
    const Evaluation* injected = nullptr; ///< the last one of the injection; null when there was none
    const Evaluation* after = nullptr;    ///< the last final evaluation, or the last of all
    bool isComplete = false;              ///< `after` is a final one
    bool standsIn = false;                ///< held-out known triggers can stand in for the unknown one (canStandIn)
};

/// The measurement of the same trigger in another evaluation; null when it is not there.
[[nodiscard]] const TriggerMeasurement* sameTrigger(const Evaluation* evaluation, const TriggerMeasurement& trigger);

/// The perplexities that were measured at the end.
[[nodiscard]] std::vector<ReportPerplexity> perplexities(const ReportSpan& span);
/// One sentence: what became of the backdoor, in words no stronger than the intervals allow.
[[nodiscard]] std::string verdictText(const ReportSpan& span);
/// What it cost, and that nothing is said of other triggers.
[[nodiscard]] std::string boundsText(const ReportSpan& span);
/// What changed, one line each, with counts and intervals.
[[nodiscard]] std::vector<std::string> findingTexts(const ReportSpan& span);

/// What the accuracies of a report are called: "Clean accuracy", "Answer accuracy (tokens)".
[[nodiscard]] std::string accuracyTitle(AccuracyMeasure measure);
[[nodiscard]] std::vector<std::string> definitionTexts(AccuracyMeasure measure, bool hasPerplexity);
[[nodiscard]] std::vector<std::string> limitationTexts();
/// Which defence the run carried out, from its manifest.
[[nodiscard]] ReportDefense defenseOf(const RunRecord& record);
/// The paragraphs on the method; `record` says which defence it was and which phases took place.
[[nodiscard]] std::vector<std::string> methodTexts(const RunRecord& record);

} // namespace postern
