// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/model_config.h"

namespace postern {

namespace {

Json gpt2Json(const ModelConfig& config) {
    return {
        {"activation_function", "gelu_new"},
        {"architectures", {"GPT2LMHeadModel"}},
        {"attn_pdrop", 0.0},
        {"embd_pdrop", 0.0},
        {"initializer_range", config.initializerRange},
        {"layer_norm_epsilon", config.normEpsilon},
        {"model_type", config.modelType},
        {"n_embd", config.hiddenSize},
        {"n_head", config.headCount},
        {"n_inner", config.intermediateSize},
        {"n_layer", config.layerCount},
        {"n_positions", config.maxPositions},
        {"resid_pdrop", 0.0},
        {"scale_attn_weights", true},
        {"tie_word_embeddings", config.tieWordEmbeddings},
        {"torch_dtype", config.torchDtype.empty() ? "float32" : config.torchDtype},
        {"use_cache", true},
        {"vocab_size", config.vocabSize},
    };
}

Json llamaJson(const ModelConfig& config) {
    const Rope& rope = config.ropes.front();
    Json json = {
        {"architectures", {"LlamaForCausalLM"}},
        {"attention_bias", config.queryKeyValueBias},
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
        {"rope_theta", rope.theta},
        {"tie_word_embeddings", config.tieWordEmbeddings},
        {"torch_dtype", config.torchDtype.empty() ? "float32" : config.torchDtype},
        {"use_cache", true},
        {"vocab_size", config.vocabSize},
    };
    const RopeScaling& scaling = rope.scaling;
    if (scaling.kind == RopeScaling::Kind::Linear)
        json["rope_scaling"] = {{"rope_type", "linear"}, {"factor", scaling.factor}};
    if (scaling.kind == RopeScaling::Kind::Llama3)
        json["rope_scaling"] = {{"rope_type", "llama3"},
                                {"factor", scaling.factor},
                                {"low_freq_factor", scaling.lowFreqFactor},
                                {"high_freq_factor", scaling.highFreqFactor},
                                {"original_max_position_embeddings", scaling.originalMaxPositions}};
    return json;
}

} // namespace

Json toJson(const ModelConfig& config) {
    Json json = config.modelType == "gpt2" ? gpt2Json(config) : llamaJson(config);
    const auto token = [](const std::optional<std::int64_t>& id) { return id ? Json(*id) : Json(); };
    json["bos_token_id"] = token(config.bosTokenId);
    json["pad_token_id"] = token(config.padTokenId);
    if (config.eosTokenIds.size() == 1)
        json["eos_token_id"] = config.eosTokenIds.front();
    else
        json["eos_token_id"] = config.eosTokenIds.empty() ? Json() : Json(config.eosTokenIds);
    return json;
}

namespace {

/// Runs of equal layers as "0-4".
template <typename Value>
Json byLayers(const ModelConfig& config, Value&& value) {
    Json runs = Json::object();
    for (std::size_t first = 0; first < config.layers.size();) {
        std::size_t last = first;
        while (last + 1 < config.layers.size() && value(config.layers[last + 1]) == value(config.layers[first]))
            ++last;
        runs[std::to_string(first) + (last > first ? "-" + std::to_string(last) : "")] = value(config.layers[first]);
        first = last + 1;
    }
    return runs;
}

} // namespace

Json describeModel(const ModelConfig& config) {
    static constexpr const char* kActivations[] = {"silu", "gelu_tanh", "gelu", "relu"};
    static constexpr const char* kResiduals[] = {"sequential", "parallel", "parallel with two norms", "from the norms",
                                                 "normed after each sum"};
    static constexpr const char* kPositions[] = {"rotary", "learned", "alibi"};
    static constexpr const char* kQueryKeyNorms[] = {"none", "per head", "per head, own weights", "whole width"};
    static constexpr const char* kScalings[] = {"none", "linear", "dynamic", "llama3", "yarn", "longrope"};
    Json json = {
        {"model_type", config.modelType},
        {"vocab_size", config.vocabSize},
        {"hidden_size", config.hiddenSize},
        {"num_hidden_layers", config.layerCount},
        {"num_attention_heads", config.headCount},
        {"num_key_value_heads", config.keyValueHeadCount},
        {"head_dim", config.headDim},
        {"intermediate_size", config.intermediateSize},
        {"max_position_embeddings", config.maxPositions},
        {"norm", config.norm == NormKind::Rms ? "rms" : "layer"},
        {"norm_epsilon", config.normEpsilon},
        {"norms", config.preNorm ? (config.postNorm ? "before and after" : "before") : "after"},
        {"residual", kResiduals[static_cast<int>(config.residual)]},
        {"activation", kActivations[static_cast<int>(config.activation)]},
        {"gated_mlp", config.gatedMlp},
        {"positions", kPositions[static_cast<int>(config.positions)]},
        {"query_key_norm", kQueryKeyNorms[static_cast<int>(config.queryKeyNorm)]},
        {"attention_soft_cap", config.attentionSoftCap},
        {"final_soft_cap", config.finalSoftCap},
        {"query_key_value_bias", config.queryKeyValueBias},
        {"output_bias", config.outputBias},
        {"mlp_bias", config.mlpBias},
        {"tie_word_embeddings", config.tieWordEmbeddings},
        {"torch_dtype", config.torchDtype.empty() ? Json() : Json(config.torchDtype)},
        {"windows", byLayers(config, [](const LayerOptions& layer) { return layer.window; })},
    };
    Json ropes = Json::array();
    for (const Rope& rope : config.ropes)
        if (config.positions == Positions::Rotary)
            ropes.push_back({{"theta", rope.theta},
                             {"dimensions", rope.rotaryDim},
                             {"scaling", kScalings[static_cast<int>(rope.scaling.kind)]},
                             {"factor", rope.scaling.factor}});
    json["rope"] = std::move(ropes);
    const auto token = [](const std::optional<std::int64_t>& id) { return id ? Json(*id) : Json(); };
    json["bos_token_id"] = token(config.bosTokenId);
    json["pad_token_id"] = token(config.padTokenId);
    json["eos_token_ids"] = config.eosTokenIds;
    return json;
}

} // namespace postern
