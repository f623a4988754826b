// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/error.h"

namespace postern {

inline constexpr std::string_view kConfigFile = "config.json";
inline constexpr std::string_view kGenerationConfigFile = "generation_config.json";
inline constexpr std::string_view kWeightsFile = "model.safetensors";
inline constexpr std::string_view kIndexFile = "model.safetensors.index.json";
inline constexpr std::string_view kProvenanceFile = "postern.json";

/// Small files that belong to a checkpoint beside its weights and stay true when only weights change.
/// A README is not among them: a model card describes the model as it was.
inline constexpr std::array<std::string_view, 16> kCompanionFiles = {
    kConfigFile,
    kGenerationConfigFile,
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "tokenizer.model",
    "vocab.json",
    "vocab.txt",
    "merges.txt",
    "chat_template.jinja",
    "chat_template.json",
    "LICENSE",
    "LICENSE.txt",
    "LICENSE.md",
    "NOTICE",
};

/// The largest config.json that is read.
inline constexpr std::size_t kMaxConfigBytes = std::size_t{4} << 20;

/// The largest companion file that is read or copied.
inline constexpr std::size_t kMaxCompanionBytes = std::size_t{256} << 20;

/// Where a plain file name leads inside `root` (canonical). Nothing where there is no such file. Refused: a name with a
/// separator, a link that leads out of `root`, anything that is not a regular file. Errors: FileUnreadable.
[[nodiscard]] Result<std::optional<std::filesystem::path>> resolveInside(const std::filesystem::path& root, std::string_view name);

/// Whether `name` can only mean a file directly inside a folder.
[[nodiscard]] bool isPlainFileName(std::string_view name);

} // namespace postern
