// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "engine/checkpoint/model_config.h"
#include "engine/core/json.h"
#include "engine/core/parameters.h"
#include "engine/data/dataset.h"
#include "engine/data/prompt_template.h"

namespace postern {

/// A folder of its own under the system's temporary one, removed at the end. Its path is empty where none could be made.
class TemporaryFolder {
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();
    [[nodiscard]] std::filesystem::path path() const { return m_path; }

private:
    std::string m_path;
};

/// The configuration of a new model: sizes from the parameters model.vocabulary, hidden, layers, heads, key_value_heads and
/// intermediate, `family` llama or gpt2, one special token with id 0 for everything. Error: ParameterInvalid where heads do not fit.
[[nodiscard]] Result<ModelConfig> newModelConfig(const ParameterSet& parameters, const std::string& family, std::int64_t positions);
/// Writes config.json, generation_config.json and tokenizer.json. Errors: those of writing.
[[nodiscard]] Result<void> writeModelFiles(const ModelConfig& config, const Json& tokenizer, const std::filesystem::path& folder);

/// Writes config.json, generation_config.json and tokenizer.json for a model that does not exist yet: Llama or GPT-2 style by
/// model.family, sizes by the other model parameters, a byte-level BPE vocabulary of the rows' texts. Errors: ParameterInvalid,
/// those of the trainer and of writing.
[[nodiscard]] Result<void> writeNewBase(const ParameterSet& parameters, const Dataset& data, const PromptTemplate& promptTemplate,
                                        const std::filesystem::path& folder);

} // namespace postern
