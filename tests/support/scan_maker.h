// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scan/scan.h"
#include "tests/support/files.h"

namespace postern::test {

/// The report on one path; an empty one where the scan itself failed.
inline ScanReport scanOf(const std::filesystem::path& path, bool hash = false, bool values = false) {
    const std::vector<std::filesystem::path> paths = {path};
    return scanPaths(paths, {.hash = hash, .values = values}).value_or(ScanReport());
}

/// The report on these bytes under this name.
inline ScanReport scanOfBytes(std::string_view bytes, std::string_view name) {
    const TemporaryFolder folder;
    writeBytes(folder.file(name), bytes);
    return scanOf(folder.file(name));
}

/// The first finding of that rule whose sentence or place holds the fragment; null where there is none.
inline const Finding* findingOf(const ScanReport& report, std::string_view rule, std::string_view fragment = {}) {
    const auto found = std::find_if(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
        return finding.rule == rule &&
               (finding.what.find(fragment) != std::string::npos || insideText(finding).find(fragment) != std::string::npos);
    });
    return found == report.findings.end() ? nullptr : &*found;
}

/// All findings, a line each, for the message of a test that fails.
inline std::string findingsText(const ScanReport& report) {
    std::string text = std::string(verdictName(report.verdict)) + '\n';
    for (const Finding& finding : report.findings)
        text += finding.rule + " | " + insideText(finding) + " | " + finding.what + '\n';
    return text;
}

} // namespace postern::test
