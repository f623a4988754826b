// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/model/prompt_encoder.h"

namespace postern {

/// What to ask beside the plain answers.
struct AnswerRequest {
    int maxNewTokens = 8;
    std::vector<int> stateLayers; ///< layers whose state at the last prompt token is wanted
    std::int32_t firstToken = -1; ///< token whose probability as the first answer token is wanted
};

struct Answers {
    std::vector<std::string> texts;  ///< trimmed; may be empty
    std::vector<LayerStates> states; ///< per requested layer [passage][dim]
    std::vector<float> firstProbability;
};

/// The model's greedy answers to passages, in their order. Polls the stop token between batches of a few thousand tokens.
[[nodiscard]] Result<Answers> answerPassages(LanguageModel& model, const PromptEncoder& encoder, std::span<const std::string> passages,
                                             const AnswerRequest& request, const JobContext& job);

/// Enough new tokens for the longest of these answers and its end token.
[[nodiscard]] Result<int> answerBudget(const PromptEncoder& encoder, std::span<const std::string> answers);

} // namespace postern
