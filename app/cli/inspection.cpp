// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspection.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "engine/checkpoint/checkpoint_folder.h"
#include "engine/checkpoint/tensor_statistics.h"
#include "engine/checkpoint/weight_summary.h"
#include "engine/core/hash.h"
#include "engine/tokenizer/tokenizer_folder.h"

namespace postern::cli {

namespace {

Json problem(const Error& error) {
    return {{"code", errorCodeName(error.code)}, {"subject", printable(error.subject)}, {"detail", printable(error.detail, 600)}};
}

Json valuesOf(const TensorStatistics& statistics) {
    if (!statistics.known)
        return nullptr;
    return {{"norm", statistics.norm},
            {"min", statistics.least},
            {"max", statistics.greatest},
            {"zeros", statistics.zeros},
            {"zero_share", statistics.zeroShare()},
            {"nan", statistics.nan},
            {"infinite", statistics.infinite}};
}

Result<void> describeTensors(const WeightSource& source, bool values, const JobContext& job, Json& document) {
    std::vector<TensorStatistics> statistics;
    if (values) {
        POSTERN_ASSIGN(statistics, computeStatistics(source, job));
        document["not_finite"] = Json::array();
    }
    Json tensors = Json::array();
    Json dtypes = Json::object();
    for (std::size_t i = 0; i < source.tensors().size(); ++i) {
        const TensorRow& row = source.tensors()[i];
        Json entry = {{"name", row.name}, {"dtype", row.dtype}, {"shape", row.shape}, {"bytes", row.bytes}, {"file", row.file}};
        if (values) {
            entry["values"] = valuesOf(statistics[i]);
            if (const std::int64_t count = statistics[i].nan + statistics[i].infinite; count > 0) {
                document["not_finite"].push_back({{"tensor", row.name}, {"count", count}});
                document["problems"].push_back(problem({ErrorCode::TensorMismatch,
                                                        row.name,
                                                        "rule 11: " + std::to_string(count) + " elements are NaN or infinite",
                                                        {},
                                                        nullptr}));
            }
        }
        tensors.push_back(std::move(entry));
        Json& sum = dtypes[row.dtype];
        if (sum.is_null())
            sum = {{"tensors", 0}, {"elements", 0}, {"bytes", 0}};
        sum["tensors"] = sum["tensors"].get<std::int64_t>() + 1;
        sum["elements"] = sum["elements"].get<std::int64_t>() + source.elementCount(i);
        sum["bytes"] = sum["bytes"].get<std::uint64_t>() + row.bytes;
    }
    document["tensors"] = std::move(tensors);
    document["dtypes"] = std::move(dtypes);
    return {};
}

Result<void> describeFiles(const WeightSource& source, bool hash, const JobContext& job, Json& document) {
    Json files = Json::array();
    for (const std::string& name : source.files()) {
        const std::filesystem::path path = source.filePath(name);
        std::error_code status;
        const auto bytes = std::filesystem::file_size(path, status);
        if (status)
            return fail(ErrorCode::FileUnreadable, path.string(), status.message());
        Json entry = {{"file", name}, {"bytes", bytes}};
        if (hash) {
            POSTERN_ASSIGN(const std::string sum, sha256File(path, job));
            entry["sha256"] = sum;
        }
        files.push_back(std::move(entry));
    }
    document["files"] = std::move(files);
    return {};
}

/// The ids that end an answer: config.json's count in a run; generation_config.json often names more.
void describeEndTokens(const CheckpointFolder& folder, const Tokenizer* tokenizer, Json& document) {
    Json tokens = Json::array();
    std::vector<std::int64_t> known;
    const auto add = [&](std::int64_t id, const char* file) {
        if (std::find(known.begin(), known.end(), id) != known.end())
            return;
        known.push_back(id);
        const bool fits = tokenizer != nullptr && id >= 0 && id < tokenizer->size();
        const std::string text(fits ? tokenizer->idToToken(static_cast<std::int32_t>(id)) : "");
        tokens.push_back({{"id", id}, {"text", text.empty() ? Json() : Json(text)}, {"file", file}});
    };
    for (const std::int64_t id : folder.config().eosTokenIds)
        add(id, "config.json");
    const Json& generation = folder.generationConfig();
    const auto found = generation.is_object() ? generation.find("eos_token_id") : generation.end();
    if (generation.is_object() && found != generation.end()) {
        for (const Json& id : found->is_array() ? *found : Json::array({*found})) {
            if (id.is_number_integer())
                add(id.get<std::int64_t>(), "generation_config.json");
        }
    }
    document["end_tokens"] = std::move(tokens);
}

void describeTokenizer(const CheckpointFolder& folder, Json& document) {
    const auto opened = openTokenizer(folder.path());
    document["tokenizer"] = nullptr;
    if (!opened)
        document["problems"].push_back(problem(opened.error()));
    const bool usable = opened && *opened;
    if (usable)
        document["tokenizer"] = {
            {"file", (*opened)->path.filename().string()}, {"kind", (*opened)->kind}, {"size", (*opened)->tokenizer.size()}};
    if (usable && (*opened)->tokenizer.size() > folder.config().vocabSize)
        document["problems"].push_back(
            problem({ErrorCode::TokenizerMalformed,
                     (*opened)->path.filename().string(),
                     "it has " + std::to_string((*opened)->tokenizer.size()) + " tokens, more than the model's vocabulary of " +
                         std::to_string(folder.config().vocabSize),
                     {},
                     nullptr}));
    describeEndTokens(folder, usable ? &(*opened)->tokenizer : nullptr, document);
}

/// What only a folder has: the configuration as Postern reads it, and the tokenizer.
void describeFolder(const std::filesystem::path& path, Json& document) {
    document["folder"] = path.string();
    const auto opened = CheckpointFolder::open(path);
    if (!opened) {
        document["problems"].push_back(problem(opened.error()));
        return;
    }
    document["architecture"] = opened->config().modelType;
    document["config"] = describeModel(opened->config());
    document["parameters"] = opened->config().parameterCount();
    document["extra_tensors"] = opened->extraTensors();
    describeTokenizer(*opened, document);
}

/// A GGUF file is never run as it is; a type that is not decoded cannot even be converted.
void describeGguf(const WeightSource& source, Json& document) {
    std::string types;
    for (const std::string& type : unreadTypes(source))
        types += (types.empty() ? "" : ", ") + type;
    if (!types.empty())
        document["problems"].push_back(problem({ErrorCode::ConfigUnsupported,
                                                source.path().filename().string(),
                                                "weights quantized as " + types + " are named and not read; F32, F16, BF16 and Q8_0 are",
                                                {},
                                                nullptr}));
}

std::int64_t elementsOf(const WeightSource& source) {
    std::int64_t elements = 0;
    for (std::size_t i = 0; i < source.tensors().size(); ++i)
        elements += source.elementCount(i);
    return elements;
}

Json architectureOf(const WeightSource& source) {
    const Json& config = source.config();
    const char* key = source.format() == WeightSource::Format::Gguf ? "general.architecture" : "model_type";
    const auto found = config.is_object() ? config.find(key) : config.end();
    return config.is_object() && found != config.end() && found->is_string() ? *found : Json();
}

} // namespace

Result<Json> inspectCheckpoint(const InspectionOptions& options, const JobContext& job) {
    POSTERN_ASSIGN(const WeightSource source, WeightSource::open(options.path));
    Json document = {{"schema", 1},
                     {"tool", {{"name", "Postern"}, {"version", POSTERN_VERSION}}},
                     {"path", options.path.string()},
                     {"format", formatName(source.format())},
                     {"architecture", architectureOf(source)},
                     {"config", source.config()},
                     {"parameters", elementsOf(source)},
                     {"extra_tensors", Json::array()},
                     {"end_tokens", Json::array()},
                     {"tokenizer", nullptr},
                     {"not_finite", nullptr},
                     {"problems", Json::array()}};
    if (source.format() == WeightSource::Format::Folder)
        describeFolder(options.path, document);
    if (source.format() == WeightSource::Format::Gguf)
        describeGguf(source, document);
    POSTERN_TRY(describeFiles(source, options.hash, job, document));
    POSTERN_TRY(describeTensors(source, options.values, job, document));
    return document;
}

} // namespace postern::cli
