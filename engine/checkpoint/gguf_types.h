// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "engine/core/error.h"

namespace postern {

/// How a tensor of a GGUF file is stored. Elements lie in blocks of `blockElements` along the last dimension.
/// Numbers, names and sizes are those of ggml's list of types.
struct GgufType {
    std::uint32_t number = 0;
    std::string_view name; ///< "Q8_0"
    std::uint32_t blockElements = 1;
    std::uint32_t blockBytes = 1;
    bool decoded = false; ///< its values can be read: F32, F16, BF16, F64, Q8_0 and the integers
};

/// Every type that is known by name and size.
[[nodiscard]] std::span<const GgufType> ggufTypes();

/// Null for a number that is not known, also for one that ggml has withdrawn.
[[nodiscard]] const GgufType* findGgufType(std::uint32_t number);

/// Whether tensors of the type can become weights: F32, F16, BF16 and Q8_0.
[[nodiscard]] bool isGgufWeightType(const GgufType& type);

/// Decodes whole blocks to float32. Q8_0 is a half-precision scale and 32 signed bytes, whose products float32 holds exactly.
/// `bytes` holds `out.size() / blockElements` blocks. Errors: ConfigUnsupported, with the type's name, where it is not
/// decoded; TensorMismatch where the sizes do not match.
[[nodiscard]] Result<void> decodeGguf(const GgufType& type, std::span<const std::byte> bytes, std::span<float> out);

} // namespace postern
