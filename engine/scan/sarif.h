// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/json.h"
#include "engine/scan/scan_report.h"

namespace postern {

/// A report in the Static Analysis Results Interchange Format 2.1.0 (OASIS): every rule, the findings as results, the files
/// as artifacts with their hashes. Dangerous and rejected are errors, inconclusive and unsupported warnings.
[[nodiscard]] Json scanReportSarif(const ScanReport& report);

/// A path as a URI reference: what RFC 3986 does not allow in a path is percent-encoded.
[[nodiscard]] std::string uriOf(std::string_view path);

} // namespace postern
