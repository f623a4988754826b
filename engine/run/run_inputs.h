// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/checkpoint/checkpoint_folder.h"
#include "engine/data/backdoor_secret.h"
#include "engine/data/dataset.h"
#include "engine/data/prompt_template.h"
#include "engine/model/language_model.h"
#include "engine/model/prompt_encoder.h"
#include "engine/run/runner.h"
#include "engine/tokenizer/tokenizer.h"

namespace postern {

/// Everything a run reads, checked; and the facts about it that go into run.json.
struct RunInputs {
    CheckpointFolder folder;
    std::optional<AdapterFolder> adapter;
    std::optional<CheckpointFolder> base; ///< a clean model for the defence
    Tokenizer tokenizer;
    std::vector<std::string> labels;
    PromptTemplate promptTemplate;
    Dataset defender, dev, test;
    std::optional<BackdoorSecret> secret; ///< for the evaluation alone
    Json files = Json::array();           ///< [{"file", "sha256", "bytes"}]
};

/// Reads and hashes. Polls the stop token. Errors name file and rule.
[[nodiscard]] Result<RunInputs> readRunInputs(const RunSpecification& specification, const JobContext& job);

/// The encoder of prompts that the specification asks for; refers to the inputs.
[[nodiscard]] PromptEncoder makeEncoder(const RunSpecification& specification, const RunInputs& inputs);

/// How the model is to be loaded with the adapter, if there is one.
[[nodiscard]] WithAdapter withAdapter(const RunSpecification& specification, const RunInputs& inputs);

/// run.json as it stands at the start of a run.
[[nodiscard]] Json runManifest(const RunSpecification& specification, const RunInputs& inputs, Precision precision);

} // namespace postern
