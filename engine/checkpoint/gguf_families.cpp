// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf_families.h"

#include <algorithm>
#include <array>

#include "engine/checkpoint/gguf_rope.h"
#include "engine/checkpoint/gguf_values.h"

namespace postern {

namespace {

using enum GgufChange;

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

Result<void> configureRms(const GgufFile& file, const GgufSizes& sizes, Json& config, double theta, const char* activation = "silu") {
    POSTERN_ASSIGN(config["rms_norm_eps"], ggufReal(file, "attention.layer_norm_rms_epsilon"));
    config["hidden_act"] = activation;
    config["head_dim"] = sizes.headDim;
    return configureGgufRope(file, theta, sizes.headDim, config);
}

Result<void> configureLlama(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    if (file.integer(ggufKey(file, "expert_count")).value_or(0) > 0)
        return refuseGguf(file, ggufKey(file, "expert_count"), "asks for experts, which are not supported");
    config["attention_bias"] = file.find("blk.0.attn_q.bias") != nullptr;
    config["mlp_bias"] = file.find("blk.0.ffn_up.bias") != nullptr;
    return configureRms(file, sizes, config, 10000);
}

Result<void> configureQwen2(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    config["use_sliding_window"] = false;
    POSTERN_TRY(configureRms(file, sizes, config, 10000));
    config.erase("head_dim"); // this family derives it
    if (sizes.headDim * sizes.heads != sizes.hidden)
        return refuseGguf(file, ggufKey(file, "attention.key_length"), "contradicts the number of heads");
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
    POSTERN_ASSIGN(config["attn_logit_softcapping"], ggufReal(file, "attn_logit_softcapping", 50.0));
    POSTERN_ASSIGN(config["final_logit_softcapping"], ggufReal(file, "final_logit_softcapping", 30.0));
    POSTERN_ASSIGN(config["sliding_window"], ggufSize(file, "attention.sliding_window", 4096));
    config["query_pre_attn_scalar"] = gemmaScale(sizes, 46);
    return {};
}

Result<void> configureGemma3(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    POSTERN_TRY(configureGemma(file, sizes, config));
    POSTERN_ASSIGN(config["rope_theta"], ggufReal(file, "rope.freq_base", 1e6));
    POSTERN_ASSIGN(config["rope_local_base_freq"], ggufReal(file, "rope.freq_base_swa", 10000.0));
    POSTERN_ASSIGN(config["sliding_window"], ggufSize(file, "attention.sliding_window", 1024));
    config["sliding_window_pattern"] = 6;
    config["attn_logit_softcapping"] = nullptr;
    config["final_logit_softcapping"] = nullptr;
    config["query_pre_attn_scalar"] = gemmaScale(sizes, 62);
    return {};
}

/// The rotated part of a head.
Result<double> rotaryShare(const GgufFile& file, const GgufSizes& sizes) {
    POSTERN_ASSIGN(const std::int64_t rotated, ggufSize(file, "rope.dimension_count", sizes.headDim));
    if (rotated > sizes.headDim)
        return refuseGguf(file, ggufKey(file, "rope.dimension_count"), "is larger than a head");
    return static_cast<double>(rotated) / static_cast<double>(sizes.headDim);
}

Result<void> configurePhi(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    config["hidden_act"] = "gelu_new";
    config["qk_layernorm"] = false;
    POSTERN_ASSIGN(config["layer_norm_eps"], ggufReal(file, "attention.layer_norm_epsilon"));
    POSTERN_ASSIGN(config["partial_rotary_factor"], rotaryShare(file, sizes));
    return configureGgufRope(file, 10000, sizes.headDim, config);
}

Result<void> configurePhi3(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    POSTERN_TRY(configureRms(file, sizes, config, 10000));
    config.erase("head_dim");
    POSTERN_ASSIGN(config["partial_rotary_factor"], rotaryShare(file, sizes));
    POSTERN_ASSIGN(config["original_max_position_embeddings"], ggufSize(file, "rope.scaling.original_context_length", sizes.positions));
    const auto window = file.integer(ggufKey(file, "attention.sliding_window"));
    config["sliding_window"] = window && *window > 0 ? Json(*window) : Json();
    const GgufTensor* shortFactors = file.find("rope_factors_short.weight");
    const GgufTensor* longFactors = file.find("rope_factors_long.weight");
    if (shortFactors && longFactors)
        config["rope_scaling"] = {
            {"type", "longrope"}, {"short_factor", ggufFloats(*shortFactors)}, {"long_factor", ggufFloats(*longFactors)}};
    return {};
}

Result<void> configureGpt2(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    POSTERN_ASSIGN(const double epsilon, ggufReal(file, "attention.layer_norm_epsilon"));
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
    config["use_parallel_residual"] = file.flag(ggufKey(file, "use_parallel_residual")).value_or(true);
    POSTERN_ASSIGN(config["layer_norm_eps"], ggufReal(file, "attention.layer_norm_epsilon"));
    POSTERN_ASSIGN(config["rotary_pct"], rotaryShare(file, sizes));
    POSTERN_ASSIGN(config["rotary_emb_base"], ggufReal(file, "rope.freq_base", 10000.0));
    return {};
}

Result<void> configureBloom(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    POSTERN_ASSIGN(const double epsilon, ggufReal(file, "attention.layer_norm_epsilon"));
    if (sizes.intermediate != 4 * sizes.hidden)
        return refuseGguf(file, ggufKey(file, "feed_forward_length"), "is not four times the hidden size");
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
    const auto window = file.integer(ggufKey(file, "attention.sliding_window"));
    config["sliding_window"] = window && *window > 0 ? Json(*window) : Json();
    POSTERN_ASSIGN(config["norm_epsilon"], ggufReal(file, "attention.layer_norm_epsilon"));
    return configureGgufRope(file, 10000, sizes.headDim, config);
}

Result<void> configureStablelm(const GgufFile& file, const GgufSizes& sizes, Json& config) {
    config["hidden_act"] = "silu";
    config["qk_layernorm"] = false;
    config["use_qkv_bias"] = file.find("blk.0.attn_q.bias") != nullptr;
    config["use_parallel_residual"] = file.flag(ggufKey(file, "use_parallel_residual")).value_or(false);
    POSTERN_ASSIGN(config["layer_norm_eps"], ggufReal(file, "attention.layer_norm_epsilon"));
    POSTERN_ASSIGN(config["partial_rotary_factor"], rotaryShare(file, sizes));
    return configureGgufRope(file, 10000, sizes.headDim, config);
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
    POSTERN_ASSIGN(sizes.layers, ggufSize(file, "block_count"));
    POSTERN_ASSIGN(sizes.hidden, ggufSize(file, "embedding_length"));
    POSTERN_ASSIGN(sizes.intermediate, ggufSize(file, "feed_forward_length"));
    POSTERN_ASSIGN(sizes.heads, ggufSize(file, "attention.head_count"));
    POSTERN_ASSIGN(sizes.keyHeads, ggufSize(file, "attention.head_count_kv", sizes.heads));
    POSTERN_ASSIGN(sizes.headDim, ggufSize(file, "attention.key_length", std::max<std::int64_t>(1, sizes.hidden / sizes.heads)));
    POSTERN_ASSIGN(sizes.positions, ggufSize(file, "context_length"));
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
