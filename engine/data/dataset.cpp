// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/dataset.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "engine/core/json.h"

namespace postern {

namespace {

constexpr std::size_t kMaxLabelsBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxRowDepth = 16;

/// A line may hold keys that are ignored and a text written in six-byte escapes, but not without bound.
std::size_t maxLineBytes(const DatasetLimits& limits) {
    return 8 * limits.maxTextBytes + 4096;
}

Result<std::string> textOf(Json& row, const char* key, const std::string& where, const DatasetLimits& limits) {
    const auto found = row.find(key);
    if (found == row.end() || !found->is_string())
        return fail(ErrorCode::DataMalformed, where, std::string(1, '"') + key + "\" is missing or not a string");
    auto& text = found->get_ref<std::string&>();
    if (text.size() > limits.maxTextBytes)
        return fail(ErrorCode::DataMalformed, where,
                    std::string("the ") + key + " has " + std::to_string(text.size()) + " bytes; the limit is " +
                        std::to_string(limits.maxTextBytes));
    return std::move(text);
}

/// A row of a task whose answers are free text.
Result<TaskRow> parseFreeRow(Json& row, const std::string& where, const DatasetLimits& limits) {
    if (row.contains("label") && !row.contains("answer"))
        return fail(ErrorCode::FileMissing, where, "the row has a label, but there is no labels.json beside the file");
    const bool instruct = row.contains("instruction");
    TaskRow parsed;
    POSTERN_ASSIGN(parsed.text, textOf(row, instruct ? "instruction" : "text", where, limits));
    if (instruct && row.contains("input")) {
        POSTERN_ASSIGN(const std::string input, textOf(row, "input", where, limits));
        if (!input.empty())
            parsed.text += "\n\n" + input;
    }
    POSTERN_ASSIGN(parsed.answer, textOf(row, instruct ? "output" : "answer", where, limits));
    return parsed;
}

Result<TaskRow> parseRow(std::string_view line, const std::string& where, const std::vector<std::string>& labels,
                         const DatasetLimits& limits) {
    if (line.empty() || line == "\r")
        return fail(ErrorCode::DataMalformed, where, "the line is empty");
    auto parsed = parseJson(line, where, {kMaxRowDepth, maxLineBytes(limits)});
    if (!parsed)
        return fail(ErrorCode::DataMalformed, where, parsed.error().detail);
    Json& row = *parsed;
    if (!row.is_object())
        return fail(ErrorCode::DataMalformed, where, "the line is not a JSON object");
    if (labels.empty()) {
        POSTERN_ASSIGN(TaskRow free, parseFreeRow(row, where, limits));
        if (free.answer.empty())
            return fail(ErrorCode::DataMalformed, where, "the answer is empty");
        return free;
    }
    POSTERN_ASSIGN(std::string content, textOf(row, "text", where, limits));
    const auto label = row.find("label");
    if (label == row.end() || !label->is_number_integer())
        return fail(ErrorCode::DataMalformed, where, "\"label\" is missing or not a whole number");
    // The unsigned check catches what does not fit the signed type; both name the number as the file has it.
    const bool inRange = label->is_number_unsigned() && label->get<std::uint64_t>() < labels.size();
    if (!inRange)
        return fail(ErrorCode::LabelUnknown, where, "label " + label->dump() + " of " + std::to_string(labels.size()) + " labels");
    const int index = label->get<int>();
    return TaskRow{std::move(content), labels[static_cast<std::size_t>(index)], index};
}

} // namespace

Result<std::vector<std::string>> readLabels(const std::filesystem::path& labelsJson) {
    POSTERN_ASSIGN(const Json json, readJsonFile(labelsJson, {kMaxRowDepth, kMaxLabelsBytes}));
    const auto malformed = [&](std::string detail) { return fail(ErrorCode::DataMalformed, labelsJson.string(), std::move(detail)); };
    if (!json.is_object() || !json.contains("labels") || !json["labels"].is_array())
        return malformed("\"labels\" is missing or not an array");
    std::vector<std::string> labels;
    std::set<std::string> seen;
    for (const Json& entry : json["labels"]) {
        if (!entry.is_string() || entry.get_ref<const std::string&>().empty())
            return malformed("label " + std::to_string(labels.size()) + " is empty or not a string");
        const auto& name = entry.get_ref<const std::string&>();
        if (!seen.insert(name).second)
            return malformed("the label \"" + printable(name, 80) + "\" occurs twice");
        labels.push_back(name);
    }
    if (labels.size() < 2)
        return malformed("at least two labels are needed");
    return labels;
}

Result<std::vector<std::string>> readTaskLabels(const std::filesystem::path& folder) {
    std::error_code none;
    if (!std::filesystem::exists(folder / "labels.json", none))
        return std::vector<std::string>();
    return readLabels(folder / "labels.json");
}

Result<Dataset> readDataset(const std::filesystem::path& jsonl, const std::vector<std::string>& labels, DatasetLimits limits) {
    POSTERN_ASSIGN(const std::string content, readTextFile(jsonl, limits.maxBytes));
    Dataset dataset;
    dataset.labels = labels;
    std::string_view rest = content;
    for (std::size_t lineNumber = 1; !rest.empty(); ++lineNumber) {
        if (dataset.rows.size() == limits.maxRows)
            return fail(ErrorCode::FileTooLarge, jsonl.string(), "it has more than " + std::to_string(limits.maxRows) + " rows");
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        POSTERN_ASSIGN(TaskRow row, parseRow(rest.substr(0, end), jsonl.string() + ":" + std::to_string(lineNumber), labels, limits));
        dataset.rows.push_back(std::move(row));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (dataset.rows.empty())
        return fail(ErrorCode::DataEmpty, jsonl.string(), "it has no line");
    return dataset;
}

Result<Dataset> readRowArray(const std::filesystem::path& json, std::size_t* leftOut, DatasetLimits limits) {
    POSTERN_ASSIGN(Json rows, readJsonFile(json, {kMaxRowDepth, limits.maxBytes}));
    if (!rows.is_array())
        return fail(ErrorCode::DataMalformed, json.string(), "it is not an array of rows");
    if (rows.size() > limits.maxRows)
        return fail(ErrorCode::FileTooLarge, json.string(), "it has more than " + std::to_string(limits.maxRows) + " rows");
    Dataset dataset;
    std::size_t empty = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string where = json.string() + ", row " + std::to_string(i + 1);
        if (!rows[i].is_object())
            return fail(ErrorCode::DataMalformed, where, "it is not a JSON object");
        POSTERN_ASSIGN(TaskRow row, parseFreeRow(rows[i], where, limits));
        if (row.answer.empty())
            ++empty;
        else
            dataset.rows.push_back(std::move(row));
    }
    if (leftOut)
        *leftOut = empty;
    if (dataset.rows.empty())
        return fail(ErrorCode::DataEmpty, json.string(), "it has no row with an answer");
    return dataset;
}

Result<int> labelIndex(const std::vector<std::string>& labels, const std::string& name) {
    std::string known;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == name)
            return static_cast<int>(i);
        known += (i == 0 ? "" : ", ") + printable(labels[i], 80);
    }
    return fail(ErrorCode::LabelUnknown, name, "the labels are: " + known);
}

} // namespace postern
