// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <list>
#include <string>
#include <vector>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/json.h"
#include "tests/support/files.h"

namespace postern::test {

/// A plain adapter of rank 1 on q_proj, to be changed by a test before it is written.
inline Json adapterConfigJson() {
    return {{"peft_type", "LORA"}, {"task_type", "CAUSAL_LM"},     {"r", 1},           {"lora_alpha", 2},
            {"bias", "none"},      {"target_modules", {"q_proj"}}, {"use_dora", false}};
}

/// The tensors of an adapter under their names without "base_model.model.".
class AdapterTensors {
public:
    AdapterTensors& add(const std::string& name, std::vector<std::int64_t> shape, const std::vector<float>& values,
                        Dtype dtype = Dtype::F32) {
        m_bytes.emplace_back(values.size() * dtypeSize(dtype));
        (void)convertFromFloat(values, dtype, m_bytes.back());
        m_tensors.push_back({"base_model.model." + name, dtype, std::move(shape), m_bytes.back()});
        return *this;
    }

    [[nodiscard]] bool write(const std::filesystem::path& folder, const Json& config) const {
        std::filesystem::create_directories(folder);
        writeBytes(folder / "adapter_config.json", config.dump());
        return writeSafetensors(folder / "adapter_model.safetensors", m_tensors, {{"format", "pt"}}).has_value();
    }

private:
    std::list<std::vector<std::byte>> m_bytes;
    std::vector<TensorToWrite> m_tensors;
};

inline const std::string kQuery = "model.layers.0.self_attn.q_proj";

/// A 2x3 weight: A [1, 3] = 1 2 3, B [2, 1] = 10 20.
inline AdapterTensors smallTensors() {
    AdapterTensors tensors;
    tensors.add(kQuery + ".lora_A.weight", {1, 3}, {1, 2, 3}).add(kQuery + ".lora_B.weight", {2, 1}, {10, 20});
    return tensors;
}

inline Json withKey(Json config, const char* key, Json value) {
    config[key] = std::move(value);
    return config;
}

} // namespace postern::test
