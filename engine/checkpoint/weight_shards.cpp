// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/weight_shards.h"

#include <set>
#include <system_error>
#include <utility>

#include "engine/checkpoint/folder_files.h"
#include "engine/checkpoint/safetensors_header.h"
#include "engine/core/json.h"

namespace postern {

namespace {

constexpr std::size_t kMaxIndexBytes = std::size_t{64} << 20;

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

Result<WeightShards> openIndexed(const std::filesystem::path& root, const std::string& subject) {
    POSTERN_ASSIGN(const auto indexPath, resolveInside(root, kIndexFile));
    if (!indexPath)
        return fail(ErrorCode::CheckpointIncomplete, subject, "there are no weights in the safetensors format", missingWeightsHint(root));
    POSTERN_ASSIGN(const auto map, readWeightMap(*indexPath));
    WeightShards result;
    result.indexed = true;
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
        result.names.push_back(name);
        for (const TensorView& tensor : shard.tensors()) {
            const auto listed = map.find(tensor.name);
            if (listed == map.end() || listed->second != name)
                return failIndex(*indexPath,
                                 named(name) + " holds the tensor " + named(tensor.name) + ", which the index does not place there");
            result.tensors.emplace(tensor.name, &tensor);
        }
        result.files.push_back(std::move(shard));
    }
    for (const auto& [tensor, file] : map) {
        if (!result.tensors.contains(tensor))
            return failIndex(*indexPath, "the tensor " + named(tensor) + " is not in " + named(file));
    }
    return result;
}

} // namespace

Result<WeightShards> WeightShards::open(const std::filesystem::path& root, const std::string& subject) {
    POSTERN_ASSIGN(const auto single, resolveInside(root, kWeightsFile));
    if (!single)
        return openIndexed(root, subject);
    POSTERN_ASSIGN(SafetensorsFile file, SafetensorsFile::open(*single));
    WeightShards result;
    result.names.emplace_back(kWeightsFile);
    for (const TensorView& tensor : file.tensors())
        result.tensors.emplace(tensor.name, &tensor);
    result.files.push_back(std::move(file));
    return result;
}

} // namespace postern
