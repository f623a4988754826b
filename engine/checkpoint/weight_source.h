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

#include "engine/checkpoint/weight_values.h"
#include "engine/core/json.h"
#include "engine/core/progress.h"

namespace postern {

/// Weights to look at, whatever they lie in: a checkpoint folder, a single safetensors file, or a GGUF file. Told apart by
/// content. Nothing is converted or copied, and no architecture has to be known: this is for inspecting, not for computing.
/// Immutable after opening; safe to read from several threads.
class WeightSource {
public:
    enum class Format { Folder, Safetensors, Gguf };

    /// Errors: those of SafetensorsFile::open, WeightShards::open and GgufFile::open; JsonMalformed for a bad config.json.
    [[nodiscard]] static Result<WeightSource> open(const std::filesystem::path& path);

    WeightSource(WeightSource&&) noexcept;
    WeightSource& operator=(WeightSource&&) noexcept;
    ~WeightSource();

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] Format format() const;
    [[nodiscard]] std::span<const TensorRow> tensors() const; ///< by layer and name
    /// config.json, or the metadata of a GGUF file (long lists by their length and hash), or null.
    [[nodiscard]] const Json& config() const;
    /// Files that belong to it, by plain name, sorted; a single file is its own.
    [[nodiscard]] const std::vector<std::string>& files() const;
    /// Where a file of `files()` lies.
    [[nodiscard]] std::filesystem::path filePath(const std::string& name) const;

    /// The place of a tensor in `tensors()`, or -1.
    [[nodiscard]] std::int64_t find(std::string_view name) const;
    [[nodiscard]] std::int64_t elementCount(std::size_t tensor) const;
    /// Whether float32 would round its elements: F64 and the wide integers are read as double.
    [[nodiscard]] bool needsDouble(std::size_t tensor) const;

    /// Decodes elements from `first` on; `first` and `out.size()` are multiples of 256 unless they touch the tensor's end.
    /// Errors: TensorMismatch past the end or for a type that is not decoded.
    [[nodiscard]] Result<void> read(std::size_t tensor, std::int64_t first, std::span<float> out) const;
    [[nodiscard]] Result<void> read(std::size_t tensor, std::int64_t first, std::span<double> out) const;

    /// See MappedFile::checkUnchanged; all files.
    [[nodiscard]] Result<void> checkUnchanged() const;

private:
    struct State;
    explicit WeightSource(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

[[nodiscard]] std::string_view formatName(WeightSource::Format format);

/// The number of a layer in a tensor's name and what is left of the name: the first part that is a number, as in
/// "model.layers.12.mlp.up_proj.weight" or "blk.3.attn_q.weight". Further numbers (experts) become "*".
struct LayerName {
    int layer = -1;
    std::string kind;
};
[[nodiscard]] LayerName splitLayer(std::string_view name);

} // namespace postern
