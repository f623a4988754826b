// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/core/parameters.h"
#include "engine/data/prompt_template.h"
#include "engine/run/run_events.h"

namespace postern {

/// What to run on what. Everything that decides the numbers is in here and goes into run.json.
struct RunSpecification {
    std::filesystem::path checkpoint; ///< Hugging Face folder of the suspect model
    std::filesystem::path adapter;    ///< PEFT folder that belongs to the checkpoint; empty where there is none
    std::filesystem::path base;       ///< clean checkpoint of the same shape, for defences that need one; else empty
    std::filesystem::path data;       ///< folder with defender.jsonl, dev.jsonl, test.jsonl, labels.json, template.json
    std::filesystem::path secret;     ///< secret.json: only the evaluation reads it; empty in the field
    std::filesystem::path output;     ///< the run folder; it must not hold another run
    std::string preset = "postern";   ///< what the parameters started from, for the record
    std::string title;                ///< for the report
    /// Of a run that goes on: the template it began with, not resolved anew (a chat template may print the date).
    std::optional<PromptTemplate> promptTemplate;
    ParameterSet parameters;
    bool acceptMemoryRisk = false; ///< begin even where the estimate lies above what is available; not part of the record

    RunSpecification();
};

/// The parameters of a run: defence, evaluation, projection, machine.
[[nodiscard]] const ParameterTable& runParameters();

/// Stored parameters under the names they have today: a run's `defense` was once called `control`, with "none" for
/// Backdoor Collapse.
[[nodiscard]] Json withCurrentNames(Json parameters);

/// "postern" and "paper".
[[nodiscard]] std::vector<std::string> presetNames();
/// The table's values with a preset applied. Error: ParameterInvalid for an unknown name.
[[nodiscard]] Result<ParameterSet> presetParameters(std::string_view name);

/// Runs to the end, to a stop request or to a failure, on the calling thread; never throws.
/// The run folder is valid at every moment; what was measured before a stop or a failure stays. MemoryInsufficient, before
/// anything is written, where estimateRun says that it does not fit and the risk is not accepted.
RunOutcome execute(const RunSpecification& specification, RunObserver& observer, std::stop_token stop);

/// Goes on with a run whose process is gone, from its last check; the outcome is the same to the byte as if it had never
/// stopped. The observer first gets the measurements of the run's earlier life. Errors besides those of execute:
/// RunFolderMalformed where there is nothing to go on from, HashMismatch where an input has changed since.
RunOutcome resumeRun(const std::filesystem::path& runFolder, RunObserver& observer, std::stop_token stop, bool acceptMemoryRisk = false);

/// A specification back from run.json of a run folder.
[[nodiscard]] Result<RunSpecification> readRunSpecification(const std::filesystem::path& runFolder);

/// The prompt template that run.json of a run folder holds; nothing where the run ended before it was resolved.
[[nodiscard]] Result<std::optional<PromptTemplate>> readRunTemplate(const std::filesystem::path& runFolder);

/// The specification of the shipped demo: `variant` is "word", "phrase", "long", or "clean" for the damage control.
[[nodiscard]] RunSpecification demoSpecification(const std::filesystem::path& resourceFolder, std::string_view variant,
                                                 const std::filesystem::path& output);

} // namespace postern
