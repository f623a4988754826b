// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>

#include "engine/core/progress.h"
#include "engine/scan/scan_report.h"

namespace postern {

inline constexpr std::size_t kMaxScanEntries = 100'000;

struct ScanOptions {
    bool hash = true;                         ///< SHA-256 of every file, and the checksums of archives
    bool values = false;                      ///< read every weight and count what is not finite (rule 11)
    std::size_t maxEntries = kMaxScanEntries; ///< of a folder, over all its levels
    /// Receives the report with its verdict before the long reading (hashes, values) begins; may be empty.
    std::function<void(const ScanReport&)> judged = {};
};

/// Judges files and folders by their content without loading, unpickling or running anything. What is wrong with a file is a
/// finding, not an error. Reads headers only until `judged` was called, whatever the size of the files.
/// Errors: FileMissing and FileUnreadable for a given path that leads to nothing, before anything is judged; Cancelled.
[[nodiscard]] Result<ScanReport> scanPaths(std::span<const std::filesystem::path> paths, const ScanOptions& options = {},
                                           const JobContext& job = {});

} // namespace postern
