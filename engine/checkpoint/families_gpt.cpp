// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>

#include <fmt/format.h>

#include "engine/checkpoint/family_parts.h"

namespace postern::families {

// --- GPT -----------------------------------------------------------------------------------------------------------

void setUpGpt2(ModelConfig& config) {
    layerNorms(config);
    setAllBiases(config, true);
    config.positions = Positions::Learned;
    config.gatedMlp = false;
    config.transposedWeights = true;
    config.names = transformerNames();
    config.names.positions = "wpe";
    config.names.queryKeyValue = {"attn.c_attn"};
    config.names.output = "attn.c_proj";
    config.names.gateUp = {"mlp.c_fc"};
    config.names.down = "mlp.c_proj";
}

Result<void> readGpt2(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_ASSIGN(const bool scaled, reader.flag("scale_attn_weights", true));
    POSTERN_ASSIGN(const bool byLayer, reader.flag("scale_attn_by_inverse_layer_idx", false));
    for (std::size_t i = 0; i < config.layers.size(); ++i) {
        LayerOptions& layer = config.layers[i];
        layer.scale = scaled ? layer.scale : 1;
        if (byLayer)
            layer.scale /= static_cast<double>(i + 1);
    }
    return {};
}

void setUpGptNeoX(ModelConfig& config) {
    layerNorms(config);
    setAllBiases(config, true);
    config.residual = Residual::ParallelTwo;
    config.gatedMlp = false;
    config.queryKeyValueOrder = RowOrder::GroupedHeads;
    config.names = llamaNames();
    config.names.prefix = "gpt_neox.";
    config.names.embedding = "embed_in";
    config.names.finalNorm = "final_layer_norm";
    config.names.head = "embed_out";
    config.names.queryKeyValue = {"attention.query_key_value"};
    config.names.output = "attention.dense";
    config.names.gateUp = {"mlp.dense_h_to_4h"};
    config.names.down = "mlp.dense_4h_to_h";
}

Result<void> readGptNeoX(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_ASSIGN(const bool parallel, reader.flag("use_parallel_residual", true));
    config.residual = parallel ? Residual::ParallelTwo : Residual::Sequential;
    POSTERN_ASSIGN(config.queryKeyValueBias, reader.flag("attention_bias", true));
    config.outputBias = config.queryKeyValueBias;
    return {};
}

void setUpGptJ(ModelConfig& config) {
    layerNorms(config);
    config.residual = Residual::Parallel;
    config.gatedMlp = false;
    config.mlpBias = true;
    config.headBias = true;
    config.queryKeyValueOrder = RowOrder::RotaryPairs;
    config.names = transformerNames();
    config.names.mlpNorm.clear();
    config.names.queryKeyValue = {"attn.q_proj", "attn.k_proj", "attn.v_proj"};
    config.names.output = "attn.out_proj";
    config.names.gateUp = {"mlp.fc_in"};
    config.names.down = "mlp.fc_out";
}

Result<void> readGptJ(const ConfigReader& reader, ModelConfig& config) {
    // Null means the whole width, which fits a head only where there is one.
    const bool whole = !reader.given("rotary_dim") && reader.object().contains("rotary_dim");
    POSTERN_ASSIGN(config.ropes[0].rotaryDim, reader.integer("rotary_dim", 2, config.headDim, whole ? config.hiddenSize : 64));
    if (config.ropes[0].rotaryDim > config.headDim)
        return reader.refuse("rotary_dim", fmt::format("is {} where it is not given, more than a head has", config.ropes[0].rotaryDim));
    if (config.ropes[0].rotaryDim % 2 != 0)
        return reader.refuse("rotary_dim", "must be even");
    return {};
}

// --- OPT, Falcon, BLOOM --------------------------------------------------------------------------------------------

void setUpOpt(ModelConfig& config) {
    layerNorms(config);
    config.positions = Positions::Learned;
    config.positionOffset = 2;
    config.gatedMlp = false;
    config.names = llamaNames();
    config.names.prefix = "model.decoder.";
    config.names.positions = "embed_positions";
    config.names.finalNorm = "final_layer_norm";
    config.names.inputNorm = "self_attn_layer_norm";
    config.names.mlpNorm = "final_layer_norm";
    config.names.output = "self_attn.out_proj";
    config.names.gateUp = {"fc1"};
    config.names.down = "fc2";
}

Result<void> readOpt(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_ASSIGN(const bool biases, reader.flag("enable_bias", true));
    setAllBiases(config, biases);
    POSTERN_ASSIGN(config.normWeight, reader.flag("layer_norm_elementwise_affine", true));
    config.normBias = config.normWeight;
    POSTERN_ASSIGN(const bool before, reader.flag("do_layer_norm_before", true));
    POSTERN_ASSIGN(const bool noFinal, reader.flag("_remove_final_layer_norm", false));
    if (!before) {
        config.residual = Residual::AfterSum;
        config.preNorm = false;
        config.postNorm = true;
        config.names.attentionPostNorm = std::exchange(config.names.inputNorm, {});
        config.names.mlpPostNorm = std::exchange(config.names.mlpNorm, {});
    }
    if (!before || noFinal)
        config.names.finalNorm.clear();
    POSTERN_ASSIGN(const std::int64_t width, reader.integer("word_embed_proj_dim", 1, config.hiddenSize, config.hiddenSize));
    if (width != config.hiddenSize) {
        config.embeddingSize = width;
        config.names.projectIn = "project_in";
        config.names.projectOut = "project_out";
    }
    return {};
}

void setUpFalcon(ModelConfig& config) {
    layerNorms(config);
    config.gatedMlp = false;
    config.names = transformerNames();
    config.names.embedding = "word_embeddings";
    config.names.inputNorm = "input_layernorm";
    config.names.queryKeyValue = {"self_attention.query_key_value"};
    config.names.output = "self_attention.dense";
    config.names.gateUp = {"mlp.dense_h_to_4h"};
    config.names.down = "mlp.dense_4h_to_h";
}

Result<void> readFalcon(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_ASSIGN(const bool biases, reader.flag("bias", false));
    setAllBiases(config, biases);
    POSTERN_ASSIGN(const bool newer, reader.flag("new_decoder_architecture", false));
    POSTERN_ASSIGN(const bool multiQuery, reader.flag("multi_query", true));
    POSTERN_ASSIGN(const bool parallel, reader.flag("parallel_attn", true));
    POSTERN_ASSIGN(const std::int64_t groups, reader.integer("num_kv_heads", 1, config.headCount, config.headCount));
    POSTERN_ASSIGN(const std::int64_t norms, reader.integer("num_ln_in_parallel_attn", 1, 2, newer ? 2 : 1));
    config.keyValueHeadCount = newer ? groups : multiQuery ? 1 : config.headCount;
    if (config.headCount % config.keyValueHeadCount != 0)
        return reader.refuse("num_kv_heads", "must divide \"num_attention_heads\"");
    config.queryKeyValueOrder = newer || !multiQuery ? RowOrder::GroupedHeads : RowOrder::Plain;
    if (newer && !parallel)
        return reader.refuse("parallel_attn", "is false, which does not go with \"new_decoder_architecture\"");
    config.names.mlpNorm.clear();
    if (!parallel) {
        config.names.mlpNorm = "post_attention_layernorm";
    } else if (newer && norms == 2) {
        config.residual = Residual::ParallelTwo;
        config.names.inputNorm = "ln_attn";
        config.names.mlpNorm = "ln_mlp";
    } else {
        config.residual = Residual::Parallel;
    }
    POSTERN_ASSIGN(const bool alibi, reader.flag("alibi", false));
    if (alibi) {
        config.positions = Positions::Alibi;
        config.coarseAlibi = true;
    }
    return {};
}

void setUpBloom(ModelConfig& config) {
    layerNorms(config);
    setAllBiases(config, true);
    config.positions = Positions::Alibi;
    config.embeddingNorm = true;
    config.gatedMlp = false;
    config.queryKeyValueOrder = RowOrder::GroupedHeads;
    config.names = transformerNames();
    config.names.embedding = "word_embeddings";
    config.names.embeddingNorm = "word_embeddings_layernorm";
    config.names.inputNorm = "input_layernorm";
    config.names.mlpNorm = "post_attention_layernorm";
    config.names.queryKeyValue = {"self_attention.query_key_value"};
    config.names.output = "self_attention.dense";
    config.names.gateUp = {"mlp.dense_h_to_4h"};
    config.names.down = "mlp.dense_4h_to_h";
}

Result<void> readBloom(const ConfigReader& reader, ModelConfig& config) {
    POSTERN_ASSIGN(const bool fromNorm, reader.flag("apply_residual_connection_post_layernorm", false));
    config.residual = fromNorm ? Residual::FromNorm : Residual::Sequential;
    POSTERN_ASSIGN(const bool exact, reader.flag("slow_but_exact", false));
    if (exact)
        return reader.refuse("slow_but_exact", "is true, which is not supported");
    return {};
}

} // namespace postern::families
