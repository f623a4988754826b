// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What several families share when config.json becomes options. Each family's own functions are declared at the end; the
// table in model_families.cpp names them.
#include <cstdint>
#include <vector>

#include "engine/checkpoint/config_reader.h"
#include "engine/checkpoint/model_config.h"

namespace postern::families {

inline constexpr std::int64_t kMaxCount = std::int64_t{1} << 30;

/// Llama's tensor names, which most families share.
[[nodiscard]] TensorNames llamaNames();
/// The names that GPT-2 began: "transformer.h.0.…".
[[nodiscard]] TensorNames transformerNames();

void layerNorms(ModelConfig& config);
void setAllBiases(ModelConfig& config, bool present);
void setScale(ModelConfig& config, double scale);

/// attention_bias: on the projections into and out of the attention.
[[nodiscard]] Result<void> readAttentionBias(const ConfigReader& reader, ModelConfig& config);
/// attn_logit_softcapping and final_logit_softcapping, with the defaults where they are absent; null is none.
[[nodiscard]] Result<void> readSoftCaps(const ConfigReader& reader, ModelConfig& config, double attention, double logits);
/// sliding_window (`fallback` where absent, none where null) for the layers that layer_types names, or else for `usual`.
[[nodiscard]] Result<void> readWindows(const ConfigReader& reader, ModelConfig& config, std::int64_t fallback,
                                       const std::vector<bool>& usual);
/// The same for every layer, whatever sliding_window says; layer_types may not contradict it.
[[nodiscard]] Result<void> readOneWindow(const ConfigReader& reader, ModelConfig& config, std::int64_t fallback);
/// Windows where use_sliding_window is true.
[[nodiscard]] Result<void> readSwitchedWindows(const ConfigReader& reader, ModelConfig& config, std::int64_t fallback,
                                               const std::vector<bool>& usual);
/// Qwen's way: that switch, and a first layer from which on windows are used.
[[nodiscard]] Result<void> readLateWindows(const ConfigReader& reader, ModelConfig& config);
/// One entry per layer, all the same.
[[nodiscard]] std::vector<bool> everyLayer(const ModelConfig& config, bool value);

void setUpLlama(ModelConfig& config);
void setUpQwen2(ModelConfig& config);
void setUpQwen3(ModelConfig& config);
void setUpGemma(ModelConfig& config);
void setUpGemma2(ModelConfig& config);
void setUpGemma3(ModelConfig& config);
void setUpPhi(ModelConfig& config);
void setUpPhi3(ModelConfig& config);
void setUpOlmo(ModelConfig& config);
void setUpOlmo2(ModelConfig& config);
void setUpStableLm(ModelConfig& config);
void setUpStarCoder2(ModelConfig& config);
void setUpGpt2(ModelConfig& config);
void setUpGptNeoX(ModelConfig& config);
void setUpGptJ(ModelConfig& config);
void setUpOpt(ModelConfig& config);
void setUpFalcon(ModelConfig& config);
void setUpBloom(ModelConfig& config);

[[nodiscard]] Result<void> readLlama(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readMistral(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readQwen2(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readQwen3(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readSmolLm3(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readGemma(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readGemma2(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readGemma3(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readPhi(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readPhi3(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readOlmo(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readStableLm(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readStarCoder2(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readGpt2(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readGptNeoX(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readGptJ(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readOpt(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readFalcon(const ConfigReader& reader, ModelConfig& config);
[[nodiscard]] Result<void> readBloom(const ConfigReader& reader, ModelConfig& config);

} // namespace postern::families
