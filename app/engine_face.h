// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bench/bench_runner.h"
#include "engine/core/progress.h"
#include "engine/run/lab_values.h"
#include "engine/run/memory_estimate.h"
#include "engine/run/prompt_preview.h"
#include "engine/run/run_record.h"
#include "engine/run/runner.h"

namespace postern {

/// What the benchmark page asks of the engine; called on that page's thread, but for `shipped`.
struct BenchFace {
    std::vector<std::filesystem::path> shipped; ///< specifications that come with the program
    std::map<std::string, std::string> places;  ///< that need not be asked for
    std::function<Result<std::vector<std::string>>(const std::filesystem::path&)> readPlaces;
    std::function<Result<BenchSpecification>(const std::filesystem::path&, const std::map<std::string, std::string>&)> readSpecification;
    std::function<Result<BenchRecord>(const std::filesystem::path&)> readRecord;
    std::function<Result<void>(const BenchSpecification&, const std::filesystem::path&, BenchObserver&, std::stop_token)> run;
};

/// What the lab page asks of the engine; functions are called on that page's thread.
struct LabFace {
    const ParameterTable* table = nullptr; ///< the lab's parameters; null where there is no lab
    std::vector<LabAttack> attacks;
    std::function<Result<std::vector<std::string>>(const std::filesystem::path&)> readLabels; ///< of a data folder
    std::function<Result<LabExamples>(const LabOrder&, std::size_t)> preview;
    std::function<Result<LabOutcome>(const LabOrder&, const LabPointSink&, const JobContext&)> carryOut;
};

/// Everything the window asks of the engine, as plain functions: the program fills in the real ones, tests their own.
/// `execute`, `resume`, `readRecord` and `previewPrompt` are called on the engine's thread only, the others on the caller's.
struct EngineFace {
    std::function<RunOutcome(const RunSpecification&, RunObserver&, std::stop_token)> execute;
    /// Goes on with the interrupted run in the specification's output, as that run was specified; the observer is told all of it.
    std::function<RunOutcome(const RunSpecification&, RunObserver&, std::stop_token)> resume;
    std::function<Result<RunRecord>(const std::filesystem::path&)> readRecord;
    std::function<Result<PromptPreview>(const RunSpecification&, std::size_t)> previewPrompt; ///< of a row; on the engine's thread
    /// Called on the engine's thread too. May be empty: then nothing is shown, and nothing refused beforehand.
    std::function<Result<RunEstimate>(const RunSpecification&)> estimate;
    std::function<Result<RunSpecification>(const std::filesystem::path&)> readSpecification;
    std::function<Result<ParameterSet>(std::string_view)> presetParameters;
    std::vector<std::string> presetNames;
    std::function<RunSpecification(std::string_view, const std::filesystem::path&)> demoSpecification; ///< variant, output
    std::function<Result<ReportModel>(const RunRecord&)> buildReport;
    BenchFace bench;
    LabFace lab;
};

} // namespace postern
