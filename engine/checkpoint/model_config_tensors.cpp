// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/model_config.h"

#include <cmath>
#include <numbers>
#include <numeric>

namespace postern {

namespace {

/// The llama3 rule: long waves are stretched by the factor, short ones are kept, and those between are blended.
/// Source: Llama 3.1, as in transformers' modeling_rope_utils.
double stretchLlama3(double frequency, const RopeScaling& scaling) {
    const auto original = static_cast<double>(scaling.originalMaxPositions);
    const double wavelength = 2 * std::numbers::pi / frequency;
    if (wavelength > original / scaling.lowFreqFactor)
        return frequency / scaling.factor;
    if (wavelength < original / scaling.highFreqFactor)
        return frequency;
    const double smooth = (original / wavelength - scaling.lowFreqFactor) / (scaling.highFreqFactor - scaling.lowFreqFactor);
    return (1 - smooth) * frequency / scaling.factor + smooth * frequency;
}

} // namespace

std::int64_t ModelConfig::parameterCount() const {
    std::int64_t count = 0;
    for (const ExpectedTensor& tensor : expectedTensors())
        count += std::accumulate(tensor.shape.begin(), tensor.shape.end(), std::int64_t{1}, std::multiplies<>());
    return count;
}

std::vector<double> ModelConfig::inverseFrequencies() const {
    std::vector<double> frequencies;
    for (std::int64_t i = 0; i < headDim; i += 2) {
        const double frequency = std::pow(ropeTheta, -static_cast<double>(i) / static_cast<double>(headDim));
        switch (ropeScaling.kind) {
        case RopeScaling::Kind::None:
            frequencies.push_back(frequency);
            break;
        case RopeScaling::Kind::Linear:
            frequencies.push_back(frequency / ropeScaling.factor);
            break;
        case RopeScaling::Kind::Llama3:
            frequencies.push_back(stretchLlama3(frequency, ropeScaling));
            break;
        }
    }
    return frequencies;
}

std::vector<ModelConfig::ExpectedTensor> ModelConfig::expectedTensors() const {
    const std::int64_t queryWidth = headCount * headDim;
    const std::int64_t keyWidth = keyValueHeadCount * headDim;
    std::vector<ExpectedTensor> tensors;
    const auto addLinear = [&](const std::string& name, std::int64_t out, std::int64_t in, bool bias) {
        tensors.push_back({name + ".weight", {out, in}});
        if (bias)
            tensors.push_back({name + ".bias", {out}});
    };
    tensors.push_back({"model.embed_tokens.weight", {vocabSize, hiddenSize}});
    for (std::int64_t i = 0; i < layerCount; ++i) {
        const std::string layer = "model.layers." + std::to_string(i) + '.';
        tensors.push_back({layer + "input_layernorm.weight", {hiddenSize}});
        addLinear(layer + "self_attn.q_proj", queryWidth, hiddenSize, attentionBias);
        addLinear(layer + "self_attn.k_proj", keyWidth, hiddenSize, attentionBias);
        addLinear(layer + "self_attn.v_proj", keyWidth, hiddenSize, attentionBias);
        addLinear(layer + "self_attn.o_proj", hiddenSize, queryWidth, attentionBias);
        tensors.push_back({layer + "post_attention_layernorm.weight", {hiddenSize}});
        addLinear(layer + "mlp.gate_proj", intermediateSize, hiddenSize, mlpBias);
        addLinear(layer + "mlp.up_proj", intermediateSize, hiddenSize, mlpBias);
        addLinear(layer + "mlp.down_proj", hiddenSize, intermediateSize, mlpBias);
    }
    tensors.push_back({"model.norm.weight", {hiddenSize}});
    if (!tieWordEmbeddings)
        tensors.push_back({"lm_head.weight", {vocabSize, hiddenSize}});
    return tensors;
}

Json toJson(const ModelConfig& config) {
    Json json = {
        {"architectures", {"LlamaForCausalLM"}},
        {"attention_bias", config.attentionBias},
        {"attention_dropout", 0.0},
        {"head_dim", config.headDim},
        {"hidden_act", "silu"},
        {"hidden_size", config.hiddenSize},
        {"initializer_range", config.initializerRange},
        {"intermediate_size", config.intermediateSize},
        {"max_position_embeddings", config.maxPositions},
        {"mlp_bias", config.mlpBias},
        {"model_type", config.modelType},
        {"num_attention_heads", config.headCount},
        {"num_hidden_layers", config.layerCount},
        {"num_key_value_heads", config.keyValueHeadCount},
        {"pretraining_tp", 1},
        {"rms_norm_eps", config.normEpsilon},
        {"rope_scaling", nullptr},
        {"rope_theta", config.ropeTheta},
        {"tie_word_embeddings", config.tieWordEmbeddings},
        {"torch_dtype", config.torchDtype.empty() ? "float32" : config.torchDtype},
        {"use_cache", true},
        {"vocab_size", config.vocabSize},
    };
    const RopeScaling& scaling = config.ropeScaling;
    if (scaling.kind == RopeScaling::Kind::Linear)
        json["rope_scaling"] = {{"rope_type", "linear"}, {"factor", scaling.factor}};
    if (scaling.kind == RopeScaling::Kind::Llama3)
        json["rope_scaling"] = {{"rope_type", "llama3"},
                                {"factor", scaling.factor},
                                {"low_freq_factor", scaling.lowFreqFactor},
                                {"high_freq_factor", scaling.highFreqFactor},
                                {"original_max_position_embeddings", scaling.originalMaxPositions}};
    const auto token = [](const std::optional<std::int64_t>& id) { return id ? Json(*id) : Json(); };
    json["bos_token_id"] = token(config.bosTokenId);
    json["pad_token_id"] = token(config.padTokenId);
    if (config.eosTokenIds.size() == 1)
        json["eos_token_id"] = config.eosTokenIds.front();
    else
        json["eos_token_id"] = config.eosTokenIds.empty() ? Json() : Json(config.eosTokenIds);
    return json;
}

} // namespace postern
