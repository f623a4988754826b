// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tokenizer/decoder.h"
#include "engine/tokenizer/json_fields.h"

namespace postern {

/// The decoders that hold no others. Errors: TokenizerMalformed, and for an expression TokenizerUnsupported.
using MadeDecoder = Result<std::unique_ptr<Decoder>>;

[[nodiscard]] MadeDecoder makeByteLevelDecoder();
[[nodiscard]] MadeDecoder makeByteFallbackDecoder();
[[nodiscard]] MadeDecoder makeFuseDecoder();
[[nodiscard]] MadeDecoder makeReplaceDecoder(const JsonFields& fields);
[[nodiscard]] MadeDecoder makeStripDecoder(const JsonFields& fields);
[[nodiscard]] MadeDecoder makeMetaspaceDecoder(const JsonFields& fields);
[[nodiscard]] MadeDecoder makeBpeDecoder(const JsonFields& fields);
[[nodiscard]] MadeDecoder makeWordPieceDecoder(const JsonFields& fields);
[[nodiscard]] MadeDecoder makeCtcDecoder(const JsonFields& fields);

} // namespace postern
