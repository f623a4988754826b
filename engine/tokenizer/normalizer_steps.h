// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tokenizer/json_fields.h"
#include "engine/tokenizer/normalizer.h"

namespace postern {

/// The normalizers that need nothing but the text. All errors: TokenizerMalformed, and for an expression TokenizerUnsupported.
using MadeNormalizer = Result<std::unique_ptr<Normalizer>>;

[[nodiscard]] MadeNormalizer makePrepend(const JsonFields& fields);
[[nodiscard]] MadeNormalizer makeReplace(const JsonFields& fields);
[[nodiscard]] MadeNormalizer makeStrip(const JsonFields& fields);
[[nodiscard]] MadeNormalizer makeLowercase();
/// Removes marks (M); the text has to be decomposed before.
[[nodiscard]] MadeNormalizer makeStripAccents();
/// The clean-up of neural machine translation: some control characters go, some invisible ones become spaces.
[[nodiscard]] MadeNormalizer makeNmt();
/// Every byte becomes a character of GPT-2's alphabet.
[[nodiscard]] MadeNormalizer makeByteLevelNormalizer();

/// The lower case of a character without regard to its neighbours, appended to `text`.
void appendLowercase(std::string& text, char32_t codePoint);

} // namespace postern
