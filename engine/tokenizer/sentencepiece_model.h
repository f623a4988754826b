// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/tokenizer/model.h"
#include "engine/tokenizer/sentencepiece_file.h"

namespace postern {

/// A model that the SentencePiece library runs, its own normalization included. With `prefixEverywhere` every stretch between added tokens
/// gets the space that goes before a text (the older behaviour of Llama's tokenizer), otherwise only one at the very start.
/// Error: TokenizerMalformed when the library refuses the model.
[[nodiscard]] Result<std::unique_ptr<TokenModel>> makeSentencePiece(const SentencePieceFile& file, bool prefixEverywhere,
                                                                    const std::string& subject);

} // namespace postern
