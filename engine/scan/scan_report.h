// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/scan/finding.h"

namespace postern {

/// One thing in the scanned places: a file that was judged, or something that was skipped and why (see its findings).
struct ScannedFile {
    std::string file; ///< the given path, and below a folder the way to the file; printable
    std::uint64_t bytes = 0;
    std::string format; ///< by content: "safetensors", "zip", "text", "link", …
    Verdict verdict = Verdict::Accepted;
    std::string sha256; ///< empty where it was not computed

    friend bool operator==(const ScannedFile&, const ScannedFile&) = default;
};

/// The outcome of a scan: plain values, complete without the files.
struct ScanReport {
    std::vector<std::string> paths; ///< as given, printable
    Verdict verdict = Verdict::Accepted;
    std::string reason; ///< one sentence that names the worst finding
    std::vector<ScannedFile> files;
    std::vector<Finding> findings;                             ///< worst first, then in the order of the files
    std::vector<std::pair<std::string, std::uint64_t>> limits; ///< the scanner's own, by name
    bool hashed = false;                                       ///< every file that could be read has its SHA-256

    friend bool operator==(const ScanReport&, const ScanReport&) = default;
};

/// How many findings have that severity.
[[nodiscard]] std::size_t countOf(const ScanReport& report, Severity severity);

/// "model/x.bin, archive/data.pkl, byte 12": file, inside and offset as one text.
[[nodiscard]] std::string placeText(const Finding& finding);
/// The same without the file; empty where neither is known.
[[nodiscard]] std::string insideText(const Finding& finding);

/// Fills verdict and reason of the report, and the verdict of every file, from the findings, and sorts these.
void concludeReport(ScanReport& report);

} // namespace postern
