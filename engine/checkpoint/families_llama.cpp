// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <fmt/format.h>

#include "engine/checkpoint/family_parts.h"

namespace postern::families {

// --- families of Llama's kind --------------------------------------------------------------------------------------

void setUpLlama(ModelConfig& config) {
    config.names = llamaNames();
}

Result<void> readLlama(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_ASSIGN(config.mlpBias, reader.flag("mlp_bias", false));
    return readAttentionBias(reader, config);
}

Result<void> readMistral(const ConfigReader& reader, ModelConfig& config) {
    return readOneWindow(reader, config, 4096);
}

void setUpQwen2(ModelConfig& config) {
    setUpLlama(config);
    config.queryKeyValueBias = true;
}

Result<void> readQwen2(const ConfigReader& reader, ModelConfig& config) {
    return readLateWindows(reader, config);
}

void setUpQwen3(ModelConfig& config) {
    setUpLlama(config);
    config.queryKeyNorm = QueryKeyNorm::Head;
    config.names.queryNorm = "self_attn.q_norm";
    config.names.keyNorm = "self_attn.k_norm";
}

Result<void> readQwen3(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_TRY(readAttentionBias(reader, config));
    return readLateWindows(reader, config);
}

Result<void> readSmolLm3(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_TRY(readLlama(reader, config));
    POSTERN_ASSIGN(const std::int64_t interval, reader.integer("no_rope_layer_interval", 1, kMaxCount, 4));
    const Json* rotating = reader.given("no_rope_layers");
    if (rotating && (!rotating->is_array() || rotating->size() != config.layers.size()))
        return reader.refuse("no_rope_layers", "must have one entry per layer");
    std::vector<bool> still;
    for (std::size_t i = 0; i < config.layers.size(); ++i) {
        const Json entry = rotating ? rotating->at(i) : Json((static_cast<std::int64_t>(i) + 1) % interval != 0 ? 1 : 0);
        if (entry != 0 && entry != 1)
            return reader.refuse("no_rope_layers", "holds something else than 0 and 1");
        config.layers[i].rope = entry == 1 ? 0 : -1;
        still.push_back(entry == 0);
    }
    // Unless layer_types says otherwise, the layers that do not turn are those that slide, and there is no usual window.
    return readSwitchedWindows(reader, config, 0, still);
}

// --- Gemma ---------------------------------------------------------------------------------------------------------

void setUpGemma(ModelConfig& config) {
    setUpLlama(config);
    config.normPlusOne = true;
}

Result<void> readGemma(const ConfigReader& reader, ModelConfig& config) {
    config.embeddingScale = std::sqrt(static_cast<double>(config.hiddenSize));
    return readAttentionBias(reader, config);
}

void setUpGemma2(ModelConfig& config) {
    setUpGemma(config);
    config.postNorm = true;
    config.names.mlpNorm = "pre_feedforward_layernorm";
    config.names.attentionPostNorm = "post_attention_layernorm";
    config.names.mlpPostNorm = "post_feedforward_layernorm";
}

Result<void> readQueryScale(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_ASSIGN(const double scalar, reader.number("query_pre_attn_scalar", 1e-6, 1e9, 256));
    setScale(config, 1 / std::sqrt(scalar));
    return {};
}

Result<void> readGemma2(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_TRY(readGemma(reader, config));
    POSTERN_TRY(readQueryScale(reader, config));
    POSTERN_TRY(readSoftCaps(reader, config, 50, 30));
    std::vector<bool> even;
    for (std::int64_t i = 0; i < config.layerCount; ++i)
        even.push_back(i % 2 == 0);
    return readWindows(reader, config, 4096, even);
}

void setUpGemma3(ModelConfig& config) {
    setUpGemma2(config);
    config.queryKeyNorm = QueryKeyNorm::Head;
    config.names.queryNorm = "self_attn.q_norm";
    config.names.keyNorm = "self_attn.k_norm";
}

Result<void> readGemma3(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_TRY(readGemma(reader, config));
    POSTERN_TRY(readQueryScale(reader, config));
    POSTERN_TRY(readSoftCaps(reader, config, 0, 0));
    config.attentionSoftCap = 0; // the configuration has the key, but the reference never caps scores in this family
    const char* patternKey = reader.given("sliding_window_pattern") ? "sliding_window_pattern" : "_sliding_window_pattern";
    POSTERN_ASSIGN(const std::int64_t pattern, reader.integer(patternKey, 1, kMaxCount, 6));
    (void)reader.given("sliding_window_pattern");
    std::vector<bool> usual;
    for (std::int64_t i = 0; i < config.layerCount; ++i)
        usual.push_back((i + 1) % pattern != 0);
    POSTERN_TRY(readWindows(reader, config, 4096, usual));
    // Layers that slide turn by frequencies of their own, which are never scaled.
    config.ropes.resize(2);
    POSTERN_ASSIGN(config.ropes[1].theta, reader.number("rope_local_base_freq", 1, 1e12, 10000));
    for (LayerOptions& layer : config.layers)
        layer.rope = layer.window > 0 ? 1 : 0;
    return {};
}

// --- Phi -----------------------------------------------------------------------------------------------------------

void setUpPhi(ModelConfig& config) {
    setUpLlama(config);
    layerNorms(config);
    setAllBiases(config, true);
    config.residual = Residual::Parallel;
    config.gatedMlp = false;
    config.headBiasOptional = true;
    config.names.output = "self_attn.dense";
    config.names.gateUp = {"mlp.fc1"};
    config.names.down = "mlp.fc2";
    config.names.mlpNorm.clear();
    config.names.finalNorm = "final_layernorm";
}

Result<void> readPhi(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_ASSIGN(const bool normed, reader.flag("qk_layernorm", false));
    if (normed) {
        config.queryKeyNorm = QueryKeyNorm::Head;
        config.queryKeyNormKind = NormKind::Layer;
        config.queryKeyNormBias = true;
        config.names.queryNorm = "self_attn.q_layernorm";
        config.names.keyNorm = "self_attn.k_layernorm";
    }
    return {};
}

void setUpPhi3(ModelConfig& config) {
    setUpLlama(config);
    config.names.queryKeyValue = {"self_attn.qkv_proj"};
    config.names.gateUp = {"mlp.gate_up_proj"};
}

Result<void> readPhi3(const ConfigReader& reader, ModelConfig& config) {
    (void)reader.given("original_max_position_embeddings"); // longrope reads it
    return readOneWindow(reader, config, 0);
}

// --- OLMo, StableLM, StarCoder2 ------------------------------------------------------------------------------------

void setUpOlmo(ModelConfig& config) {
    setUpLlama(config);
    config.norm = NormKind::Layer;
    config.normWeight = false;
}

Result<void> readOlmo(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_ASSIGN(config.queryKeyValueClip, reader.number("clip_qkv", 1e-3, 1e9, 0));
    return readAttentionBias(reader, config);
}

void setUpOlmo2(ModelConfig& config) {
    setUpLlama(config);
    config.preNorm = false;
    config.postNorm = true;
    config.queryKeyNorm = QueryKeyNorm::WholeWidth;
    config.names.inputNorm.clear();
    config.names.mlpNorm.clear();
    config.names.attentionPostNorm = "post_attention_layernorm";
    config.names.mlpPostNorm = "post_feedforward_layernorm";
    config.names.queryNorm = "self_attn.q_norm";
    config.names.keyNorm = "self_attn.k_norm";
}

void setUpStableLm(ModelConfig& config) {
    setUpLlama(config);
    layerNorms(config);
}

Result<void> readStableLm(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_ASSIGN(config.queryKeyValueBias, reader.flag("use_qkv_bias", false));
    POSTERN_ASSIGN(const bool parallel, reader.flag("use_parallel_residual", false));
    POSTERN_ASSIGN(const bool normed, reader.flag("qk_layernorm", false));
    if (parallel) {
        config.residual = Residual::Parallel;
        config.names.mlpNorm.clear();
    }
    if (normed) {
        config.queryKeyNorm = QueryKeyNorm::EachHead;
        config.queryKeyNormKind = NormKind::Layer;
        config.names.queryNorm = "self_attn.q_layernorm";
        config.names.keyNorm = "self_attn.k_layernorm";
    }
    return {};
}

void setUpStarCoder2(ModelConfig& config) {
    setUpLlama(config);
    layerNorms(config);
    config.gatedMlp = false;
    config.names.gateUp = {"mlp.c_fc"};
    config.names.down = "mlp.c_proj";
}

Result<void> readStarCoder2(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_ASSIGN(const bool biases, reader.flag("use_bias", true));
    setAllBiases(config, biases);
    for (const auto& [key, only] : {std::pair("norm_type", "layer_norm"), std::pair("mlp_type", "default")}) {
        POSTERN_ASSIGN(const std::string kind, reader.text(key, only));
        if (kind != only)
            return reader.refuse(key, fmt::format("is \"{}\"; only {} is supported", printable(kind, 40), only));
    }
    return readOneWindow(reader, config, 0);
}

} // namespace postern::families
