// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/core/json.h"
#include "engine/tokenizer/aligned_text.h"

namespace postern {

/// Changes text before it is cut. Immutable; const calls may run concurrently.
class Normalizer {
public:
    virtual ~Normalizer() = default;
    /// Error: TextNotEncodable when a regular expression passes its limit.
    [[nodiscard]] virtual Result<AlignedText> apply(AlignedText text) const = 0;
};

/// From the "normalizer" value; null gives a null pointer. Errors: TokenizerUnsupported, TokenizerMalformed.
[[nodiscard]] Result<std::unique_ptr<Normalizer>> parseNormalizer(const Json& value, const std::string& subject);

} // namespace postern
