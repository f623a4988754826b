// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/checkpoint/adapter_config.h"
#include "engine/checkpoint/checkpoint_folder.h"
#include "engine/checkpoint/safetensors.h"

namespace postern {

/// The low-rank change of one module's weight: scale · B A. The views live as long as the AdapterFolder.
struct AdapterModule {
    std::string module;     ///< "model.layers.0.self_attn.q_proj"
    bool embedding = false; ///< the weight is [in, out] with in the vocabulary, and so is the change
    std::int64_t rank = 0;
    std::int64_t in = 0;
    std::int64_t out = 0;
    double scale = 1;
    const TensorView* a = nullptr;         ///< [rank, in]
    const TensorView* b = nullptr;         ///< [out, rank]
    const TensorView* magnitude = nullptr; ///< [out]; only with DoRA
    const TensorView* biasOfB = nullptr;   ///< [out]; only with lora_bias
};

/// A PEFT adapter folder: adapter_config.json and adapter_model.safetensors (mapped, by the rules of SECURITY.md), with every
/// tensor accounted for. Immutable; movable. A pickled adapter_model.bin is refused.
class AdapterFolder {
public:
    /// Errors name file and rule: FileMissing, CheckpointIncomplete, ConfigUnsupported, SafetensorsRule, TensorMismatch.
    [[nodiscard]] static Result<AdapterFolder> open(const std::filesystem::path& folder);

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] const AdapterConfig& config() const { return *m_config; }
    /// Sorted by name.
    [[nodiscard]] std::span<const AdapterModule> modules() const { return m_modules; }
    /// Base tensors that the adapter brings whole (modules_to_save, trained biases): name → view.
    [[nodiscard]] const std::map<std::string, const TensorView*, std::less<>>& replacements() const { return m_replacements; }

    /// The module whose weight `tensorName` is, or null. Where one side leaves the class's own first word away ("transformer.",
    /// "model.", "gpt_neox."), as published files do, the rest decides.
    [[nodiscard]] const AdapterModule* moduleOf(std::string_view tensorName) const;
    /// The module of whose B's bias is added to the bias called `tensorName`, or null.
    [[nodiscard]] const AdapterModule* biasModuleOf(std::string_view tensorName) const;
    [[nodiscard]] const TensorView* replacementOf(std::string_view tensorName) const;

    /// Whether the tensor of the base is changed or replaced.
    [[nodiscard]] bool touches(std::string_view tensorName) const {
        return moduleOf(tensorName) || biasModuleOf(tensorName) || replacementOf(tensorName);
    }

    /// Every adapter tensor must find a tensor of the base of the right shape. A change of a tied embedding or head is refused:
    /// merged, it would change the other one too. Errors: TensorMismatch, ConfigUnsupported.
    [[nodiscard]] Result<void> checkAgainst(const CheckpointFolder& base) const;
    /// See SafetensorsFile::checkUnchanged.
    [[nodiscard]] Result<void> checkUnchanged() const { return m_file->checkUnchanged(); }
    /// The files that decide, relative names; for hashing.
    [[nodiscard]] static std::vector<std::string> files();

private:
    std::filesystem::path m_path;
    std::unique_ptr<AdapterConfig> m_config;
    std::unique_ptr<SafetensorsFile> m_file;
    std::vector<AdapterModule> m_modules;
    std::map<std::string, std::size_t, std::less<>> m_index; ///< module → position in m_modules
    std::map<std::string, const TensorView*, std::less<>> m_replacements;

    Result<void> sortTensors(const std::string& subject);
    Result<void> checkModule(AdapterModule& module, const std::string& subject) const;
    Result<void> checkReplacement(const std::string& name, const std::string& subject) const;
    [[nodiscard]] const AdapterModule* moduleNamed(std::string_view name) const;
};

} // namespace postern
