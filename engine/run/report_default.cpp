// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_record.h"
#include "engine/run/runner.h"

namespace postern {

// Apart from the rest, so that a program without a runner can link the report.
Result<ReportModel> buildReport(const RunRecord& record) {
    return buildReport(record, runParameters());
}

} // namespace postern
