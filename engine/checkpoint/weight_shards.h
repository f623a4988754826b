// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/checkpoint/safetensors.h"

namespace postern {

/// Each shard keeps one descriptor open, and a process commonly has 1024.
inline constexpr std::size_t kMaxShards = 512;

/// The weights of a folder, in one file or in shards, mapped and checked against their index, and nothing else.
struct WeightShards {
    std::vector<SafetensorsFile> files;
    std::vector<std::string> names; ///< of the files, in the same order
    bool indexed = false;           ///< there is an index, model.safetensors.index.json
    /// Every tensor under its name; the views stay valid while `files` lives, also when this object is moved.
    std::map<std::string, const TensorView*, std::less<>> tensors;

    /// `root` is canonical. A single model.safetensors goes before an index, as in transformers.
    /// Errors: CheckpointIncomplete where there are no weights or the index does not fit, those of SafetensorsFile::open.
    [[nodiscard]] static Result<WeightShards> open(const std::filesystem::path& root, const std::string& subject);
};

} // namespace postern
