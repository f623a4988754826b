// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "engine/checkpoint/adapter_folder.h"
#include "engine/checkpoint/checkpoint_copy.h"

namespace postern {

/// Writes `base` with `adapter` merged into its weights, one tensor at a time, each in the type it has in the base; tensors
/// that the adapter does not touch keep their bytes. postern.json names both sources with their hashes. `created` as in
/// Provenance. Errors: those of AdapterFolder::checkAgainst, applyAdapter and writeLike.
[[nodiscard]] Result<WrittenCheckpoint> mergeAdapter(const CheckpointFolder& base, const AdapterFolder& adapter,
                                                     const std::filesystem::path& target, const std::string& created,
                                                     const JobContext& job = {});

} // namespace postern
