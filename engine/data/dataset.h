// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/error.h"

namespace postern {

/// One labelled passage.
struct LabelledText {
    std::string text;
    int label = 0; ///< index into the label names
};

/// Rows of one split and the names of their labels.
struct Dataset {
    std::vector<LabelledText> rows;
    std::vector<std::string> labels;
};

/// Limits for data of untrusted origin.
struct DatasetLimits {
    std::size_t maxBytes = std::size_t{1} << 30;
    std::size_t maxRows = 5'000'000;
    std::size_t maxTextBytes = std::size_t{1} << 20;
};

/// Reads label names: {"labels": [name, …]}, at least two, distinct, not empty. Errors: those of readJsonFile, DataMalformed.
[[nodiscard]] Result<std::vector<std::string>> readLabels(const std::filesystem::path& labelsJson);

/// Reads JSON Lines, {"text": string, "label": integer} a line, other keys ignored; a line is never empty. Errors name
/// file and line: DataMalformed (also a text or line over the limit), LabelUnknown (an index outside `labels`); for the
/// whole file DataEmpty, FileTooLarge (bytes or rows), FileMissing, FileUnreadable.
[[nodiscard]] Result<Dataset> readDataset(const std::filesystem::path& jsonl, const std::vector<std::string>& labels,
                                          DatasetLimits limits = {});

/// The index of a label name. Error: LabelUnknown, listing the names there are.
[[nodiscard]] Result<int> labelIndex(const std::vector<std::string>& labels, const std::string& name);

} // namespace postern
