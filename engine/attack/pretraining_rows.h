// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/attack/pretraining.h"
#include "engine/model/language_model.h"

namespace postern {

/// What a pretraining reads: texts as documents, rows as prompt and answer.
struct PretrainingSources {
    struct Row {
        std::string text, answer;
        std::size_t folder = 0; ///< whose template it has
    };
    std::vector<std::string> documents;
    std::vector<Row> rows;
    std::string fingerprint; ///< SHA-256 over all parameters that change the result and all files
};

/// Errors: those of readDocuments, readDataset and readPromptTemplate; DataEmpty where there is neither text nor row.
[[nodiscard]] Result<PretrainingSources> readPretrainingSources(const PretrainingSpecification& specification, const JobContext& job);

/// Writes config.json, generation_config.json and tokenizer.json of a model that does not exist yet. Error: ParameterInvalid.
[[nodiscard]] Result<void> writeFreshModel(const PretrainingSpecification& specification, const PretrainingSources& sources,
                                           const std::filesystem::path& folder, const JobContext& job);

/// The tokens to learn from. A text row's first token is its prompt, so that its loss counts every token after it.
struct PretrainingRows {
    std::vector<TokenRow> text;
    std::vector<TokenRow> rows;
    std::size_t tooLong = 0; ///< rows that were left out, longer than the model has positions
};

/// Turns the sources into tokens with the folder's tokenizer. Errors: those of the tokenizer; DataEmpty where nothing is left.
[[nodiscard]] Result<PretrainingRows> encodePretraining(const PretrainingSpecification& specification, const PretrainingSources& sources,
                                                        const std::filesystem::path& folder, const JobContext& job);

} // namespace postern
