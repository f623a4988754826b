// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/model_config.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/checkpoint/config_reader.h"
#include "engine/checkpoint/model_families.h"

namespace postern {

namespace {

// Far above every published model, and small enough that no product of two of them overflows.
constexpr std::int64_t kMaxVocab = std::int64_t{1} << 22;
constexpr std::int64_t kMaxHidden = std::int64_t{1} << 16;
constexpr std::int64_t kMaxLayers = 1024;
constexpr std::int64_t kMaxHeads = 1024;
constexpr std::int64_t kMaxHeadDim = 1024;
constexpr std::int64_t kMaxIntermediate = std::int64_t{1} << 20;
constexpr std::int64_t kMaxPositions = std::int64_t{1} << 24;
constexpr double kMaxTheta = 1e12;
constexpr std::size_t kMaxEosTokens = 64;

/// Keys that mean another computation unless they are neutral (null, false, 1). A family reads those that it has; what it
/// did not read must be neutral, for to ignore it would compute something else in silence. pretraining_tp is none of them: it
/// tells how a model was trained.
constexpr std::array<std::string_view, 45> kComputationKeys = {"partial_rotary_factor",
                                                               "rotary_pct",
                                                               "rotary_dim",
                                                               "sliding_window",
                                                               "sliding_window_pattern",
                                                               "attn_logit_softcapping",
                                                               "final_logit_softcapping",
                                                               "logit_scale",
                                                               "logits_scaling",
                                                               "embedding_multiplier",
                                                               "residual_multiplier",
                                                               "attention_multiplier",
                                                               "query_pre_attn_scalar",
                                                               "num_local_experts",
                                                               "num_experts",
                                                               "n_routed_experts",
                                                               "use_qk_norm",
                                                               "qk_layernorm",
                                                               "qk_norm",
                                                               "use_parallel_residual",
                                                               "parallel_attn",
                                                               "no_rope_layers",
                                                               "attention_bias",
                                                               "qkv_bias",
                                                               "mlp_bias",
                                                               "use_bias",
                                                               "use_qkv_bias",
                                                               "clip_qkv",
                                                               "alibi",
                                                               "multi_query",
                                                               "new_decoder_architecture",
                                                               "scale_attn_by_inverse_layer_idx",
                                                               "add_cross_attention",
                                                               "is_encoder_decoder",
                                                               "use_bidirectional_attention",
                                                               "apply_residual_connection_post_layernorm",
                                                               "rope_interleaved",
                                                               "rope_local_base_freq",
                                                               "original_max_position_embeddings",
                                                               "kv_lora_rank",
                                                               "q_lora_rank",
                                                               "attention_sink",
                                                               "attention_chunk_size",
                                                               "hidden_size_per_layer_input",
                                                               "altup_num_inputs"};

bool isNeutral(const Json& value) {
    return value == false || value == 1;
}

Result<void> refuseUnread(const ConfigReader& reader) {
    for (const std::string_view key : kComputationKeys) {
        if (reader.wasRead(key))
            continue;
        if (key == "sliding_window" && reader.object().value("use_sliding_window", Json(true)) == false)
            continue;
        if (const Json* value = reader.given(key); value && !isNeutral(*value))
            return reader.refuse(key, "asks for a computation that is not supported in this family");
    }
    if (reader.wasRead("layer_types"))
        return {};
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

/// The alternative of "a|b" that is given, or the first. Two that are given must agree.
Result<std::string_view> chooseKey(const ConfigReader& reader, std::string_view keys) {
    const std::string_view first = keys.substr(0, keys.find('|'));
    std::string_view chosen;
    while (!keys.empty()) {
        const std::string_view key = keys.substr(0, keys.find('|'));
        keys.remove_prefix(std::min(keys.size(), key.size() + 1));
        if (!reader.given(key))
            continue;
        if (!chosen.empty() && *reader.given(key) != *reader.given(chosen))
            return reader.refuse(key, fmt::format("contradicts \"{}\"", chosen));
        if (chosen.empty())
            chosen = key;
    }
    return chosen.empty() ? first : chosen;
}

Result<Activation> readActivation(const ConfigReader& reader, const ModelFamily& family) {
    // With two keys the first decides where it is given (gemma: the code reads hidden_act).
    const std::size_t bar = family.activationKey.find('|');
    const std::string_view first = family.activationKey.substr(0, bar);
    const std::string_view read = bar == std::string_view::npos || reader.given(first) ? first : family.activationKey.substr(bar + 1);
    POSTERN_ASSIGN(const std::string name, reader.text(read, family.activation));
    constexpr std::array<std::pair<std::string_view, Activation>, 10> kNames = {{{"silu", Activation::Silu},
                                                                                 {"swish", Activation::Silu},
                                                                                 {"gelu", Activation::Gelu},
                                                                                 {"gelu_python", Activation::Gelu},
                                                                                 {"gelu_new", Activation::GeluTanh},
                                                                                 {"gelu_fast", Activation::GeluTanh},
                                                                                 {"gelu_pytorch_tanh", Activation::GeluTanh},
                                                                                 {"gelu_python_tanh", Activation::GeluTanh},
                                                                                 {"gelu_accurate", Activation::GeluTanh},
                                                                                 {"relu", Activation::Relu}}};
    for (const auto& [known, activation] : kNames)
        if (known == name)
            return activation;
    return reader.refuse(
        read, fmt::format("is \"{}\"; supported are silu, gelu, gelu_new, gelu_pytorch_tanh, gelu_fast and relu", printable(name, 40)));
}

Result<void> readSizes(const ConfigReader& reader, const ModelFamily& family, ModelConfig& config) {
    const auto integer = [&](std::string_view keys, std::int64_t maximum,
                             std::optional<std::int64_t> fallback = {}) -> Result<std::int64_t> {
        POSTERN_ASSIGN(const std::string_view key, chooseKey(reader, keys));
        return reader.integer(key, 1, maximum, fallback);
    };
    POSTERN_ASSIGN(config.vocabSize, integer("vocab_size", kMaxVocab));
    POSTERN_ASSIGN(config.hiddenSize, integer(family.hiddenKey, kMaxHidden));
    POSTERN_ASSIGN(config.layerCount, integer(family.layersKey, kMaxLayers));
    POSTERN_ASSIGN(config.headCount, integer(family.headsKey, kMaxHeads));
    config.keyValueHeadCount = config.headCount;
    if (!family.keyValueHeadsKey.empty()) {
        POSTERN_ASSIGN(config.keyValueHeadCount, integer(family.keyValueHeadsKey, config.headCount, config.headCount));
    }
    if (config.headCount % config.keyValueHeadCount != 0)
        return reader.refuse(family.keyValueHeadsKey, "must divide \"num_attention_heads\"");
    const std::optional<std::int64_t> inner = family.intermediateOptional ? std::optional(4 * config.hiddenSize) : std::nullopt;
    POSTERN_ASSIGN(config.intermediateSize, integer(family.intermediateKey, kMaxIntermediate, inner));
    POSTERN_ASSIGN(config.maxPositions, integer(family.positionsKey, kMaxPositions, 2048));

    const bool explicitHead = family.headDimKey && reader.given("head_dim");
    if (!explicitHead && family.headDim == 0 && config.hiddenSize % config.headCount != 0) {
        POSTERN_ASSIGN(const std::string_view heads, chooseKey(reader, family.headsKey));
        return reader.refuse(heads, "must divide the hidden size where \"head_dim\" is absent");
    }
    config.headDim = family.headDim != 0 ? family.headDim : config.hiddenSize / config.headCount;
    if (family.headDimKey) {
        POSTERN_ASSIGN(config.headDim, reader.integer("head_dim", 2, kMaxHeadDim, config.headDim));
    }
    if (const Json* given = reader.given("head_dim"); given && *given != config.headDim)
        return reader.refuse("head_dim", fmt::format("must be {}, the hidden size over the heads, in this family", config.headDim));
    if (config.headDim < 2 || config.headDim > kMaxHeadDim || config.headDim % 2 != 0)
        return reader.refuse("head_dim", fmt::format("must be even and lie in 2 … {}", kMaxHeadDim));
    return {};
}

Result<void> readCommon(const ConfigReader& reader, const ModelFamily& family, ModelConfig& config) {
    POSTERN_TRY(readSizes(reader, family, config));
    config.normEpsilon = family.epsilon;
    if (!family.epsilonKey.empty()) {
        POSTERN_ASSIGN(config.normEpsilon, reader.number(family.epsilonKey, 0, 1, family.epsilon));
    }
    POSTERN_ASSIGN(config.activation, readActivation(reader, family));
    POSTERN_ASSIGN(config.initializerRange, reader.number(family.initializerKey, 0, 1e3, 0.02));
    POSTERN_ASSIGN(config.tieWordEmbeddings, reader.flag("tie_word_embeddings", family.tied));
    return {};
}

/// transformers 4 writes rope_theta beside rope_scaling, transformers 5 both inside rope_parameters.
Result<void> readRopes(const ConfigReader& reader, const ModelFamily& family, ModelConfig& config) {
    RopeContext context;
    context.headDim = config.headDim;
    context.maxPositions = config.maxPositions;
    context.rotaryDim = config.ropes[0].rotaryDim;
    POSTERN_ASSIGN(const std::string_view thetaKey, chooseKey(reader, family.thetaKey));
    POSTERN_ASSIGN(context.theta, reader.number(thetaKey, 1, kMaxTheta, family.ropeTheta));
    const bool givenTheta = reader.given(thetaKey) != nullptr;
    if (!family.partialKey.empty()) {
        POSTERN_ASSIGN(const std::string_view partialKey, chooseKey(reader, family.partialKey));
        POSTERN_ASSIGN(context.partialFactor, reader.number(partialKey, 0, 1, family.partial));
    }
    if (reader.wasRead("original_max_position_embeddings") || reader.given("original_max_position_embeddings")) {
        POSTERN_ASSIGN(context.originalMaxPositions, reader.integer("original_max_position_embeddings", 2, kMaxPositions, 4096));
    }
    POSTERN_ASSIGN(Rope rope, plainRope(reader, context));
    const Json* scaling = reader.given("rope_scaling");
    const Json* parameters = reader.given("rope_parameters");
    const auto check = [&](std::string_view key, const Rope& read) -> Result<void> {
        if (givenTheta && read.theta != context.theta)
            return reader.refuse(key, fmt::format("contradicts \"{}\"", thetaKey));
        if (family.partialKey.empty() && read.rotaryDim != config.headDim)
            return reader.refuse("partial_rotary_factor", "is not supported in this family");
        return {};
    };
    for (const auto& [key, object] : {std::pair<std::string_view, const Json*>("rope_scaling", scaling), {"rope_parameters", parameters}}) {
        if (!object || object->empty())
            continue;
        if (!object->is_object())
            return reader.refuse(key, "must be an object");
        const bool byLayerType = config.ropes.size() == 2 && object->contains("full_attention");
        context.parameters = object == parameters;
        const Json whole = byLayerType ? object->at("full_attention") : *object;
        if (!whole.is_object())
            return reader.refuse(key, "must hold objects");
        POSTERN_ASSIGN(const Rope read, readRope(ConfigReader(whole, reader.subject()), context));
        POSTERN_TRY(check(key, read));
        if (object == parameters && scaling && !scaling->empty() && !(read == rope))
            return reader.refuse(key, "contradicts \"rope_scaling\"");
        rope = read;
        if (byLayerType) {
            const Json local = object->value("sliding_attention", Json::object());
            if (!local.is_object() || object->size() > 2)
                return reader.refuse(key, "must hold full_attention and sliding_attention");
            RopeContext localContext = context;
            localContext.theta = config.ropes[1].theta;
            POSTERN_ASSIGN(config.ropes[1], readRope(ConfigReader(local, reader.subject()), localContext));
        }
    }
    config.ropes[0] = rope;
    if (config.ropes.size() == 2)
        config.ropes[1].rotaryDim = config.headDim;
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

/// A model of text and images whose text part is a family of its own: that part is read, the rest of the tensors are extra.
/// Its configuration states only what differs from the class's defaults.
Result<ModelConfig> parseGemma3Wrapper(const ConfigReader& reader) {
    const Json* text = reader.given("text_config");
    if (!text || !text->is_object())
        return reader.refuse("text_config", "is missing");
    Json own = {{"vocab_size", 262208},     {"hidden_size", 2304},      {"intermediate_size", 9216},        {"num_hidden_layers", 26},
                {"num_attention_heads", 8}, {"num_key_value_heads", 4}, {"max_position_embeddings", 131072}};
    for (const char* key : {"bos_token_id", "eos_token_id", "pad_token_id", "torch_dtype", "dtype"})
        if (const Json* value = reader.given(key))
            own[key] = *value;
    own.update(*text);
    own["model_type"] = "gemma3_text";
    own.erase("architectures");
    POSTERN_ASSIGN(ModelConfig config, parseModelConfig(own, reader.subject()));
    config.modelType = "gemma3";
    config.names.prefix = "language_model.model.";
    config.names.classPrefix = config.names.prefix;
    config.names.head = "language_model.lm_head";
    return config;
}

std::string supportedTypes() {
    std::string list;
    for (const ModelFamily& family : modelFamilies())
        list += (list.empty() ? "" : ", ") + std::string(family.modelType);
    return list;
}

/// One entry per layer as most families have it: every key seen, turned by the first rope.
void resetLayers(ModelConfig& config) {
    config.layers.assign(static_cast<std::size_t>(config.layerCount),
                         LayerOptions{.scale = 1 / std::sqrt(static_cast<double>(config.headDim))});
}

} // namespace

void becomeLlama(ModelConfig& config) {
    config.modelType = "llama";
    modelFamilies().front().setUp(config);
    config.names.classPrefix = config.names.prefix;
    config.ropes.front().rotaryDim = config.headDim;
    resetLayers(config);
}

void becomeGpt2(ModelConfig& config) {
    config.modelType = "gpt2";
    const auto families = modelFamilies();
    std::find_if(families.begin(), families.end(), [](const ModelFamily& f) { return f.modelType == "gpt2"; })->setUp(config);
    config.names.classPrefix = config.names.prefix;
    config.activation = Activation::GeluTanh;
    config.keyValueHeadCount = config.headCount;
    config.ropes = {{}};
    resetLayers(config);
    for (LayerOptions& layer : config.layers)
        layer.rope = -1;
}

Result<ModelConfig> parseModelConfig(const Json& config, const std::string& subject) {
    if (!config.is_object())
        return fail(ErrorCode::ConfigUnsupported, subject, "the configuration is not a JSON object");
    const ConfigReader reader(config, subject);
    ModelConfig result;
    POSTERN_ASSIGN(result.modelType, reader.text("model_type", ""));
    if (result.modelType == "gemma3") {
        POSTERN_TRY(refuseCode(reader));
        return parseGemma3Wrapper(reader);
    }
    const auto families = modelFamilies();
    const auto family =
        std::find_if(families.begin(), families.end(), [&](const ModelFamily& f) { return f.modelType == result.modelType; });
    if (family == families.end())
        return reader.refuse("model_type", result.modelType.empty() ? "is missing"
                                                                    : fmt::format("is \"{}\"; supported are {}",
                                                                                  printable(result.modelType, 40), supportedTypes()));
    POSTERN_TRY(refuseCode(reader));
    if (const Json* classes = reader.given("architectures"); classes && *classes != Json::array({std::string(family->architecture)}))
        return reader.refuse("architectures", fmt::format("must be [\"{}\"]", family->architecture));
    POSTERN_ASSIGN(result.torchDtype, reader.text("torch_dtype", ""));
    POSTERN_ASSIGN(result.torchDtype, reader.text("dtype", result.torchDtype)); // the name since transformers 5
    family->setUp(result);
    result.names.classPrefix = result.names.prefix;
    POSTERN_TRY(readCommon(reader, *family, result));
    resetLayers(result);
    POSTERN_TRY(family->read(reader, result));
    if (result.positions == Positions::Rotary)
        POSTERN_TRY(readRopes(reader, *family, result));
    else
        for (LayerOptions& layer : result.layers)
            layer.rope = -1;
    if (result.positions != Positions::Rotary && reader.given("rope_scaling"))
        return reader.refuse("rope_scaling", "is set although the model has no rotary positions");
    POSTERN_TRY(readTokens(reader, result));
    POSTERN_TRY(refuseUnread(reader));
    return result;
}

} // namespace postern
