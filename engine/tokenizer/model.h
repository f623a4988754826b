// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.h"
#include "engine/tokenizer/aligned_text.h"

namespace postern {

/// A token of a model: bytes [begin, end) of the text that was encoded (end may equal begin for the bytes of an affix).
struct ModelToken {
    std::int32_t id = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// The part of a tokenizer that turns pieces of text into ids. Immutable; const calls may run concurrently.
class TokenModel {
public:
    virtual ~TokenModel() = default;

    /// Appends the tokens of every piece of the valid UTF-8 `text`. Error: TextNotEncodable.
    [[nodiscard]] virtual Result<void> encode(std::string_view text, std::span<const ByteRange> pieces,
                                              std::vector<ModelToken>& tokens) const = 0;
    /// The same for the text at the very start of what is encoded; some models treat it otherwise.
    [[nodiscard]] virtual Result<void> encodeFirst(std::string_view text, std::span<const ByteRange> pieces,
                                                   std::vector<ModelToken>& tokens) const {
        return encode(text, pieces, tokens);
    }
    [[nodiscard]] virtual std::optional<std::int32_t> tokenToId(std::string_view token) const = 0;
    [[nodiscard]] virtual std::string_view idToToken(std::int32_t id) const = 0; ///< empty for an unused id
    [[nodiscard]] virtual std::int64_t size() const = 0;                         ///< largest id + 1
};

/// The kind of a "model" value that parseModel has accepted: its type, or what the fields of an older file without one tell.
[[nodiscard]] std::string modelKind(const Json& value);

/// From the "model" value. Errors: TokenizerUnsupported (by name), TokenizerMalformed.
[[nodiscard]] Result<std::unique_ptr<TokenModel>> parseModel(const Json& value, const std::string& subject);

} // namespace postern
