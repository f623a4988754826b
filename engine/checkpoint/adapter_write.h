// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/json.h"

namespace postern {

/// An adapter to be written in PEFT's format. The spans must stay alive until the write returns.
struct AdapterToWrite {
    struct Module {
        std::string module; ///< of the model class: "model.layers.0.self_attn.q_proj"
        std::int64_t in = 0;
        std::int64_t out = 0;
        std::span<const float> a; ///< [rank, in]
        std::span<const float> b; ///< [out, rank]
    };
    std::int64_t rank = 8; ///< of every module
    double alpha = 8;
    double dropout = 0;
    bool fanInFanOut = false; ///< the weights are Conv1D (gpt2)
    bool useRslora = false;
    Dtype dtype = Dtype::F32; ///< F32, F16 or BF16
    std::string baseModel;    ///< base_model_name_or_path: a name or a folder
    std::vector<Module> modules;
};

/// Writes adapter_model.safetensors, adapter_config.json (the keys that every PEFT since 0.7 reads) and, unless null,
/// `provenance` as postern.json, each atomically and in this order. The folder is made where it is missing.
/// Errors: ParameterInvalid for a description that is not sound, FileUnwritable, DiskFull, Cancelled.
[[nodiscard]] Result<void> writeAdapter(const std::filesystem::path& folder, const AdapterToWrite& adapter, const Json& provenance,
                                        const JobContext& job = {});

} // namespace postern
