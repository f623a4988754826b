// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/core/json.h"
#include "engine/tokenizer/tokenizer_settings.h"

namespace postern {

/// The tokenizer.json that checkpoints from before that file imply.

/// vocab.json and merges.txt: GPT-2 (also where no class is given), CodeGen, OPT, RoBERTa and Qwen 2.
/// Errors: TokenizerUnsupported (another tokenizer_class), TokenizerMalformed.
[[nodiscard]] Result<Json> bytePairFromFiles(const Json& vocabulary, std::string_view merges, const TokenizerSettings& settings,
                                             const std::string& subject);

/// vocab.txt: BERT, DistilBERT and ELECTRA (also where no class is given). Errors as above.
[[nodiscard]] Result<Json> wordPieceFromFile(std::string_view vocabulary, const TokenizerSettings& settings, const std::string& subject);

} // namespace postern
