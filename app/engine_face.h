// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "engine/run/memory_estimate.h"
#include "engine/run/prompt_preview.h"
#include "engine/run/run_record.h"
#include "engine/run/runner.h"

namespace postern {

/// Everything the window asks of the engine, as plain functions: the program fills in the real ones, tests their own.
/// `execute`, `readRecord` and `previewPrompt` are called on the engine's thread only, the others on the caller's.
struct EngineFace {
    std::function<RunOutcome(const RunSpecification&, RunObserver&, std::stop_token)> execute;
    std::function<Result<RunRecord>(const std::filesystem::path&)> readRecord;
    std::function<Result<PromptPreview>(const RunSpecification&, std::size_t)> previewPrompt; ///< of a row; on the engine's thread
    /// Called on the engine's thread too. May be empty: then nothing is shown, and nothing refused beforehand.
    std::function<Result<RunEstimate>(const RunSpecification&)> estimate;
    std::function<Result<RunSpecification>(const std::filesystem::path&)> readSpecification;
    std::function<Result<ParameterSet>(std::string_view)> presetParameters;
    std::vector<std::string> presetNames;
    std::function<RunSpecification(std::string_view, const std::filesystem::path&)> demoSpecification; ///< variant, output
    std::function<Result<ReportModel>(const RunRecord&)> buildReport;
};

} // namespace postern
