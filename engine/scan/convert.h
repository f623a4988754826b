// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/core/progress.h"
#include "engine/scan/finding.h"

namespace postern {

/// The outcome of a conversion: done, or refused for what was found.
struct Conversion {
    bool done = false;
    std::vector<Finding> findings; ///< worst first
    std::size_t tensors = 0;
    std::vector<std::string> leftOut;           ///< entries of the pickles that are no tensors
    std::map<std::string, std::string> sources; ///< file name to SHA-256
};

/// Turns pickled weights into safetensors: one PyTorch file, or a folder with pytorch_model.bin or
/// pytorch_model.bin.index.json, whose companion files are copied. Values keep their bytes. Every file that is used is
/// scanned first; one finding that is worse than "a pickle is not loaded" and nothing is written. postern.json tells where the weights come
/// from. Errors: FileMissing, CheckpointIncomplete (no pickled weights there), TensorMismatch, those of writeCheckpoint, Cancelled.
[[nodiscard]] Result<Conversion> convertTorch(const std::filesystem::path& source, const std::filesystem::path& target,
                                              const JobContext& job = {});

} // namespace postern
