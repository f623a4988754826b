// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "engine/core/json.h"
#include "engine/tokenizer/aligned_text.h"

namespace postern {

/// Text between added tokens on its way to the model: pieces are ranges of `text`, in order, none empty or overlapping.
struct PreTokenized {
    AlignedText text;
    std::vector<ByteRange> pieces;
};

/// Cuts pieces smaller and may rewrite them. Immutable; const calls may run concurrently.
class PreTokenizer {
public:
    virtual ~PreTokenizer() = default;
    /// Error: TextNotEncodable when a regular expression passes its limit.
    [[nodiscard]] virtual Result<void> apply(PreTokenized& text) const = 0;
};

/// From the "pre_tokenizer" value; null gives a null pointer. Errors: TokenizerUnsupported, TokenizerMalformed.
[[nodiscard]] Result<std::unique_ptr<PreTokenizer>> parsePreTokenizer(const Json& value, const std::string& subject);

/// GPT-2's pre-tokenizer without a prefix space.
[[nodiscard]] Result<std::unique_ptr<PreTokenizer>> byteLevelPreTokenizer();

} // namespace postern
