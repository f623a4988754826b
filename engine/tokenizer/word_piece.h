// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/tokenizer/json_fields.h"
#include "engine/tokenizer/model.h"

namespace postern {

/// WordPiece (Schuster and Nakajima 2012) as BERT has it: from the left the longest token, those after the first with a prefix; a word
/// that does not come out whole, or is too long, is one unknown token.
[[nodiscard]] Result<std::unique_ptr<TokenModel>> parseWordPiece(const JsonFields& fields);

/// A vocabulary of whole words, and the unknown token for all others.
[[nodiscard]] Result<std::unique_ptr<TokenModel>> parseWordLevel(const JsonFields& fields);

} // namespace postern
