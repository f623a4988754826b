// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/model/prompt_encoder.h"

namespace postern {

/// Passages that the model writes by itself: sampled after the template's own beginning, cut where the template goes
/// on. A model that was trained on whole prompts repeats what it was trained on, in the same proportions. Empty ones are
/// left out, so there may be fewer than `count`. Errors: TextNotEncodable, Cancelled.
[[nodiscard]] Result<std::vector<std::string>> samplePassages(LanguageModel& model, const PromptEncoder& encoder, std::size_t count,
                                                              int maxTokens, RandomStream& random, const JobContext& job);

} // namespace postern
