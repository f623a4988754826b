// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

#include "engine/checkpoint/gguf_types.h"
#include "engine/checkpoint/safetensors.h"

namespace postern {

/// Elements of any type of the safetensors format as numbers, also of those that cannot become weights: small floats,
/// whole numbers, truth values. To float32, F64 and wide integers are rounded; to double, only the largest integers.
/// Error: TensorMismatch where the sizes do not match.
[[nodiscard]] Result<void> decodeElements(Dtype dtype, std::span<const std::byte> bytes, std::span<float> out);
[[nodiscard]] Result<void> decodeElements(Dtype dtype, std::span<const std::byte> bytes, std::span<double> out);

/// The same for the types of GGUF; errors of decodeGguf.
[[nodiscard]] Result<void> decodeGgufElements(const GgufType& type, std::span<const std::byte> bytes, std::span<float> out);
[[nodiscard]] Result<void> decodeGgufElements(const GgufType& type, std::span<const std::byte> bytes, std::span<double> out);

} // namespace postern
