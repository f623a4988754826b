// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/error.h"

namespace postern {

/// One row of a task: what is asked, and what a good model answers.
struct TaskRow {
    std::string text;
    std::string answer; ///< the true answer; the label's name where the task is a classification
    int label = -1;     ///< index into the label names; −1 where answers are free text
};

/// Rows of one split and the names of their labels; none where answers are free text.
struct Dataset {
    std::vector<TaskRow> rows;
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

/// Reads JSON Lines, other keys ignored; a line is never empty. With labels a row is {"text": string, "label": integer}; without
/// it is {"text": string, "answer": string} or {"instruction": string, "input"?: string, "output": string}, where an input
/// follows the instruction after an empty line. Errors name file and line: DataMalformed (also an empty answer, a text or line over the
/// limit), LabelUnknown (an index outside `labels`); for the whole file DataEmpty, FileTooLarge (bytes or rows), FileMissing,
/// FileUnreadable.
[[nodiscard]] Result<Dataset> readDataset(const std::filesystem::path& jsonl, const std::vector<std::string>& labels,
                                          DatasetLimits limits = {});

/// A JSON array of rows in Alpaca's form, {"instruction", "input"?, "output"}, as published sets have them. Rows with an empty answer
/// are left out and counted in `leftOut` (may be null). Errors: those of readJsonFile; DataMalformed, DataEmpty, FileTooLarge as above.
[[nodiscard]] Result<Dataset> readRowArray(const std::filesystem::path& json, std::size_t* leftOut = nullptr, DatasetLimits limits = {});

/// The label names of a folder of data; none where it has no labels.json, which makes it a task of free answers.
[[nodiscard]] Result<std::vector<std::string>> readTaskLabels(const std::filesystem::path& folder);

/// The index of a label name. Error: LabelUnknown, listing the names there are.
[[nodiscard]] Result<int> labelIndex(const std::vector<std::string>& labels, const std::string& name);

} // namespace postern
