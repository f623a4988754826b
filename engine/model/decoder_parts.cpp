// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/decoder_parts.h"

#include <algorithm>

namespace postern {

DecoderParts::DecoderParts(const ModelConfig& modelConfig, const ParameterStore& store)
    : config(modelConfig), positions(modelConfig), m_store(store) {
    const TensorNames& names = config.names;
    embeddingNorm = norm(names.prefix, config.embeddingNorm ? names.embeddingNorm : "");
    finalNorm = norm(names.prefix, names.finalNorm);
    if (config.embeddingSize != 0) {
        projectIn.emplace(std::vector{names.prefix + names.projectIn}, config.hiddenSize, config.embeddingSize, false);
        projectOut.emplace(std::vector{names.prefix + names.projectOut}, config.embeddingSize, config.hiddenSize, false);
    }
    for (std::int64_t i = 0; i < config.layerCount; ++i) {
        const std::string prefix = config.layerPrefix(i);
        const auto linear = [&](std::vector<std::string> modules, std::int64_t out, std::int64_t in, bool bias) {
            for (std::string& module : modules)
                module.insert(0, prefix);
            return Linear(std::move(modules), out, in, bias);
        };
        DecoderLayer layer;
        layer.input = norm(prefix, names.inputNorm);
        layer.attentionPost = norm(prefix, names.attentionPostNorm);
        layer.mlp = norm(prefix, names.mlpNorm);
        layer.mlpPost = norm(prefix, names.mlpPostNorm);
        layer.qkv = linear(names.queryKeyValue, config.queryWidth() + 2 * config.keyWidth(), config.hiddenSize, config.queryKeyValueBias);
        layer.output = linear({names.output}, config.hiddenSize, config.queryWidth(), config.outputBias);
        layer.gateUp = linear(names.gateUp, (config.gatedMlp ? 2 : 1) * config.intermediateSize, config.hiddenSize, config.mlpBias);
        layer.down = linear({names.down}, config.hiddenSize, config.intermediateSize, config.mlpBias);
        const std::string first = config.queryKeyNorm == QueryKeyNorm::EachHead ? ".norms.0" : "";
        layer.queryNorm = prefix + names.queryNorm + first;
        layer.keyNorm = prefix + names.keyNorm + first;
        layers.push_back(std::move(layer));
    }
}

NormNames DecoderParts::norm(const std::string& prefix, const std::string& name) const {
    NormNames result;
    result.present = !name.empty();
    if (result.present && config.normWeight)
        result.weight = prefix + name + ".weight";
    if (result.present && config.normBias)
        result.bias = prefix + name + ".bias";
    return result;
}

AttentionShape DecoderParts::attention(std::size_t layer) const {
    const LayerOptions& options = config.layers[layer];
    AttentionShape shape;
    shape.heads = static_cast<std::int32_t>(config.headCount);
    shape.keyValueHeads = static_cast<std::int32_t>(config.keyValueHeadCount);
    shape.headDim = static_cast<std::int32_t>(config.headDim);
    shape.rotaryDim = options.rope < 0 ? 0 : static_cast<std::int32_t>(config.ropes[static_cast<std::size_t>(options.rope)].rotaryDim);
    shape.window = static_cast<std::int32_t>(options.window);
    shape.scale = static_cast<float>(options.scale);
    shape.softCap = static_cast<float>(config.attentionSoftCap);
    shape.keyBias = positions.keyBias();
    shape.biasStride = positions.keyBiasStride();
    return shape;
}

HeadNormShape DecoderParts::headNorm(bool key) const {
    const auto heads = static_cast<std::int32_t>(key ? config.keyValueHeadCount : config.headCount);
    const auto dim = static_cast<std::int32_t>(config.headDim);
    const bool whole = config.queryKeyNorm == QueryKeyNorm::WholeWidth;
    HeadNormShape shape;
    shape.stride = config.queryWidth() + 2 * config.keyWidth();
    shape.first = key ? config.queryWidth() : 0;
    shape.groups = whole ? 1 : heads;
    shape.width = whole ? heads * dim : dim;
    shape.weightStride = config.queryKeyNorm == QueryKeyNorm::EachHead ? dim : 0;
    return shape;
}

NormOptions DecoderParts::normOptions() const {
    return {config.norm == NormKind::Layer, config.normPlusOne ? 1.0F : 0.0F, static_cast<float>(config.normEpsilon)};
}

NormOptions DecoderParts::headNormOptions() const {
    return {config.queryKeyNormKind == NormKind::Layer, config.normPlusOne ? 1.0F : 0.0F, static_cast<float>(config.normEpsilon)};
}

std::vector<Linear*> DecoderParts::projections() {
    std::vector<Linear*> all;
    for (DecoderLayer& layer : layers)
        for (Linear* linear : {&layer.qkv, &layer.output, &layer.gateUp, &layer.down})
            all.push_back(linear);
    return all;
}

bool DecoderParts::matches(const std::string& target, const std::string& module, std::string_view group) {
    return target == "all-linear" || target == group || module == target || module.ends_with('.' + target);
}

std::string DecoderParts::unmatchedTarget(const std::vector<std::string>& targets) const {
    for (const std::string& target : targets) {
        const bool found = std::any_of(layers.begin(), layers.end(), [&](const DecoderLayer& layer) {
            const auto any = [&](const Linear& linear, std::string_view group) {
                return std::any_of(linear.modules().begin(), linear.modules().end(),
                                   [&](const std::string& module) { return matches(target, module, group); });
            };
            return any(layer.qkv, "attention") || any(layer.output, "attention") || any(layer.gateUp, "mlp") || any(layer.down, "mlp");
        });
        if (!found)
            return target;
    }
    return {};
}

std::string DecoderParts::moduleNames() const {
    std::string names;
    for (const Linear* linear : {&layers.front().qkv, &layers.front().output, &layers.front().gateUp, &layers.front().down})
        for (const std::string& module : linear->modules())
            names += (names.empty() ? "" : ", ") + module.substr(config.layerPrefix(0).size());
    return names;
}

void DecoderParts::attachLora(LoraState* state, const std::vector<std::string>& targets) {
    lora = state;
    for (Linear* linear : projections())
        linear->adapters.clear();
    if (!lora)
        return;
    const auto attach = [&](Linear& linear, std::string_view group) {
        std::int64_t row = 0;
        for (const std::string& module : linear.modules()) {
            const std::int64_t rows = m_store.entry(module + ".weight").count / linear.in();
            if (std::any_of(targets.begin(), targets.end(), [&](const std::string& target) { return matches(target, module, group); }))
                linear.adapters.push_back({module, row, rows});
            row += rows;
        }
    };
    for (DecoderLayer& layer : layers) {
        attach(layer.qkv, "attention");
        attach(layer.output, "attention");
        attach(layer.gateUp, "mlp");
        attach(layer.down, "mlp");
    }
}

} // namespace postern
