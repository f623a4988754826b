// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "engine/core/error.h"

namespace postern::cli {

/// Writes the PDF report of a run by starting postern-report, which lies beside this program or in PATH: drawing pages
/// takes Qt, and this program does without. Blocks until it has ended.
/// Errors: FileMissing when there is no such program (a build without the window); FileUnwritable with what it said.
[[nodiscard]] Result<void> writePdfWithReporter(const std::filesystem::path& runFolder, const std::filesystem::path& output);

} // namespace postern::cli
