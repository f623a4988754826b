// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/checkpoint/gguf.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/core/json.h"
#include "engine/core/progress.h"

namespace postern {

/// One tensor under its Hugging Face name, and how its values come from the GGUF file.
struct ImportedTensor {
    std::string name;
    Dtype dtype = Dtype::F32; ///< F16 and BF16 stay as they are, everything else becomes F32
    std::vector<std::int64_t> shape;
    const GgufTensor* source = nullptr;
    std::vector<std::int64_t> rows; ///< row i is row rows[i] of the source; empty: as they lie
    bool transposed = false;
    bool minusOne = false; ///< the file holds w + 1

    /// The whole tensor as stored: `elements · size of dtype` bytes, made piece by piece and handed to `sink` in order.
    [[nodiscard]] Result<void> produce(const std::function<Result<void>(std::span<const std::byte>)>& sink) const;
};

/// A GGUF file seen as a Hugging Face checkpoint; the file must outlive it.
struct GgufModel {
    Json config; ///< config.json
    std::vector<ImportedTensor> tensors;
    Json tokenizer;       ///< tokenizer.json, or null where the file's cannot be expressed; then a note says why
    Json tokenizerConfig; ///< tokenizer_config.json, or null
    std::vector<std::string> notes;
};

/// Translates names, shapes and hyper-parameters. Every tensor must be understood: one that is not would mean another
/// computation. Errors: ConfigUnsupported for an unknown architecture, a quantization that is not read (by name), a missing or
/// impossible hyper-parameter, a tensor with no place in the family; TensorMismatch for shapes that contradict them.
[[nodiscard]] Result<GgufModel> importGguf(const GgufFile& file);

struct GgufConversion {
    std::string architecture; ///< of the GGUF file
    std::string modelType;    ///< of the checkpoint
    std::size_t tensors = 0;
    bool tokenizer = false;
    std::vector<std::string> notes;
};

/// Writes an ordinary checkpoint folder: config.json, model.safetensors, tokenizer.json where it can be made, and postern.json,
/// which says where it came from and is written last. Weights stream from the mapping; a large model needs little memory.
/// Errors: those of GgufFile::open, importGguf and writeSafetensors; FileUnwritable where the folder holds a checkpoint.
[[nodiscard]] Result<GgufConversion> convertGguf(const std::filesystem::path& file, const std::filesystem::path& folder,
                                                 const JobContext& job = {});

/// The architectures of GGUF files that importGguf knows: its name there and the model_type it becomes.
struct GgufArchitecture {
    std::string_view name;
    std::string_view modelType;
};
[[nodiscard]] std::vector<GgufArchitecture> ggufArchitectures();

} // namespace postern
