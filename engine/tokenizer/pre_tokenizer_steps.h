// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tokenizer/json_fields.h"
#include "engine/tokenizer/pre_tokenizer.h"

namespace postern {

/// The pre-tokenizers that hold no others. Errors: TokenizerMalformed, TokenizerUnsupported (an unknown behaviour, an expression
/// that is not understood).
using MadePreTokenizer = Result<std::unique_ptr<PreTokenizer>>;

[[nodiscard]] MadePreTokenizer makeByteLevel(const JsonFields& fields);
[[nodiscard]] MadePreTokenizer makeSplit(const JsonFields& fields);
[[nodiscard]] MadePreTokenizer makeMetaspace(const JsonFields& fields);
[[nodiscard]] MadePreTokenizer makeDigits(const JsonFields& fields);
[[nodiscard]] MadePreTokenizer makePunctuation(const JsonFields& fields);
[[nodiscard]] MadePreTokenizer makeCharDelimiterSplit(const JsonFields& fields);
[[nodiscard]] MadePreTokenizer makeFixedLength(const JsonFields& fields);
[[nodiscard]] MadePreTokenizer makeWhitespace();
[[nodiscard]] MadePreTokenizer makeWhitespaceSplit();
[[nodiscard]] MadePreTokenizer makeBertPreTokenizer();
[[nodiscard]] MadePreTokenizer makeUnicodeScripts();

} // namespace postern
