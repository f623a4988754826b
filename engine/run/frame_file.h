// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "engine/run/run_events.h"

/// Inside the folder: one key frame as a safetensors file. Tensors: "layer.N.pca" and, where it was computed, "layer.N.tsne",
/// F32 [point, 2]; "attackHit" U8 [point]. The metadata entry "frame" is a JSON text with all the rest.
namespace postern {

/// "frames/0007.safetensors"
[[nodiscard]] std::filesystem::path frameFileName(std::size_t index);

/// Every array of the frame must have `points` elements (t-SNE may be empty). Errors: RunFolderMalformed and those of writeSafetensors.
[[nodiscard]] Result<void> writeFrameFile(const std::filesystem::path& path, const Frame& frame, std::size_t points);

/// Errors: those of SafetensorsFile::open, RunFolderMalformed.
[[nodiscard]] Result<Frame> readFrameFile(const std::filesystem::path& path, std::size_t points);

} // namespace postern
