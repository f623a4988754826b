// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/checkpoint/gguf.h"

/// Hyper-parameters of a GGUF file, which stand under "<architecture>.", and small tensors that hold some.
namespace postern {

inline constexpr std::int64_t kMaxGgufSize = std::int64_t{1} << 24;

/// The whole key of `name`.
[[nodiscard]] std::string ggufKey(const GgufFile& file, std::string_view name);
/// ConfigUnsupported, with the file and the key.
[[nodiscard]] Failure refuseGguf(const GgufFile& file, const std::string& key, const std::string& detail);
/// A whole number from 1 to kMaxGgufSize. Error: ConfigUnsupported; an absent key only where there is no fallback.
[[nodiscard]] Result<std::int64_t> ggufSize(const GgufFile& file, std::string_view name, std::optional<std::int64_t> fallback = {});
/// A finite number, as its author wrote it. Errors: as above.
[[nodiscard]] Result<double> ggufReal(const GgufFile& file, std::string_view name, std::optional<double> fallback = {});
/// All values of a tensor, as their author wrote them; empty where it cannot be decoded.
[[nodiscard]] std::vector<double> ggufFloats(const GgufTensor& tensor);

} // namespace postern
