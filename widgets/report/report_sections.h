// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run_record.h"
#include "widgets/report/page_layout.h"

/// The parts of the PDF report, in the order of the pages. Each writes onto the layout and leaves the cursor behind itself.
namespace postern {

/// Title block, question, answer, three figures, warnings: what a hurried reader sees, on one page.
void writeSummary(PageLayout& page, const ReportModel& report);
void writeProvenance(PageLayout& page, const ReportModel& report);
/// Before/after tables with a small range plot per row.
void writeResults(PageLayout& page, const ReportModel& report);
/// Curves, projections and losses as vectors, and the separation table.
void writeFigures(PageLayout& page, const RunRecord& record);
void writeMethod(PageLayout& page, const ReportModel& report);
void writeLimitations(PageLayout& page, const ReportModel& report);
void writeAppendix(PageLayout& page, const ReportModel& report);

/// Untrusted or stored text for paper: hidden characters visible, long words may break anywhere.
[[nodiscard]] QString paperText(const std::string& text);

} // namespace postern
