// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tokenizer/charsmap.h"
#include "engine/tokenizer/normalizer_steps.h"

namespace postern {

/// SentencePiece's normalization by a map: from left to right the longest text of the map is replaced, other characters stay.
[[nodiscard]] MadeNormalizer makePrecompiled(const JsonFields& fields);

} // namespace postern
