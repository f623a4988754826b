// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/tokenizer/json_fields.h"
#include "engine/tokenizer/model.h"

namespace postern {

/// Byte-pair encoding (Sennrich et al. 2016) as Hugging Face's library runs it: merges in order of rank, leftmost first,
/// from a heap, so that a piece of n characters costs n log n.
[[nodiscard]] Result<std::unique_ptr<TokenModel>> parseBpe(const JsonFields& fields);

} // namespace postern
