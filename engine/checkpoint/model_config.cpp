// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/model_config.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/checkpoint/config_reader.h"

namespace postern {

namespace {

// Far above every published model of the family, and small enough that no product of two of them overflows.
constexpr std::int64_t kMaxVocab = std::int64_t{1} << 22;
constexpr std::int64_t kMaxHidden = std::int64_t{1} << 16;
constexpr std::int64_t kMaxLayers = 1024;
constexpr std::int64_t kMaxHeads = 1024;
constexpr std::int64_t kMaxHeadDim = 1024;
constexpr std::int64_t kMaxIntermediate = std::int64_t{1} << 20;
constexpr std::int64_t kMaxPositions = std::int64_t{1} << 24;
constexpr std::size_t kMaxEosTokens = 64;

/// Keys of other decoders. A llama checkpoint that carries one with a value other than its neutral one (null, false, 1)
/// means another computation than ours; to ignore it would compute something else in silence.
constexpr std::array<std::string_view, 17> kForeignKeys = {
    "pretraining_tp",          "partial_rotary_factor", "sliding_window",    "attn_logit_softcapping",
    "final_logit_softcapping", "logit_scale",           "logits_scaling",    "embedding_multiplier",
    "residual_multiplier",     "attention_multiplier",  "num_local_experts", "num_experts",
    "query_pre_attn_scalar",   "use_qk_norm",           "qk_layernorm",      "use_parallel_residual",
    "no_rope_layers",
};

bool isNeutral(const Json& value) {
    return value == false || value == 1;
}

Result<void> refuseForeign(const ConfigReader& reader) {
    for (const std::string_view key : kForeignKeys) {
        if (key == "sliding_window" && reader.object().value("use_sliding_window", Json(true)) == false)
            continue;
        if (const Json* value = reader.given(key); value && !isNeutral(*value))
            return reader.refuse(key, "asks for a computation that is not supported in this family");
    }
    if (const Json* kinds = reader.given("layer_types")) {
        const bool plain =
            kinds->is_array() && std::all_of(kinds->begin(), kinds->end(), [](const Json& kind) { return kind == "full_attention"; });
        if (!plain)
            return reader.refuse("layer_types", "names other layers than full_attention");
    }
    return {};
}

Result<void> refuseCode(const ConfigReader& reader) {
    if (const Json* hooks = reader.given("auto_map"); hooks && !hooks->empty())
        return reader.refuse("auto_map", "asks for program code from the checkpoint, which is never run");
    if (reader.given("quantization_config"))
        return reader.refuse("quantization_config", "declares quantized weights, which are not supported");
    return {};
}

/// Kind of rope under "rope_type" or, before transformers 4.43, "type".
Result<RopeScaling::Kind> ropeKind(const ConfigReader& rope) {
    POSTERN_ASSIGN(const std::string legacy, rope.text("type", ""));
    POSTERN_ASSIGN(const std::string kind, rope.text("rope_type", legacy.empty() ? "default" : legacy));
    if (!legacy.empty() && legacy != kind)
        return rope.refuse("rope_type", "contradicts \"type\"");
    if (kind == "default")
        return RopeScaling::Kind::None;
    if (kind == "linear")
        return RopeScaling::Kind::Linear;
    if (kind == "llama3")
        return RopeScaling::Kind::Llama3;
    return rope.refuse("rope_type", fmt::format("is \"{}\"; supported are default, linear and llama3", printable(kind, 40)));
}

Result<RopeScaling> readRopeScaling(const ConfigReader& rope) {
    constexpr std::array<std::string_view, 8> kKnown = {"type",
                                                        "rope_type",
                                                        "rope_theta",
                                                        "factor",
                                                        "low_freq_factor",
                                                        "high_freq_factor",
                                                        "original_max_position_embeddings",
                                                        "partial_rotary_factor"};
    for (const auto& [key, value] : rope.object().items()) {
        if (std::find(kKnown.begin(), kKnown.end(), key) == kKnown.end() && !value.is_null())
            return rope.refuse(key, "is not a known setting of rope");
    }
    POSTERN_TRY(rope.number("partial_rotary_factor", 1, 1, 1));
    RopeScaling scaling;
    POSTERN_ASSIGN(scaling.kind, ropeKind(rope));
    if (scaling.kind == RopeScaling::Kind::None)
        return scaling;
    POSTERN_ASSIGN(scaling.factor, rope.number("factor", 1, 1e6));
    if (scaling.kind == RopeScaling::Kind::Linear)
        return scaling;
    POSTERN_ASSIGN(scaling.lowFreqFactor, rope.number("low_freq_factor", 1e-6, 1e6));
    POSTERN_ASSIGN(scaling.highFreqFactor, rope.number("high_freq_factor", 1e-6, 1e6));
    POSTERN_ASSIGN(scaling.originalMaxPositions, rope.integer("original_max_position_embeddings", 1, kMaxPositions));
    if (scaling.highFreqFactor <= scaling.lowFreqFactor)
        return rope.refuse("high_freq_factor", "must be larger than \"low_freq_factor\"");
    return scaling;
}

/// transformers 4 writes rope_theta beside rope_scaling, transformers 5 both inside rope_parameters.
Result<void> readRope(const ConfigReader& reader, ModelConfig& config) {
    constexpr double kMaxTheta = 1e12;
    const Json* scaling = reader.given("rope_scaling");
    const Json* parameters = reader.given("rope_parameters");
    POSTERN_ASSIGN(config.ropeTheta, reader.number("rope_theta", 1, kMaxTheta, 10000));
    for (const auto& [key, value] : {std::pair("rope_scaling", scaling), std::pair("rope_parameters", parameters)}) {
        if (!value)
            continue;
        if (!value->is_object())
            return reader.refuse(key, "must be an object");
        const ConfigReader rope(*value, reader.subject());
        POSTERN_ASSIGN(const double theta, rope.number("rope_theta", 1, kMaxTheta, config.ropeTheta));
        if (reader.given("rope_theta") && theta != config.ropeTheta)
            return reader.refuse(key, "contradicts \"rope_theta\"");
        config.ropeTheta = theta;
        POSTERN_ASSIGN(const RopeScaling read, readRopeScaling(rope));
        if (scaling && parameters && value == parameters && !(read == config.ropeScaling))
            return reader.refuse(key, "contradicts \"rope_scaling\"");
        config.ropeScaling = read;
    }
    return {};
}

Result<std::optional<std::int64_t>> readToken(const ConfigReader& reader, std::string_view key, std::int64_t vocabSize) {
    const Json* value = reader.given(key);
    if (!value || *value == -1) // the first Llama checkpoints say -1 for "no padding"
        return std::optional<std::int64_t>();
    POSTERN_ASSIGN(const std::int64_t id, reader.integer(key, 0, vocabSize - 1));
    return std::optional<std::int64_t>(id);
}

Result<void> readTokens(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_ASSIGN(config.bosTokenId, readToken(reader, "bos_token_id", config.vocabSize));
    POSTERN_ASSIGN(config.padTokenId, readToken(reader, "pad_token_id", config.vocabSize));
    const Json* eos = reader.given("eos_token_id");
    if (!eos || !eos->is_array()) {
        POSTERN_ASSIGN(const std::optional<std::int64_t> id, readToken(reader, "eos_token_id", config.vocabSize));
        if (id)
            config.eosTokenIds.push_back(*id);
        return {};
    }
    if (eos->size() > kMaxEosTokens)
        return reader.refuse("eos_token_id", "has too many entries");
    for (const Json& entry : *eos) {
        const Json wrapped = {{"eos_token_id", entry}};
        POSTERN_ASSIGN(const std::int64_t id, ConfigReader(wrapped, reader.subject()).integer("eos_token_id", 0, config.vocabSize - 1));
        config.eosTokenIds.push_back(id);
    }
    return {};
}

Result<void> readLlama(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_TRY(refuseForeign(reader));
    POSTERN_ASSIGN(const std::string activation, reader.text("hidden_act", "silu"));
    if (activation != "silu")
        return reader.refuse("hidden_act", fmt::format("is \"{}\"; only silu is supported", printable(activation, 40)));
    POSTERN_ASSIGN(config.vocabSize, reader.integer("vocab_size", 1, kMaxVocab));
    POSTERN_ASSIGN(config.hiddenSize, reader.integer("hidden_size", 1, kMaxHidden));
    POSTERN_ASSIGN(config.layerCount, reader.integer("num_hidden_layers", 1, kMaxLayers));
    POSTERN_ASSIGN(config.headCount, reader.integer("num_attention_heads", 1, kMaxHeads));
    POSTERN_ASSIGN(config.keyValueHeadCount, reader.integer("num_key_value_heads", 1, config.headCount, config.headCount));
    POSTERN_ASSIGN(config.intermediateSize, reader.integer("intermediate_size", 1, kMaxIntermediate));
    POSTERN_ASSIGN(config.maxPositions, reader.integer("max_position_embeddings", 1, kMaxPositions, 2048));
    POSTERN_ASSIGN(config.normEpsilon, reader.number("rms_norm_eps", 0, 1, 1e-6));
    POSTERN_ASSIGN(config.initializerRange, reader.number("initializer_range", 0, 1e3, 0.02));
    POSTERN_ASSIGN(config.attentionBias, reader.flag("attention_bias", false));
    POSTERN_ASSIGN(config.mlpBias, reader.flag("mlp_bias", false));
    POSTERN_ASSIGN(config.tieWordEmbeddings, reader.flag("tie_word_embeddings", false));
    if (config.headCount % config.keyValueHeadCount != 0)
        return reader.refuse("num_key_value_heads", "must divide \"num_attention_heads\"");
    if (!reader.given("head_dim") && config.hiddenSize % config.headCount != 0)
        return reader.refuse("num_attention_heads", "must divide \"hidden_size\" where \"head_dim\" is absent");
    POSTERN_ASSIGN(config.headDim, reader.integer("head_dim", 2, kMaxHeadDim, config.hiddenSize / config.headCount));
    if (config.headDim < 2 || config.headDim > kMaxHeadDim || config.headDim % 2 != 0)
        return reader.refuse("head_dim", fmt::format("must be even and lie in 2 … {}", kMaxHeadDim));
    POSTERN_TRY(readRope(reader, config));
    return readTokens(reader, config);
}

/// A family is one entry: how its config.json is read, and the class name that goes with it.
struct Family {
    std::string_view modelType;
    std::string_view architecture;
    Result<void> (*read)(const ConfigReader&, ModelConfig&);
};

constexpr std::array<Family, 1> kFamilies = {{{"llama", "LlamaForCausalLM", &readLlama}}};

} // namespace

Result<ModelConfig> parseModelConfig(const Json& config, const std::string& subject) {
    if (!config.is_object())
        return fail(ErrorCode::ConfigUnsupported, subject, "the configuration is not a JSON object");
    const ConfigReader reader(config, subject);
    ModelConfig result;
    POSTERN_ASSIGN(result.modelType, reader.text("model_type", ""));
    const auto* family = std::find_if(kFamilies.begin(), kFamilies.end(), [&](const Family& f) { return f.modelType == result.modelType; });
    if (family == kFamilies.end())
        return reader.refuse("model_type", result.modelType.empty()
                                               ? "is missing"
                                               : fmt::format("is \"{}\"; supported is llama", printable(result.modelType, 40)));
    POSTERN_TRY(refuseCode(reader));
    if (const Json* classes = reader.given("architectures"); classes && *classes != Json::array({std::string(family->architecture)}))
        return reader.refuse("architectures", fmt::format("must be [\"{}\"]", family->architecture));
    POSTERN_ASSIGN(result.torchDtype, reader.text("torch_dtype", ""));
    POSTERN_ASSIGN(result.torchDtype, reader.text("dtype", result.torchDtype)); // the name since transformers 5
    POSTERN_TRY(family->read(reader, result));
    return result;
}

} // namespace postern
