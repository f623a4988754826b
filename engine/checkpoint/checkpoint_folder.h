// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/checkpoint/model_config.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/checkpoint/weight_shards.h"

namespace postern {

/// An opened Hugging Face checkpoint folder: configuration and mapped weights, checked against each other (rule 10).
/// Nothing is converted or copied yet.
class CheckpointFolder {
public:
    /// model.safetensors, or the shards of model.safetensors.index.json (shard names must be plain file names inside
    /// the folder; no symbolic link may leave it). Errors name file and rule.
    [[nodiscard]] static Result<CheckpointFolder> open(const std::filesystem::path& folder);

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] const ModelConfig& config() const { return m_config; }
    [[nodiscard]] const Json& configJson() const { return m_configJson; }
    [[nodiscard]] const Json& generationConfig() const { return m_generationConfig; } ///< null where absent
    /// The tensor under its Hugging Face name; null where the file does not have it.
    [[nodiscard]] const TensorView* find(std::string_view name) const;
    [[nodiscard]] std::vector<const TensorView*> tensors() const;
    /// The weights files with the names they have in the folder.
    [[nodiscard]] const WeightShards& weights() const { return m_weights; }
    /// Names that the architecture does not use (listed, not refused: "rotary_emb.inv_freq" and the like).
    [[nodiscard]] const std::vector<std::string>& extraTensors() const { return m_extra; }
    /// Files the verdict rests on, relative names, sorted; for hashing.
    [[nodiscard]] std::vector<std::string> files() const { return m_files; }
    /// See SafetensorsFile::checkUnchanged; all shards.
    [[nodiscard]] Result<void> checkUnchanged() const;
    /// See SafetensorsFile::read; `tensor` is one that find() gave.
    [[nodiscard]] Result<void> read(const TensorView& tensor, std::size_t offset, std::span<std::byte> out) const;

private:
    std::filesystem::path m_path;
    ModelConfig m_config;
    Json m_configJson;
    Json m_generationConfig;
    WeightShards m_weights;
    std::vector<std::string> m_extra;
    std::vector<std::string> m_files;

    Result<void> checkAgainstConfig();
};

/// Rule 11: tensors with NaN or infinite elements, and how many; empty when every element is finite. Reads every byte.
struct NotFinite {
    std::string name;
    std::int64_t count = 0;
};
[[nodiscard]] Result<std::vector<NotFinite>> scanNotFinite(const CheckpointFolder& folder, const JobContext& job = {});

/// SHA-256 of every file the checkpoint consists of: relative name → hash.
[[nodiscard]] Result<std::map<std::string, std::string>> hashCheckpoint(const CheckpointFolder& folder, const JobContext& job = {});

/// Writes a checkpoint folder next to nothing or over an earlier one: weights as one model.safetensors, and every small
/// file of `source` that is still true copied unchanged (config, tokenizer, generation config, licence). Each file
/// atomically. `provenance` (unless null) becomes postern.json, which is written last: where it stands, the folder is whole.
/// Errors: those of writeSafetensors; Usage where the target is the source; FileUnwritable where the target holds files of
/// another checkpoint that would contradict this one.
[[nodiscard]] Result<void> writeCheckpoint(const std::filesystem::path& target, const std::filesystem::path& source,
                                           std::span<const TensorToWrite> tensors, const Json& provenance, const JobContext& job = {});

} // namespace postern
