// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/checkpoint/checkpoint_folder.h"

namespace postern {

/// Asked once for each tensor of the source, extras and a tied head's copy included: fills `out`, the tensor's bytes in its own
/// type, and says true; or says false for "as it was". An empty function says false to everything.
using TensorProvider = std::function<Result<bool>(const TensorView& tensor, std::span<std::byte> out)>;

struct WrittenCheckpoint {
    std::vector<std::string> weightFiles; ///< names inside the folder
    std::int64_t changed = 0;             ///< tensors that the provider filled
    std::int64_t unchanged = 0;
};

/// Writes a checkpoint that is `source` with other values: the same weights files with the same headers (names, types, shapes,
/// order, metadata), the same index, and every companion file that is still true, byte for byte. What the provider leaves
/// alone is copied, so that a file without a changed tensor is the same file. Needs one tensor of memory.
/// The whole folder appears at once under its name: it is written beside it and renamed. `target` must not exist or be empty.
/// `provenance`, unless null, becomes postern.json.
/// Errors: Usage, FileUnwritable, DiskFull (asked before anything is written), HashMismatch where the source changes
/// meanwhile, Cancelled, and the provider's own.
[[nodiscard]] Result<WrittenCheckpoint> writeLike(const CheckpointFolder& source, const std::filesystem::path& target,
                                                  const TensorProvider& provider, const Json& provenance, const JobContext& job = {});

/// Stores float32 values in a tensor's own type, for a provider: false where that would give the bytes that are there.
/// Elements whose value did not change keep their bits, F64 ones too. Error: TensorMismatch.
[[nodiscard]] Result<bool> storeValues(const TensorView& tensor, std::span<const float> values, std::span<std::byte> out);

} // namespace postern
