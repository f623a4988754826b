// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspection.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "engine/checkpoint/checkpoint_folder.h"
#include "engine/tokenizer/tokenizer_folder.h"

namespace postern::cli {

namespace {

Json problem(const Error& error) {
    return {{"code", errorCodeName(error.code)}, {"subject", printable(error.subject)}, {"detail", printable(error.detail, 600)}};
}

void describeTensors(const CheckpointFolder& folder, Json& document) {
    Json tensors = Json::array();
    Json dtypes = Json::object();
    for (const TensorView* tensor : folder.tensors()) {
        const std::string dtype(dtypeName(tensor->dtype));
        tensors.push_back({{"name", tensor->name}, {"dtype", dtype}, {"shape", tensor->shape}, {"bytes", tensor->bytes.size()}});
        Json& sum = dtypes[dtype];
        if (sum.is_null())
            sum = {{"tensors", 0}, {"elements", 0}, {"bytes", 0}};
        sum["tensors"] = sum["tensors"].get<std::int64_t>() + 1;
        sum["elements"] = sum["elements"].get<std::int64_t>() + tensor->elementCount();
        sum["bytes"] = sum["bytes"].get<std::uint64_t>() + tensor->bytes.size();
    }
    document["tensors"] = std::move(tensors);
    document["dtypes"] = std::move(dtypes);
    document["extra_tensors"] = folder.extraTensors();
}

Result<void> describeFiles(const CheckpointFolder& folder, bool hash, const JobContext& job, Json& document) {
    std::map<std::string, std::string> hashes;
    if (hash) {
        POSTERN_ASSIGN(hashes, hashCheckpoint(folder, job));
    }
    Json files = Json::array();
    for (const std::string& name : folder.files()) {
        std::error_code status;
        const auto bytes = std::filesystem::file_size(folder.path() / name, status);
        if (status)
            return fail(ErrorCode::FileUnreadable, (folder.path() / name).string(), status.message());
        Json entry = {{"file", name}, {"bytes", bytes}};
        if (hash)
            entry["sha256"] = hashes.at(name);
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

} // namespace

Result<Json> inspectCheckpoint(const InspectionOptions& options, const JobContext& job) {
    POSTERN_ASSIGN(const CheckpointFolder folder, CheckpointFolder::open(options.folder));
    Json document = {{"schema", 1},
                     {"tool", {{"name", "Postern"}, {"version", POSTERN_VERSION}}},
                     {"folder", options.folder.string()},
                     {"architecture", folder.config().modelType},
                     {"config", toJson(folder.config())},
                     {"parameters", folder.config().parameterCount()},
                     {"not_finite", nullptr},
                     {"problems", Json::array()}};
    describeTensors(folder, document);
    describeTokenizer(folder, document);
    POSTERN_TRY(describeFiles(folder, options.hash, job, document));
    if (options.values) {
        POSTERN_ASSIGN(const std::vector<NotFinite> found, scanNotFinite(folder, job));
        document["not_finite"] = Json::array();
        for (const NotFinite& tensor : found) {
            document["not_finite"].push_back({{"tensor", tensor.name}, {"count", tensor.count}});
            document["problems"].push_back(problem({ErrorCode::TensorMismatch,
                                                    tensor.name,
                                                    "rule 11: " + std::to_string(tensor.count) + " elements are NaN or infinite",
                                                    {},
                                                    nullptr}));
        }
    }
    return document;
}

} // namespace postern::cli
