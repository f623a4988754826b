// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

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

/// Writes config.json, generation_config.json and tokenizer.json for a model that does not exist yet: Llama or GPT-2 style by
/// model.family, sizes by the other model parameters, a byte-level BPE vocabulary of the rows' texts. Errors: ParameterInvalid,
/// those of the trainer and of writing.
[[nodiscard]] Result<void> writeNewBase(const ParameterSet& parameters, const Dataset& data, const PromptTemplate& promptTemplate,
                                        const std::filesystem::path& folder);

} // namespace postern
