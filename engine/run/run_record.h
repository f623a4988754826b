// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    bool isKnown = false; ///< one of the known triggers that were not held out; a page may fold those that are alike
};

/// Perplexity per token, before and after; lower is better. Not a rate: no counts, no interval.
struct ReportPerplexity {
    std::string name;  ///< of which texts
    double before = 0; ///< 0 where it was not measured
    double after = 0;
};

struct ReportParameter {
    std::string key;
    std::string value;
    std::string fallback; ///< the table's
    std::string meaning;
    bool isRead = true; ///< by the defence of the run
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
    std::string verdict;               ///< one sentence, computed from the rates
    std::string bounds;                ///< what it cost, and how far the verdict reaches
    std::vector<std::string> findings; ///< the figures behind both, one line each
    ReportCell heldOut; ///< all held-out known triggers, since injection; no data where they can not stand in for the unknown one
    std::vector<ReportRow> attackRows;                           ///< ASR of unknown, known, held-out, control, and the floor
    AccuracyMeasure measure = AccuracyMeasure::Labels;           ///< of the accuracies
    std::vector<ReportRow> accuracyRows;                         ///< CACC and accuracy under each trigger
    std::vector<ReportRow> emptyRows;                            ///< empty answers without and with each trigger; of free answers alone
    std::vector<ReportPerplexity> perplexity;                    ///< those measured at the end; runs may have none
    std::vector<std::pair<std::string, std::string>> provenance; ///< file and its SHA-256
    std::vector<std::pair<std::string, std::string>> subjectFacts;
    std::vector<std::string> method;                                  ///< paragraphs
    std::vector<std::string> definitions;                             ///< ASR, CACC, floor, capture rate, interval
    std::vector<std::string> warnings;                                ///< "single seed", "n < 100", …
    std::vector<std::string> limitations;                             ///< fixed paragraphs
    std::vector<ReportParameter> parameters;                          ///< all of the table, and others that the manifest names
    std::vector<std::pair<std::string, std::string>> reproducibility; ///< command, seed, machine, threads, hashes
};

/// From stored results only; nothing is run again. Missing parts of the manifest become warnings.
/// Error: DataEmpty when the run holds no evaluation.
[[nodiscard]] Result<ReportModel> buildReport(const RunRecord& record);
/// The same with another parameter table than runParameters(), for the appendix of parameters.
[[nodiscard]] Result<ReportModel> buildReport(const RunRecord& record, const ParameterTable& table);
/// "99.9 %": a rate as toText writes it, without its counts.
[[nodiscard]] std::string shareText(const Rate& rate);
/// "123.30"; a dash where it was not measured.
[[nodiscard]] std::string perplexityText(double perplexity);
/// "+17.3 %" of what it was before; empty where that was not measured.
[[nodiscard]] std::string changeText(const ReportPerplexity& perplexity);
[[nodiscard]] std::string reportMarkdown(const ReportModel& report);
[[nodiscard]] Json reportJson(const ReportModel& report);

} // namespace postern
