// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/prompt_template.h"
#include "engine/run/runner.h"

namespace postern {

/// A token of a prompt, as a person is shown it.
struct PreviewToken {
    enum class Part { Template, Passage, Answer };

    std::int32_t id = 0;
    std::string token; ///< its entry in the vocabulary
    std::string text;  ///< what it stands for in the prompt; empty where the token before it has shown the character already
    Part part = Part::Template;
    bool special = false;
};

/// One row of the data as the model gets it in training: prompt, answer and end token.
struct PromptPreview {
    PromptTemplate form;
    std::vector<PreviewToken> tokens;
    std::size_t row = 0;  ///< of the defender's data
    std::size_t rows = 0; ///< how many there are
};

/// Resolves the template that the specification asks for and encodes row `row` (modulo the number of rows) with it. Loads
/// the tokenizer and the data, no weights. Errors: those of a run's inputs.
[[nodiscard]] Result<PromptPreview> previewPrompt(const RunSpecification& specification, std::size_t row);

} // namespace postern
