// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "engine/core/error.h"
#include "engine/run/run_record.h"

namespace postern {

/// Writes the report of a run as A4 PDF: selectable text, embedded fonts, figures as vectors, run.json and metrics.csv
/// attached. The limitations are always part of it. The creation date is that of the manifest, so the same record gives the
/// same bytes on the same machine (in a program that fixes Qt's hash seed, as postern-report does).
/// Needs a QApplication (offscreen will do); window thread only. Error: FileUnwritable and those of the disk.
[[nodiscard]] Result<void> writePdfReport(const RunRecord& record, const ReportModel& report, const std::filesystem::path& path);

/// The seed of a run as its manifest names it; absent in manifests without one.
[[nodiscard]] std::optional<std::int64_t> seedOf(const RunRecord& record);

} // namespace postern
