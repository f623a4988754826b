// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/json.h"
#include "engine/scan/scan_report.h"

namespace postern {

/// A report as one document. Members of schema 1: schema, tool {name, version}, paths [text], verdict, meaning (of the verdict),
/// reason, counts {severity: number}, files [{file, bytes, format, verdict, sha256 or null}], findings [{rule, severity, file,
/// inside or null, offset or null, what, name, why, advice}], hashed, limits {name: number}.
[[nodiscard]] Json scanReportJson(const ScanReport& report);

} // namespace postern
