// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "engine/model/language_model.h"

namespace postern {

/// Hidden states and logits of a padded batch, as analysts exchange them. Reads `prefix`input_ids and
/// `prefix`attention_mask, I64 [batch, length], from `input`; padding may stand on either side, position ids count the
/// unmasked tokens. Writes `prefix`hidden_states.0 … .L [batch, length, dim] (0 embeddings, L after the final norm) and
/// `prefix`logits [batch, length, vocab], all F32, zero where the mask is 0. Errors: TensorMismatch and the file's own.
[[nodiscard]] Result<void> exportStates(LanguageModel& model, const std::filesystem::path& input, const std::string& prefix,
                                        const std::filesystem::path& output, const JobContext& job = {});

} // namespace postern
