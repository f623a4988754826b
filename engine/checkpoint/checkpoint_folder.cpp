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

std::string named(std::string_view name) {
    return '"' + printable(name, 80) + '"';
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
    POSTERN_ASSIGN(result.m_weights, WeightShards::open(root, folder.string()));
    result.m_files.insert(result.m_files.end(), result.m_weights.names.begin(), result.m_weights.names.end());
    if (result.m_weights.indexed)
        result.m_files.emplace_back(kIndexFile);
    adaptToFile(result.m_config, [&](std::string_view name) { return result.find(name) != nullptr; });
    POSTERN_TRY(result.checkAgainstConfig());
    std::sort(result.m_files.begin(), result.m_files.end());
    return result;
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
    for (const auto& [name, tensor] : m_weights.tensors) {
        if (!used.contains(name))
            m_extra.push_back(name);
    }
    return {};
}

const TensorView* CheckpointFolder::find(std::string_view name) const {
    const auto found = m_weights.tensors.find(name);
    return found == m_weights.tensors.end() ? nullptr : found->second;
}

std::vector<const TensorView*> CheckpointFolder::tensors() const {
    std::vector<const TensorView*> views;
    for (const SafetensorsFile& shard : m_weights.files) {
        for (const TensorView& tensor : shard.tensors())
            views.push_back(&tensor);
    }
    return views;
}

Result<void> CheckpointFolder::checkUnchanged() const {
    for (const SafetensorsFile& shard : m_weights.files)
        POSTERN_TRY(shard.checkUnchanged());
    return {};
}

Result<void> CheckpointFolder::read(const TensorView& tensor, std::size_t offset, std::span<std::byte> out) const {
    for (const SafetensorsFile& shard : m_weights.files)
        if (shard.holds(tensor))
            return shard.read(tensor, offset, out);
    return fail(ErrorCode::Internal, m_path.string(), "a read of a tensor of another folder");
}

} // namespace postern
