// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tokenizer/normalizer_steps.h"

namespace postern {

/// BERT's clean-up: controls go, white space becomes a space, ideographs get spaces around them, accents and capitals go. Without
/// "strip_accents" accents go where capitals do. Error: TokenizerMalformed.
[[nodiscard]] MadeNormalizer makeBertNormalizer(const JsonFields& fields);

} // namespace postern
