// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoint/gguf.h"
#include "engine/core/json.h"

namespace postern {

/// tokenizer.json made of tokenizer.ggml.*: byte-level pairs ("gpt2", where the name of the pre-tokenizer is known) and
/// SentencePiece pairs ("llama", whose merges follow from the scores as in transformers' converter).
/// Errors: TokenizerUnsupported where it cannot be expressed, TokenizerMalformed where the lists contradict each other.
[[nodiscard]] Result<Json> ggufTokenizer(const GgufFile& file);

/// tokenizer_config.json: the special tokens and the chat template, which is kept as it is and never run here.
[[nodiscard]] Json ggufTokenizerConfig(const GgufFile& file);

} // namespace postern
