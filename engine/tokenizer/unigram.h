// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/tokenizer/json_fields.h"
#include "engine/tokenizer/model.h"

namespace postern {

/// The unigram language model of SentencePiece (Kudo 2018) as Hugging Face's library runs it: the best path of scores through a piece,
/// where a character without a token costs ten more than the rarest token, and neighbouring unknown characters are one token.
[[nodiscard]] Result<std::unique_ptr<TokenModel>> parseUnigram(const JsonFields& fields);

} // namespace postern
