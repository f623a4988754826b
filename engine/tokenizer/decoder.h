// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/core/json.h"

namespace postern {

/// Turns the texts of tokens back into text, step by step. Immutable; const calls may run concurrently.
class Decoder {
public:
    virtual ~Decoder() = default;
    [[nodiscard]] virtual std::vector<std::string> apply(std::vector<std::string> tokens) const = 0;
};

/// From the "decoder" value; null gives a null pointer. Errors: TokenizerUnsupported, TokenizerMalformed.
[[nodiscard]] Result<std::unique_ptr<Decoder>> parseDecoder(const Json& value, const std::string& subject);

} // namespace postern
