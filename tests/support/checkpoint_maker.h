// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "engine/checkpoint/model_config.h"
#include "engine/checkpoint/safetensors.h"
#include "tests/support/files.h"

namespace postern::test {

/// The smallest llama that is still one: 2 layers, width 8, 11 tokens.
inline Json tinyConfigJson() {
    return {{"model_type", "llama"},    {"architectures", {"LlamaForCausalLM"}},
            {"vocab_size", 11},         {"hidden_size", 8},
            {"num_hidden_layers", 2},   {"num_attention_heads", 2},
            {"num_key_value_heads", 1}, {"intermediate_size", 12},
            {"hidden_act", "silu"},     {"max_position_embeddings", 32},
            {"torch_dtype", "float32"}};
}

/// Tensors with their own bytes, to be changed by a test before they are written.
class TensorSet {
public:
    /// What the configuration asks for, every element 0.5 in F32.
    explicit TensorSet(const Json& configJson) {
        const auto config = parseModelConfig(configJson, "config.json");
        for (const auto& expected : config.value().expectedTensors())
            add(expected.name, Dtype::F32, expected.shape);
    }

    void add(const std::string& name, Dtype dtype, const std::vector<std::int64_t>& shape) {
        const auto count = static_cast<std::size_t>(std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>()));
        std::vector<std::byte> bytes(count * dtypeSize(dtype));
        if (isComputable(dtype))
            (void)convertFromFloat(std::vector<float>(count, 0.5F), dtype, bytes);
        m_entries[name] = {dtype, shape, std::move(bytes)};
    }
    void remove(const std::string& name) { m_entries.erase(name); }
    [[nodiscard]] std::vector<std::byte>& bytes(const std::string& name) { return m_entries.at(name).bytes; }

    [[nodiscard]] std::vector<TensorToWrite> toWrite() const {
        std::vector<TensorToWrite> tensors;
        for (const auto& [name, entry] : m_entries)
            tensors.push_back({name, entry.dtype, entry.shape, entry.bytes});
        return tensors;
    }

private:
    struct Entry {
        Dtype dtype = Dtype::F32;
        std::vector<std::int64_t> shape;
        std::vector<std::byte> bytes;
    };
    std::map<std::string, Entry> m_entries;
};

inline void writeJson(const std::filesystem::path& path, const Json& json) {
    writeBytes(path, json.dump());
}

/// A whole checkpoint with one weights file.
inline bool writeTinyCheckpoint(const std::filesystem::path& folder, const Json& config, const TensorSet& tensors) {
    writeJson(folder / "config.json", config);
    return writeSafetensors(folder / "model.safetensors", tensors.toWrite(), {{"format", "pt"}}).has_value();
}

} // namespace postern::test
