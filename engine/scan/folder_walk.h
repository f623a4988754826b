// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/progress.h"
#include "engine/scan/scan_report.h"

namespace postern {

inline constexpr std::size_t kMaxScanDepth = 16;

/// A regular file that is to be judged.
struct WalkedFile {
    std::filesystem::path path;   ///< without links
    std::filesystem::path folder; ///< that lists it, without links
    std::string name;             ///< in that folder
    std::string shown;            ///< as in ScannedFile::file
};

/// Lists a folder without following a link out of it. Files to judge go to `files`; whatever is not a file is listed in the
/// report, with a finding where something was left out. At most `maxEntries` over all levels. Error: Cancelled.
[[nodiscard]] Result<void> walkFolder(const std::filesystem::path& root, const std::string& shown, std::size_t maxEntries,
                                      std::vector<WalkedFile>& files, ScanReport& report, const JobContext& job);

} // namespace postern
