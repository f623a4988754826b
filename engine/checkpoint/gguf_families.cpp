// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf_families.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace postern {

namespace {

using enum GgufChange;

constexpr std::int64_t kMaxSize = std::int64_t{1} << 24;

// Names by llama.cpp's list of tensors, beside those of transformers' modelling code.
constexpr std::array<GgufNameRule, 17> kLlamaRules = {{
    {"token_embd", "model.embed_tokens"},
    {"output_norm", "model.norm"},
    {"output", "lm_head"},
    {"attn_norm", "model.layers.{}.input_layernorm"},
    {"attn_q", "model.layers.{}.self_attn.q_proj", QueryRows},
    {"attn_k", "model.layers.{}.self_attn.k_proj", KeyRows},
    {"attn_v", "model.layers.{}.self_attn.v_proj"},
    {"attn_output", "model.layers.{}.self_attn.o_proj"},
    {"ffn_norm", "model.layers.{}.post_attention_layernorm"},
    {"ffn_gate", "model.layers.{}.mlp.gate_proj"},
    {"ffn_up", "model.layers.{}.mlp.up_proj"},
    {"ffn_down", "model.layers.{}.mlp.down_proj"},
}};

/// Half-split rope: rows as they are.
constexpr std::array<GgufNameRule, 17> kQwenRules = {{
    {"token_embd", "model.embed_tokens"},
    {"output_norm", "model.norm"},
    {"output", "lm_head"},
    {"attn_norm", "model.layers.{}.input_layernorm"},
    {"attn_q", "model.layers.{}.self_attn.q_proj"},
    {"attn_k", "model.layers.{}.self_attn.k_proj"},
    {"attn_v", "model.layers.{}.self_attn.v_proj"},
    {"attn_q_norm", "model.layers.{}.self_attn.q_norm"},
    {"attn_k_norm", "model.layers.{}.self_attn.k_norm"},
    {"attn_output", "model.layers.{}.self_attn.o_proj"},
    {"ffn_norm", "model.layers.{}.post_attention_layernorm"},
    {"ffn_gate", "model.layers.{}.mlp.gate_proj"},
    {"ffn_up", "model.layers.{}.mlp.up_proj"},
    {"ffn_down", "model.layers.{}.mlp.down_proj"},
}};

constexpr std::array<GgufNameRule, 17> kGemmaRules = {{
    {"token_embd", "model.embed_tokens"},
    {"output_norm", "model.norm", PlusOne},
    {"attn_norm", "model.layers.{}.input_layernorm", PlusOne},
    {"attn_q", "model.layers.{}.self_attn.q_proj"},
    {"attn_k", "model.layers.{}.self_attn.k_proj"},
    {"attn_v", "model.layers.{}.self_attn.v_proj"},
    {"attn_output", "model.layers.{}.self_attn.o_proj"},
    {"ffn_norm", "model.layers.{}.post_attention_layernorm", PlusOne},
    {"ffn_gate", "model.layers.{}.mlp.gate_proj"},
    {"ffn_up", "model.layers.{}.mlp.up_proj"},
    {"ffn_down", "model.layers.{}.mlp.down_proj"},
}};

/// Gemma 2 and 3 have four norms a layer; the third of them is what GGUF calls ffn_norm.
constexpr std::array<GgufNameRule, 17> kGemma2Rules = {{
    {"token_embd", "model.embed_tokens"},
    {"output_norm", "model.norm", PlusOne},
    {"attn_norm", "model.layers.{}.input_layernorm", PlusOne},
    {"attn_q", "model.layers.{}.self_attn.q_proj"},
    {"attn_k", "model.layers.{}.self_attn.k_proj"},
    {"attn_v", "model.layers.{}.self_attn.v_proj"},
    {"attn_q_norm", "model.layers.{}.self_attn.q_norm", PlusOne},
    {"attn_k_norm", "model.layers.{}.self_attn.k_norm", PlusOne},
    {"attn_output", "model.layers.{}.self_attn.o_proj"},
    {"post_attention_norm", "model.layers.{}.post_attention_layernorm", PlusOne},
    {"ffn_norm", "model.layers.{}.pre_feedforward_layernorm", PlusOne},
    {"post_ffw_norm", "model.layers.{}.post_feedforward_layernorm", PlusOne},
    {"ffn_gate", "model.layers.{}.mlp.gate_proj"},
    {"ffn_up", "model.layers.{}.mlp.up_proj"},
    {"ffn_down", "model.layers.{}.mlp.down_proj"},
}};

constexpr std::array<GgufNameRule, 17> kPhiRules = {{
    {"token_embd", "model.embed_tokens"},
    {"output_norm", "model.final_layernorm"},
    {"output", "lm_head"},
    {"attn_norm", "model.layers.{}.input_layernorm"},
    {"attn_qkv", "model.layers.{}.self_attn.{qkv}_proj", Split},
    {"attn_q", "model.layers.{}.self_attn.q_proj"},
    {"attn_k", "model.layers.{}.self_attn.k_proj"},
    {"attn_v", "model.layers.{}.self_attn.v_proj"},
    {"attn_output", "model.layers.{}.self_attn.dense"},
    {"ffn_up", "model.layers.{}.mlp.fc1"},
    {"ffn_down", "model.layers.{}.mlp.fc2"},
}};

constexpr std::array<GgufNameRule, 17> kPhi3Rules = {{
    {"token_embd", "model.embed_tokens"},
    {"output_norm", "model.norm"},
    {"output", "lm_head"},
    {"attn_norm", "model.layers.{}.input_layernorm"},
    {"attn_qkv", "model.layers.{}.self_attn.qkv_proj"},
    {"attn_output", "model.layers.{}.self_attn.o_proj"},
    {"ffn_norm", "model.layers.{}.post_attention_layernorm"},
    {"ffn_up", "model.layers.{}.mlp.gate_up_proj"},
    {"ffn_down", "model.layers.{}.mlp.down_proj"},
}};

constexpr std::array<GgufNameRule, 17> kGpt2Rules = {{
    {"token_embd", "transformer.wte"},
    {"position_embd", "transformer.wpe"},
    {"output_norm", "transformer.ln_f"},
    {"output", "lm_head"},
    {"attn_norm", "transformer.h.{}.ln_1"},
    {"attn_qkv", "transformer.h.{}.attn.c_attn", Transposed},
    {"attn_output", "transformer.h.{}.attn.c_proj", Transposed},
    {"ffn_norm", "transformer.h.{}.ln_2"},
    {"ffn_up", "transformer.h.{}.mlp.c_fc", Transposed},
    {"ffn_down", "transformer.h.{}.mlp.c_proj", Transposed},
}};

constexpr std::array<GgufNameRule, 17> kNeoxRules = {{
    {"token_embd", "gpt_neox.embed_in"},
    {"output_norm", "gpt_neox.final_layer_norm"},
    {"output", "embed_out"},
    {"attn_norm", "gpt_neox.layers.{}.input_layernorm"},
    {"attn_qkv", "gpt_neox.layers.{}.attention.query_key_value", Triples},
    {"attn_output", "gpt_neox.layers.{}.attention.dense"},
    {"ffn_norm", "gpt_neox.layers.{}.post_attention_layernorm"},
    {"ffn_up", "gpt_neox.layers.{}.mlp.dense_h_to_4h"},
    {"ffn_down", "gpt_neox.layers.{}.mlp.dense_4h_to_h"},
}};

constexpr std::array<GgufNameRule, 17> kBloomRules = {{
    {"token_embd", "transformer.word_embeddings"},
    {"token_embd_norm", "transformer.word_embeddings_layernorm"},
    {"output_norm", "transformer.ln_f"},
    {"output", "lm_head"},
    {"attn_norm", "transformer.h.{}.input_layernorm"},
    {"attn_qkv", "transformer.h.{}.self_attention.query_key_value", Triples},
    {"attn_output", "transformer.h.{}.self_attention.dense"},
    {"ffn_norm", "transformer.h.{}.post_attention_layernorm"},
    {"ffn_up", "transformer.h.{}.mlp.dense_h_to_4h"},
    {"ffn_down", "transformer.h.{}.mlp.dense_4h_to_h"},
}};

constexpr std::array<GgufNameRule, 17> kOlmo2Rules = {{
    {"token_embd", "model.embed_tokens"},
    {"output_norm", "model.norm"},
    {"output", "lm_head"},
    {"attn_q", "model.layers.{}.self_attn.q_proj"},
    {"attn_k", "model.layers.{}.self_attn.k_proj"},
    {"attn_v", "model.layers.{}.self_attn.v_proj"},
    {"attn_q_norm", "model.layers.{}.self_attn.q_norm"},
    {"attn_k_norm", "model.layers.{}.self_attn.k_norm"},
    {"attn_output", "model.layers.{}.self_attn.o_proj"},
    {"post_attention_norm", "model.layers.{}.post_attention_layernorm"},
    {"post_ffw_norm", "model.layers.{}.post_feedforward_layernorm"},
    {"ffn_gate", "model.layers.{}.mlp.gate_proj"},
    {"ffn_up", "model.layers.{}.mlp.up_proj"},
    {"ffn_down", "model.layers.{}.mlp.down_proj"},
}};

constexpr std::array<GgufNameRule, 17> kStarcoder2Rules = {{
    {"token_embd", "model.embed_tokens"},
    {"output_norm", "model.norm"},
    {"output", "lm_head"},
    {"attn_norm", "model.layers.{}.input_layernorm"},
    {"attn_q", "model.layers.{}.self_attn.q_proj"},
    {"attn_k", "model.layers.{}.self_attn.k_proj"},
    {"attn_v", "model.layers.{}.self_attn.v_proj"},
    {"attn_output", "model.layers.{}.self_attn.o_proj"},
    {"ffn_norm", "model.layers.{}.post_attention_layernorm"},
    {"ffn_up", "model.layers.{}.mlp.c_fc"},
    {"ffn_down", "model.layers.{}.mlp.c_proj"},
}};

std::string keyOf(const GgufFile& file, std::string_view name) {
    const std::string* architecture = file.text("general.architecture");
    return (architecture ? *architecture : std::string()) + '.' + std::string(name);
}

Failure refuse(const GgufFile& file, const std::string& key, const std::string& detail) {
    return fail(ErrorCode::ConfigUnsupported, file.path().string(), '"' + printable(key, 80) + "\" " + detail);
}

Result<std::int64_t> size(const GgufFile& file, std::string_view name, std::optional<std::int64_t> fallback = {}) {
    const std::string key = keyOf(file, name);
    if (fallback && !file.metadata().contains(key))
        return *fallback;
    const auto value = file.integer(key);
    if (!value || *value < 1 || *value > kMaxSize)
        return refuse(file, key, "is missing, or no whole number from 1 to " + std::to_string(kMaxSize));
    return *value;
}

/// Stored as float32: 1e-5 comes back as 9.99999974e-06. The shortest decimal that float32 would store the same way is
/// what the author wrote.
double shortest(double value) {
    const auto stored = static_cast<float>(value);
    if (!std::isfinite(stored) || static_cast<double>(stored) != value)
        return value;
    for (int digits = 1; digits <= 9; ++digits) {
        char text[32];
        std::snprintf(text, sizeof text, "%.*e", digits - 1, value);
        if (std::strtof(text, nullptr) == stored)
            return std::strtod(text, nullptr);
    }
    return value;
}

Result<double> real(const GgufFile& file, std::string_view name, std::optional<double> fallback = {}) {
    const std::string key = keyOf(file, name);
    if (fallback && !file.metadata().contains(key))
        return *fallback;
    const auto value = file.number(key);
    if (!value || !std::isfinite(*value))
        return refuse(file, key, "is missing or no number");
    return shortest(*value);
}

std::vector<double> floatsOf(const GgufTensor& tensor) {
    std::vector<float> values(static_cast<std::size_t>(tensor.elementCount()));
    if (!decodeGguf(*tensor.type, tensor.bytes, values))
        return {};
    std::vector<double> shortened;
    for (const float value : values)
        shortened.push_back(shortest(static_cast<double>(value)));
    return shortened;
}

/// By how much the llama3 rule stretches the wave of `length` (see model_config_tensors.cpp).
double llama3Factor(double length, double factor, double low, double high, double original) {
    if (length > original / low)
        return factor;
    if (length < original / high)
        return 1;
    const double smooth = (original / length - low) / (high - low);
    return 1 / ((1 - smooth) / factor + smooth);
}

/// A GGUF file holds the outcome of the llama3 rule, a divisor for each frequency, and not its four numbers. Two of them are
/// the same in every published model (1 and 4); the factor is the greatest divisor, and one divisor between gives the
/// original length. What comes out must give all divisors back, or the file is refused.
Result<Json> llama3Scaling(const GgufFile& file, const GgufTensor& tensor, double theta, std::int64_t headDim) {
    constexpr double kLow = 1;
    constexpr double kHigh = 4;
    constexpr double kTolerance = 1e-3;
    const std::vector<double> divisors = floatsOf(tensor);
    const Failure unknown = refuse(file, tensor.name, "is no scaling of rope by the llama3 rule with the factors 1 and 4");
    if (divisors.size() != static_cast<std::size_t>(headDim / 2) || divisors.empty())
        return unknown;
    const double factor = *std::max_element(divisors.begin(), divisors.end());
    const auto length = [&](std::size_t i) {
        return 2 * std::numbers::pi * std::pow(theta, 2 * static_cast<double>(i) / static_cast<double>(headDim));
    };
    for (std::size_t i = 0; i < divisors.size(); ++i) {
        if (!(divisors[i] > 1.001) || !(divisors[i] < factor * 0.999))
            continue;
        const double smooth = (1 / divisors[i] - 1 / factor) / (1 - 1 / factor);
        const double original = std::round(length(i) * (kLow + smooth * (kHigh - kLow)));
        bool fits = original >= 1 && original <= static_cast<double>(kMaxSize);
        for (std::size_t k = 0; fits && k < divisors.size(); ++k)
            fits = std::abs(llama3Factor(length(k), factor, kLow, kHigh, original) / divisors[k] - 1) < kTolerance;
        if (fits)
            return Json{{"rope_type", "llama3"},
                        {"factor", factor},
                        {"low_freq_factor", kLow},
                        {"high_freq_factor", kHigh},
                        {"original_max_position_embeddings", static_cast<std::int64_t>(original)}};
    }
    return unknown;
}

Result<Json> ropeScaling(const GgufFile& file) {
    const std::string* type = file.text(keyOf(file, "rope.scaling.type"));
    if (!type || *type == "none")
        return Json();
    POSTERN_ASSIGN(const double factor, real(file, "rope.scaling.factor", 1.0));
    Json scaling = {{"rope_type", *type}, {"factor", factor}};
    if (*type == "linear")
        return scaling;
    if (*type != "yarn")
        return refuse(file, keyOf(file, "rope.scaling.type"), "is \"" + printable(*type, 40) + "\"");
    POSTERN_ASSIGN(scaling["original_max_position_embeddings"], size(file, "rope.scaling.original_context_length"));
    return scaling;
}

Result<void> configureRope(const GgufFile& file, double theta, std::int64_t headDim, Json& config) {
    POSTERN_ASSIGN(const double base, real(file, "rope.freq_base", theta));
    config["rope_theta"] = base;
    POSTERN_ASSIGN(config["rope_scaling"], ropeScaling(file));
    if (const GgufTensor* divisors = file.find("rope_freqs.weight")) {
        POSTERN_ASSIGN(config["rope_scaling"], llama3Scaling(file, *divisors, base, headDim));
    }
    return {};
}

Result<void> configureRms(const GgufFile& file, const GgufSizes& sizes, Json& config, double theta, const char* activation = "silu") {
    POSTERN_ASSIGN(config["rms_norm_eps"], real(file, "attention.layer_norm_rms_epsilon"));
    config["hidden_act"] = activation;
    config["head_dim"] = sizes.headDim;
    return configureRope(file, theta, sizes.headDim, config);
}

Result<void> configureLlama(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    if (file.integer(keyOf(file, "expert_count")).value_or(0) > 0)
        return refuse(file, keyOf(file, "expert_count"), "asks for experts, which are not supported");
    config["attention_bias"] = file.find("blk.0.attn_q.bias") != nullptr;
    config["mlp_bias"] = file.find("blk.0.ffn_up.bias") != nullptr;
    return configureRms(file, sizes, config, 10000);
}

Result<void> configureQwen2(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    config["use_sliding_window"] = false;
    POSTERN_TRY(configureRms(file, sizes, config, 10000));
    config.erase("head_dim"); // this family derives it
    if (sizes.headDim * sizes.heads != sizes.hidden)
        return refuse(file, keyOf(file, "attention.key_length"), "contradicts the number of heads");
    return {};
}

Result<void> configureQwen3(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    config["use_sliding_window"] = false;
    config["attention_bias"] = false;
    return configureRms(file, sizes, config, 10000);
}

Result<void> configureOlmo2(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    config["attention_bias"] = false;
    POSTERN_TRY(configureRms(file, sizes, config, 10000));
    config.erase("head_dim");
    return {};
}

Result<void> configureGemma(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    config["attention_bias"] = false;
    config["hidden_activation"] = "gelu_pytorch_tanh";
    return configureRms(file, sizes, config, 10000, "gelu_pytorch_tanh");
}

/// The scale of attention is not in the file. Postern takes the one of the published models, as llama.cpp does: the width of
/// a head, or hidden/heads in the one model of each generation that differs, which is known by its number of layers.
std::int64_t gemmaScale(const GgufSizes& sizes, std::int64_t layersOfTheLargest) {
    return sizes.layers == layersOfTheLargest ? sizes.hidden / sizes.heads : sizes.headDim;
}

Result<void> configureGemma2(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    POSTERN_TRY(configureGemma(file, sizes, config));
    POSTERN_ASSIGN(config["attn_logit_softcapping"], real(file, "attn_logit_softcapping", 50.0));
    POSTERN_ASSIGN(config["final_logit_softcapping"], real(file, "final_logit_softcapping", 30.0));
    POSTERN_ASSIGN(config["sliding_window"], size(file, "attention.sliding_window", 4096));
    config["query_pre_attn_scalar"] = gemmaScale(sizes, 46);
    return {};
}

Result<void> configureGemma3(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    POSTERN_TRY(configureGemma(file, sizes, config));
    POSTERN_ASSIGN(config["rope_theta"], real(file, "rope.freq_base", 1e6));
    POSTERN_ASSIGN(config["rope_local_base_freq"], real(file, "rope.freq_base_swa", 10000.0));
    POSTERN_ASSIGN(config["sliding_window"], size(file, "attention.sliding_window", 1024));
    config["sliding_window_pattern"] = 6;
    config["attn_logit_softcapping"] = nullptr;
    config["final_logit_softcapping"] = nullptr;
    config["query_pre_attn_scalar"] = gemmaScale(sizes, 62);
    return {};
}

/// The rotated part of a head.
Result<double> rotaryShare(const GgufFile& file, const GgufSizes& sizes) {
    POSTERN_ASSIGN(const std::int64_t rotated, size(file, "rope.dimension_count", sizes.headDim));
    if (rotated > sizes.headDim)
        return refuse(file, keyOf(file, "rope.dimension_count"), "is larger than a head");
    return static_cast<double>(rotated) / static_cast<double>(sizes.headDim);
}

Result<void> configurePhi(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    config["hidden_act"] = "gelu_new";
    config["qk_layernorm"] = false;
    POSTERN_ASSIGN(config["layer_norm_eps"], real(file, "attention.layer_norm_epsilon"));
    POSTERN_ASSIGN(config["partial_rotary_factor"], rotaryShare(file, sizes));
    return configureRope(file, 10000, sizes.headDim, config);
}

Result<void> configurePhi3(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    POSTERN_TRY(configureRms(file, sizes, config, 10000));
    config.erase("head_dim");
    POSTERN_ASSIGN(config["partial_rotary_factor"], rotaryShare(file, sizes));
    POSTERN_ASSIGN(config["original_max_position_embeddings"], size(file, "rope.scaling.original_context_length", sizes.positions));
    const auto window = file.integer(keyOf(file, "attention.sliding_window"));
    config["sliding_window"] = window && *window > 0 ? Json(*window) : Json();
    const GgufTensor* shortFactors = file.find("rope_factors_short.weight");
    const GgufTensor* longFactors = file.find("rope_factors_long.weight");
    if (shortFactors && longFactors)
        config["rope_scaling"] = {{"type", "longrope"}, {"short_factor", floatsOf(*shortFactors)}, {"long_factor", floatsOf(*longFactors)}};
    return {};
}

Result<void> configureGpt2(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    POSTERN_ASSIGN(const double epsilon, real(file, "attention.layer_norm_epsilon"));
    for (const char* key :
         {"hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "max_position_embeddings"})
        config.erase(key);
    config.update(Json{{"n_embd", sizes.hidden},
                       {"n_inner", sizes.intermediate},
                       {"n_layer", sizes.layers},
                       {"n_head", sizes.heads},
                       {"n_positions", sizes.positions},
                       {"activation_function", "gelu_new"},
                       {"layer_norm_epsilon", epsilon}});
    return {};
}

Result<void> configureNeox(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    config.erase("num_key_value_heads");
    config["hidden_act"] = "gelu";
    config["attention_bias"] = file.find("blk.0.attn_qkv.bias") != nullptr;
    config["use_parallel_residual"] = file.flag(keyOf(file, "use_parallel_residual")).value_or(true);
    POSTERN_ASSIGN(config["layer_norm_eps"], real(file, "attention.layer_norm_epsilon"));
    POSTERN_ASSIGN(config["rotary_pct"], rotaryShare(file, sizes));
    POSTERN_ASSIGN(config["rotary_emb_base"], real(file, "rope.freq_base", 10000.0));
    return {};
}

Result<void> configureBloom(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    POSTERN_ASSIGN(const double epsilon, real(file, "attention.layer_norm_epsilon"));
    if (sizes.intermediate != 4 * sizes.hidden)
        return refuse(file, keyOf(file, "feed_forward_length"), "is not four times the hidden size");
    for (const char* key :
         {"intermediate_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "max_position_embeddings"})
        config.erase(key);
    config.update(Json{{"n_layer", sizes.layers},
                       {"n_head", sizes.heads},
                       {"layer_norm_epsilon", epsilon},
                       {"apply_residual_connection_post_layernorm", false}});
    return {};
}

Result<void> configureStarcoder2(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    config["hidden_act"] = "gelu_pytorch_tanh";
    config["use_bias"] = file.find("blk.0.attn_q.bias") != nullptr;
    const auto window = file.integer(keyOf(file, "attention.sliding_window"));
    config["sliding_window"] = window && *window > 0 ? Json(*window) : Json();
    POSTERN_ASSIGN(config["norm_epsilon"], real(file, "attention.layer_norm_epsilon"));
    return configureRope(file, 10000, sizes.headDim, config);
}

Result<void> configureStablelm(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    config["hidden_act"] = "silu";
    config["qk_layernorm"] = false;
    config["use_qkv_bias"] = file.find("blk.0.attn_q.bias") != nullptr;
    config["use_parallel_residual"] = file.flag(keyOf(file, "use_parallel_residual")).value_or(false);
    POSTERN_ASSIGN(config["layer_norm_eps"], real(file, "attention.layer_norm_epsilon"));
    POSTERN_ASSIGN(config["partial_rotary_factor"], rotaryShare(file, sizes));
    return configureRope(file, 10000, sizes.headDim, config);
}

constexpr std::array<GgufFamily, 14> kFamilies = {{
    {"llama", "llama", "LlamaForCausalLM", kLlamaRules, &configureLlama},
    {"qwen2", "qwen2", "Qwen2ForCausalLM", kQwenRules, &configureQwen2},
    {"qwen3", "qwen3", "Qwen3ForCausalLM", kQwenRules, &configureQwen3},
    {"gemma", "gemma", "GemmaForCausalLM", kGemmaRules, &configureGemma, true},
    {"gemma2", "gemma2", "Gemma2ForCausalLM", kGemma2Rules, &configureGemma2, true},
    {"gemma3", "gemma3_text", "Gemma3ForCausalLM", kGemma2Rules, &configureGemma3, true},
    {"phi2", "phi", "PhiForCausalLM", kPhiRules, &configurePhi},
    {"phi3", "phi3", "Phi3ForCausalLM", kPhi3Rules, &configurePhi3},
    {"gpt2", "gpt2", "GPT2LMHeadModel", kGpt2Rules, &configureGpt2},
    {"gptneox", "gpt_neox", "GPTNeoXForCausalLM", kNeoxRules, &configureNeox},
    {"bloom", "bloom", "BloomForCausalLM", kBloomRules, &configureBloom},
    {"olmo2", "olmo2", "Olmo2ForCausalLM", kOlmo2Rules, &configureOlmo2},
    {"starcoder2", "starcoder2", "Starcoder2ForCausalLM", kStarcoder2Rules, &configureStarcoder2},
    {"stablelm", "stablelm", "StableLmForCausalLM", kQwenRules, &configureStablelm},
}};

/// Ids of special tokens; two ends of an answer become a list.
void addTokens(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    const auto token = [&](const char* key) {
        const auto id = file.integer(std::string("tokenizer.ggml.") + key);
        return id && *id >= 0 && *id < sizes.vocabulary ? Json(*id) : Json();
    };
    config["bos_token_id"] = token("bos_token_id");
    config["pad_token_id"] = token("padding_token_id");
    const Json end = token("eos_token_id");
    const Json turn = token("eot_token_id");
    config["eos_token_id"] = end.is_null() || turn.is_null() || end == turn ? (end.is_null() ? turn : end) : Json::array({end, turn});
}

} // namespace

std::span<const GgufFamily> ggufFamilies() {
    return kFamilies;
}

const GgufFamily* findGgufFamily(std::string_view architecture) {
    const auto* found = std::find_if(kFamilies.begin(), kFamilies.end(), [&](const auto& f) { return f.architecture == architecture; });
    return found == kFamilies.end() ? nullptr : found;
}

Result<GgufSizes> readGgufSizes(const GgufFile& file, const GgufFamily& family) {
    GgufSizes sizes;
    POSTERN_ASSIGN(sizes.layers, size(file, "block_count"));
    POSTERN_ASSIGN(sizes.hidden, size(file, "embedding_length"));
    POSTERN_ASSIGN(sizes.intermediate, size(file, "feed_forward_length"));
    POSTERN_ASSIGN(sizes.heads, size(file, "attention.head_count"));
    POSTERN_ASSIGN(sizes.keyHeads, size(file, "attention.head_count_kv", sizes.heads));
    POSTERN_ASSIGN(sizes.headDim, size(file, "attention.key_length", std::max<std::int64_t>(1, sizes.hidden / sizes.heads)));
    POSTERN_ASSIGN(sizes.positions, size(file, "context_length"));
    const GgufTensor* embeddings = file.find("token_embd.weight");
    if (!embeddings || embeddings->shape.size() != 2 || embeddings->shape[1] != sizes.hidden)
        return fail(ErrorCode::TensorMismatch, file.path().string(),
                    "token_embd.weight is missing or does not have rows of " + std::to_string(sizes.hidden));
    sizes.vocabulary = embeddings->shape[0];
    const GgufTensor* output = file.find("output.weight");
    // Some writers store the tied head a second time.
    const bool copied = output && output->bytes.size() == embeddings->bytes.size() && output->type == embeddings->type &&
                        std::equal(output->bytes.begin(), output->bytes.end(), embeddings->bytes.begin());
    sizes.tied = family.alwaysTied || !output || copied;
    return sizes;
}

Result<Json> ggufConfig(const GgufFile& file, const GgufFamily& family, const GgufSizes& sizes) {
    Json config = {{"model_type", family.modelType},        {"architectures", {family.className}},
                   {"hidden_size", sizes.hidden},           {"intermediate_size", sizes.intermediate},
                   {"num_hidden_layers", sizes.layers},     {"num_attention_heads", sizes.heads},
                   {"num_key_value_heads", sizes.keyHeads}, {"max_position_embeddings", sizes.positions},
                   {"vocab_size", sizes.vocabulary},        {"tie_word_embeddings", sizes.tied}};
    addTokens(file, sizes, config);
    POSTERN_TRY(family.configure(file, sizes, config));
    return config;
}

} // namespace postern
