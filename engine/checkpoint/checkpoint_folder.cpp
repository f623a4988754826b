// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/checkpoint_folder.h"

#include <algorithm>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "engine/checkpoint/folder_files.h"
#include "engine/checkpoint/safetensors_header.h"

namespace postern {

namespace {

constexpr std::size_t kMaxConfigBytes = std::size_t{4} << 20;
constexpr std::size_t kMaxIndexBytes = std::size_t{64} << 20;
// Each shard keeps one descriptor open, and a process commonly has 1024.
constexpr std::size_t kMaxShards = 512;

Failure failIndex(const std::filesystem::path& path, const std::string& detail) {
    return fail(ErrorCode::CheckpointIncomplete, path.string(), "shard index: " + detail);
}

std::string named(std::string_view name) {
    return '"' + printable(name, 80) + '"';
}

/// The weight_map of an index: tensor name → shard file name, every one a string and every file name plain.
Result<std::map<std::string, std::string>> readWeightMap(const std::filesystem::path& path) {
    POSTERN_ASSIGN(const Json index, readJsonFile(path, {.maxDepth = 8, .maxBytes = kMaxIndexBytes}));
    const auto found = index.is_object() ? index.find("weight_map") : index.end();
    if (found == index.end() || !found->is_object() || found->empty())
        return failIndex(path, "there is no \"weight_map\" object with entries");
    std::map<std::string, std::string> map;
    for (const auto& [name, file] : found->items()) {
        if (!isCleanName(name))
            return failIndex(path, "the tensor name " + named(name) + " is not allowed");
        if (!file.is_string())
            return failIndex(path, "the file of " + named(name) + " is not text");
        const auto& fileName = file.get_ref<const std::string&>();
        if (!isPlainFileName(fileName) || !fileName.ends_with(".safetensors"))
            return failIndex(path, named(fileName) + " is not the plain name of a .safetensors file");
        map.emplace(name, fileName);
    }
    return map;
}

/// Says what is there instead of weights, because pickled weights are the common case.
std::string missingWeightsHint(const std::filesystem::path& root) {
    std::error_code status;
    for (const char* name : {"pytorch_model.bin", "pytorch_model.bin.index.json", "consolidated.00.pth", "model.pt"}) {
        if (std::filesystem::exists(root / name, status))
            return std::string(name) + " is a pickle, which can run code and is never loaded; convert the checkpoint to safetensors first";
    }
    return "Choose the folder that holds model.safetensors or model.safetensors.index.json";
}

} // namespace

Result<CheckpointFolder> CheckpointFolder::open(const std::filesystem::path& folder) {
    std::error_code status;
    const std::filesystem::path root = std::filesystem::canonical(folder, status);
    if (status)
        return fail(ErrorCode::FileMissing, folder.string(), status.message());
    if (!std::filesystem::is_directory(root, status))
        return fail(ErrorCode::CheckpointIncomplete, folder.string(), "it is not a folder", "Choose the folder, not a file inside it");
    CheckpointFolder result;
    result.m_path = folder;

    POSTERN_ASSIGN(const auto configPath, resolveInside(root, kConfigFile));
    if (!configPath)
        return fail(ErrorCode::CheckpointIncomplete, folder.string(), "there is no config.json");
    POSTERN_ASSIGN(result.m_configJson, readJsonFile(*configPath, {.maxDepth = 32, .maxBytes = kMaxConfigBytes}));
    POSTERN_ASSIGN(result.m_config, parseModelConfig(result.m_configJson, configPath->string()));
    POSTERN_ASSIGN(const auto generationPath, resolveInside(root, kGenerationConfigFile));
    if (generationPath) {
        POSTERN_ASSIGN(result.m_generationConfig, readJsonFile(*generationPath, {.maxDepth = 32, .maxBytes = kMaxConfigBytes}));
        if (!result.m_generationConfig.is_object())
            return fail(ErrorCode::JsonMalformed, generationPath->string(), "it is not a JSON object");
    }
    for (const std::string_view name : kCompanionFiles) {
        POSTERN_ASSIGN(const auto companion, resolveInside(root, name));
        if (companion)
            result.m_files.emplace_back(name);
    }
    POSTERN_TRY(result.openWeights(root));
    adaptToFile(result.m_config, [&](std::string_view name) { return result.find(name) != nullptr; });
    POSTERN_TRY(result.checkAgainstConfig());
    std::sort(result.m_files.begin(), result.m_files.end());
    return result;
}

/// A single file goes before an index, as in transformers.
Result<void> CheckpointFolder::openWeights(const std::filesystem::path& root) {
    POSTERN_ASSIGN(const auto single, resolveInside(root, kWeightsFile));
    if (!single)
        return openShards(root);
    POSTERN_ASSIGN(SafetensorsFile file, SafetensorsFile::open(*single));
    m_files.emplace_back(kWeightsFile);
    for (const TensorView& tensor : file.tensors())
        m_tensors.emplace(tensor.name, &tensor);
    m_shards.push_back({std::string(kWeightsFile), std::move(file)});
    return {};
}

Result<void> CheckpointFolder::openShards(const std::filesystem::path& root) {
    POSTERN_ASSIGN(const auto indexPath, resolveInside(root, kIndexFile));
    if (!indexPath)
        return fail(ErrorCode::CheckpointIncomplete, m_path.string(), "there are no weights in the safetensors format",
                    missingWeightsHint(root));
    POSTERN_ASSIGN(const auto map, readWeightMap(*indexPath));
    m_files.emplace_back(kIndexFile);
    std::set<std::string> names;
    for (const auto& [tensor, file] : map)
        names.insert(file);
    if (names.size() > kMaxShards)
        return failIndex(*indexPath, std::to_string(names.size()) + " shards; the limit is " + std::to_string(kMaxShards));
    for (const std::string& name : names) {
        POSTERN_ASSIGN(const auto shardPath, resolveInside(root, name));
        if (!shardPath)
            return failIndex(*indexPath, "the shard " + named(name) + " is missing");
        POSTERN_ASSIGN(SafetensorsFile shard, SafetensorsFile::open(*shardPath));
        m_files.push_back(name);
        for (const TensorView& tensor : shard.tensors()) {
            const auto listed = map.find(tensor.name);
            if (listed == map.end() || listed->second != name)
                return failIndex(*indexPath,
                                 named(name) + " holds the tensor " + named(tensor.name) + ", which the index does not place there");
            m_tensors.emplace(tensor.name, &tensor);
        }
        m_shards.push_back({name, std::move(shard)});
    }
    for (const auto& [tensor, file] : map) {
        if (!m_tensors.contains(tensor))
            return failIndex(*indexPath, "the tensor " + named(tensor) + " is not in " + named(file));
    }
    return {};
}

/// Rule 10.
Result<void> CheckpointFolder::checkAgainstConfig() {
    const auto broken = [&](ErrorCode code, const std::string& detail) { return fail(code, m_path.string(), "rule 10: " + detail); };
    std::set<std::string, std::less<>> used;
    for (const ModelConfig::ExpectedTensor& expected : m_config.expectedTensors()) {
        const TensorView* tensor = find(expected.name);
        if (!tensor)
            return broken(ErrorCode::CheckpointIncomplete, "the tensor " + named(expected.name) + " is missing");
        if (tensor->shape != expected.shape)
            return broken(ErrorCode::TensorMismatch, named(expected.name) + " has the shape " + shapeText(tensor->shape) +
                                                         "; config.json asks for " + shapeText(expected.shape));
        if (!isComputable(tensor->dtype))
            return broken(ErrorCode::TensorMismatch, named(expected.name) + " has elements of type " +
                                                         std::string(dtypeName(tensor->dtype)) + ", which cannot be computed with");
        used.insert(expected.name);
    }
    for (const auto& [name, tensor] : m_tensors) {
        if (!used.contains(name))
            m_extra.push_back(name);
    }
    return {};
}

const TensorView* CheckpointFolder::find(std::string_view name) const {
    const auto found = m_tensors.find(name);
    return found == m_tensors.end() ? nullptr : found->second;
}

std::vector<const TensorView*> CheckpointFolder::tensors() const {
    std::vector<const TensorView*> views;
    for (const Shard& shard : m_shards) {
        for (const TensorView& tensor : shard.file.tensors())
            views.push_back(&tensor);
    }
    return views;
}

Result<void> CheckpointFolder::checkUnchanged() const {
    for (const Shard& shard : m_shards)
        POSTERN_TRY(shard.file.checkUnchanged());
    return {};
}

void CheckpointFolder::release(const TensorView& tensor) const {
    for (const SafetensorsFile& shard : m_shards)
        shard.release(tensor);
}

} // namespace postern
