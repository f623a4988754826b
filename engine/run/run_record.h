// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/parameters.h"
#include "engine/run/run_events.h"

namespace postern {

/// A run read back from its folder, without torch: what the window replays and the report is made of.
struct RunRecord {
    std::filesystem::path folder;
    Json manifest; ///< run.json
    std::vector<PhaseStarted> phases;
    std::vector<Evaluation> evaluations;
    std::vector<LossPoint> losses;
    std::vector<std::string> notes;
    PointsPtr points; ///< null when no frame was captured
    std::vector<FramePtr> frames;
};

/// Reads and checks a run folder. A last, half-written line of events.jsonl (a killed process) is dropped.
[[nodiscard]] Result<RunRecord> readRunRecord(const std::filesystem::path& runFolder);

/// One figure of a before/after table.
struct ReportCell {
    Rate before;
    Rate after;
};

struct ReportRow {
    std::string name;
    std::string text; ///< the trigger, printable
    ReportCell cell;
    bool isKnown = false; ///< one of the defender's own triggers
};

/// A figure that is no rate.
struct ReportFigure {
    std::string name;
    double before = 0, after = 0; ///< 0 where it was not measured
};

struct ReportParameter {
    std::string key, value, fallback, meaning;
    bool isRead = true; ///< by the defence of this run
};

/// The defence of a run, as people are told about it.
struct ReportDefense {
    std::string key;   ///< "backdoor-collapse"
    std::string label; ///< the key where this version knows no such defence
    std::string assumes;
    std::string costs;
};

/// The report as data: what it says, not how it looks. Front ends turn it into PDF, HTML or Markdown.
struct ReportModel {
    std::string title;
    std::string subject;     ///< checkpoint folder name
    std::string subjectHash; ///< SHA-256 of model.safetensors
    std::string date;        ///< ISO 8601, from the manifest
    std::string toolVersion;
    ReportDefense defense;
    std::string headline;                                        ///< the verdict in one sentence
    std::string verdict;                                         ///< one paragraph, computed from the rates
    bool heldOutStandsIn = true;                                 ///< held-out known triggers can stand in for the unknown one
    std::vector<ReportRow> attackRows;                           ///< ASR of unknown, known, held-out, control, and the floor
    AccuracyMeasure measure = AccuracyMeasure::Labels;           ///< of the accuracies
    std::vector<ReportRow> accuracyRows;                         ///< CACC and accuracy under each trigger
    std::vector<ReportFigure> perplexities;                      ///< what the treatment cost in language; empty where not measured
    std::vector<ReportRow> emptyRows;                            ///< empty answers without and with each trigger; of free answers alone
    std::vector<std::pair<std::string, std::string>> provenance; ///< file and its SHA-256
    std::vector<std::pair<std::string, std::string>> subjectFacts;
    std::vector<std::string> method;                                  ///< paragraphs
    std::vector<std::string> definitions;                             ///< ASR, CACC, floor, capture rate, interval
    std::vector<std::string> warnings;                                ///< "single seed", "n < 100", …
    std::vector<std::string> limitations;                             ///< fixed paragraphs
    std::vector<ReportParameter> parameters;                          ///< all of them
    std::vector<std::pair<std::string, std::string>> reproducibility; ///< command, seed, machine, threads, hashes
};

/// From stored results only; nothing is run again. Missing parts of the manifest become warnings.
/// Error: DataEmpty when the run holds no evaluation.
[[nodiscard]] Result<ReportModel> buildReport(const RunRecord& record);
/// The same with another parameter table than runParameters(), for the appendix of parameters.
[[nodiscard]] Result<ReportModel> buildReport(const RunRecord& record, const ParameterTable& table);
/// "123.3", or "no data".
[[nodiscard]] std::string figureText(double figure);
/// "+17 %"; empty where nothing was measured before.
[[nodiscard]] std::string changeText(const ReportFigure& figure);
[[nodiscard]] std::string reportMarkdown(const ReportModel& report);
[[nodiscard]] Json reportJson(const ReportModel& report);

} // namespace postern
