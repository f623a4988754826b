// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/family_parts.h"

namespace postern::families {

TensorNames llamaNames() {
    TensorNames names;
    names.prefix = "model.";
    names.layers = "layers.";
    names.embedding = "embed_tokens";
    names.finalNorm = "norm";
    names.head = "lm_head";
    names.inputNorm = "input_layernorm";
    names.mlpNorm = "post_attention_layernorm";
    names.queryKeyValue = {"self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"};
    names.output = "self_attn.o_proj";
    names.gateUp = {"mlp.gate_proj", "mlp.up_proj"};
    names.down = "mlp.down_proj";
    return names;
}

TensorNames transformerNames() {
    TensorNames names;
    names.prefix = "transformer.";
    names.layers = "h.";
    names.embedding = "wte";
    names.finalNorm = "ln_f";
    names.head = "lm_head";
    names.inputNorm = "ln_1";
    names.mlpNorm = "ln_2";
    return names;
}

void layerNorms(ModelConfig& config) {
    config.norm = NormKind::Layer;
    config.normBias = true;
}

void setAllBiases(ModelConfig& config, bool present) {
    config.queryKeyValueBias = present;
    config.outputBias = present;
    config.mlpBias = present;
}

void setScale(ModelConfig& config, double scale) {
    for (LayerOptions& layer : config.layers)
        layer.scale = scale;
}

std::vector<bool> everyLayer(const ModelConfig& config, bool value) {
    return std::vector<bool>(static_cast<std::size_t>(config.layerCount), value);
}

Result<void> readAttentionBias(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_ASSIGN(config.queryKeyValueBias, reader.flag("attention_bias", false));
    config.outputBias = config.queryKeyValueBias;
    return {};
}

Result<void> readSoftCaps(const ConfigReader& reader, ModelConfig& config, double attention, double logits) {
    const auto cap = [&](std::string_view key, double fallback) -> Result<double> {
        if (!reader.given(key))
            return reader.object().contains(key) ? 0 : fallback;
        return reader.number(key, 1e-3, 1e6);
    };
    POSTERN_ASSIGN(config.attentionSoftCap, cap("attn_logit_softcapping", attention));
    POSTERN_ASSIGN(config.finalSoftCap, cap("final_logit_softcapping", logits));
    return {};
}

namespace {

Result<std::int64_t> readWindow(const ConfigReader& reader, std::int64_t fallback) {
    if (!reader.given("sliding_window"))
        return reader.object().contains("sliding_window") ? 0 : fallback;
    return reader.integer("sliding_window", 1, kMaxCount);
}

Result<std::vector<bool>> readSlidingLayers(const ConfigReader& reader, const std::vector<bool>& usual) {
    const Json* kinds = reader.given("layer_types");
    if (!kinds)
        return usual;
    if (!kinds->is_array() || kinds->size() != usual.size())
        return reader.refuse("layer_types", "must have one entry per layer");
    std::vector<bool> sliding;
    for (const Json& kind : *kinds) {
        if (kind != "full_attention" && kind != "sliding_attention")
            return reader.refuse("layer_types", "names other layers than full_attention and sliding_attention");
        sliding.push_back(kind == "sliding_attention");
    }
    return sliding;
}

} // namespace

Result<void> readWindows(const ConfigReader& reader, ModelConfig& config, std::int64_t fallback, const std::vector<bool>& usual) {
    POSTERN_ASSIGN(const std::int64_t window, readWindow(reader, fallback));
    POSTERN_ASSIGN(const std::vector<bool> sliding, readSlidingLayers(reader, usual));
    for (std::size_t i = 0; i < sliding.size(); ++i)
        config.layers[i].window = sliding[i] ? window : 0;
    return {};
}

Result<void> readOneWindow(const ConfigReader& reader, ModelConfig& config, std::int64_t fallback) {
    POSTERN_ASSIGN(const std::int64_t window, readWindow(reader, fallback));
    const std::vector<bool> every = everyLayer(config, window > 0);
    POSTERN_ASSIGN(const std::vector<bool> sliding, readSlidingLayers(reader, every));
    if (sliding != every)
        return reader.refuse("layer_types", "contradicts \"sliding_window\", which holds for every layer of this family");
    return readWindows(reader, config, fallback, every);
}

Result<void> readSwitchedWindows(const ConfigReader& reader, ModelConfig& config, std::int64_t fallback, const std::vector<bool>& usual) {
    POSTERN_ASSIGN(const bool used, reader.flag("use_sliding_window", false));
    if (used)
        return readWindows(reader, config, fallback, usual);
    POSTERN_ASSIGN(const std::vector<bool> sliding, readSlidingLayers(reader, everyLayer(config, false)));
    if (sliding != everyLayer(config, false))
        return reader.refuse("layer_types", "names sliding layers although \"use_sliding_window\" is false");
    (void)reader.given("sliding_window"); // switched off
    return {};
}

Result<void> readLateWindows(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_ASSIGN(const std::int64_t first, reader.integer("max_window_layers", 0, kMaxCount, 28));
    std::vector<bool> usual;
    for (std::int64_t i = 0; i < config.layerCount; ++i)
        usual.push_back(i >= first);
    return readSwitchedWindows(reader, config, 4096, usual);
}

} // namespace postern::families
