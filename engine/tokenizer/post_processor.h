// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/core/json.h"
#include "engine/tokenizer/tokenizer.h"

namespace postern {

/// What a post-processor may ask of the tokenizer it belongs to: the text of an id (empty for an unused one).
using TokenText = std::function<std::string_view(std::int32_t)>;

/// Adds special tokens or trims offsets after the model. Immutable; const calls may run concurrently.
class PostProcessor {
public:
    virtual ~PostProcessor() = default;
    virtual void apply(std::vector<Token>& tokens, bool addSpecial, const TokenText& textOf) const = 0;
};

/// From the "post_processor" value; null gives a null pointer. Errors: TokenizerUnsupported, TokenizerMalformed
/// (a template that names an id without a token included).
[[nodiscard]] Result<std::unique_ptr<PostProcessor>> parsePostProcessor(const Json& value, const std::string& subject,
                                                                        const TokenText& textOf);

} // namespace postern
