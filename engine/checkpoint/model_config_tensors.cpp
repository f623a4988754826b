// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/model_config.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

namespace postern {

namespace {

using Tensors = std::vector<ModelConfig::ExpectedTensor>;

void addVector(Tensors& tensors, std::string name, std::int64_t size) {
    TensorLayout layout;
    layout.rows = size;
    tensors.push_back({std::move(name), {size}, layout});
}

/// A norm's parameters; nothing where the family does not have this norm.
void addNorm(Tensors& tensors, const ModelConfig& config, const std::string& prefix, const std::string& name) {
    if (name.empty())
        return;
    if (config.normWeight)
        addVector(tensors, prefix + name + ".weight", config.hiddenSize);
    if (config.normBias)
        addVector(tensors, prefix + name + ".bias", config.hiddenSize);
}

void addTable(Tensors& tensors, std::string name, std::int64_t rows, std::int64_t columns) {
    TensorLayout layout;
    layout.rows = rows;
    layout.columns = columns;
    tensors.push_back({std::move(name), {rows, columns}, layout});
}

/// The projections of one matrix product: weights first, then biases.
void addProjections(Tensors& tensors, const ModelConfig& config, const std::string& prefix, const std::vector<std::string>& names,
                    const std::vector<TensorLayout>& layouts, bool bias) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        TensorLayout layout = layouts[i];
        layout.transposed = config.transposedWeights;
        std::vector<std::int64_t> shape = {layout.rows, layout.columns};
        if (layout.transposed)
            std::swap(shape[0], shape[1]);
        tensors.push_back({prefix + names[i] + ".weight", std::move(shape), layout});
    }
    for (std::size_t i = 0; bias && i < names.size(); ++i) {
        TensorLayout layout = layouts[i];
        layout.columns = 1;
        tensors.push_back({prefix + names[i] + ".bias", {layout.rows}, layout});
    }
}

TensorLayout plain(std::int64_t rows, std::int64_t columns) {
    TensorLayout layout;
    layout.rows = rows;
    layout.columns = columns;
    return layout;
}

std::vector<TensorLayout> queryKeyValueLayouts(const ModelConfig& config) {
    if (config.names.queryKeyValue.size() == 1) {
        TensorLayout layout = plain(config.queryWidth() + 2 * config.keyWidth(), config.hiddenSize);
        layout.order = config.queryKeyValueOrder;
        layout.headDim = config.headDim;
        layout.groupSize = config.headCount / config.keyValueHeadCount;
        return {layout};
    }
    TensorLayout query = plain(config.queryWidth(), config.hiddenSize);
    query.order = config.queryKeyValueOrder;
    query.headDim = config.headDim;
    query.rotaryDim = config.ropes[0].rotaryDim;
    TensorLayout key = query;
    key.rows = config.keyWidth();
    return {query, key, plain(config.keyWidth(), config.hiddenSize)};
}

void addHeadNorm(Tensors& tensors, const ModelConfig& config, const std::string& name, std::int64_t heads) {
    const auto add = [&](const std::string& base, std::int64_t size) {
        addVector(tensors, base + ".weight", size);
        if (config.queryKeyNormBias)
            addVector(tensors, base + ".bias", size);
    };
    switch (config.queryKeyNorm) {
    case QueryKeyNorm::None:
        break;
    case QueryKeyNorm::Head:
        add(name, config.headDim);
        break;
    case QueryKeyNorm::EachHead:
        for (std::int64_t h = 0; h < heads; ++h)
            add(name + ".norms." + std::to_string(h), config.headDim);
        break;
    case QueryKeyNorm::WholeWidth:
        add(name, heads * config.headDim);
        break;
    }
}

void addLayer(Tensors& tensors, const ModelConfig& config, std::int64_t index) {
    const TensorNames& names = config.names;
    const std::string layer = config.layerPrefix(index);
    addNorm(tensors, config, layer, names.inputNorm);
    addProjections(tensors, config, layer, names.queryKeyValue, queryKeyValueLayouts(config), config.queryKeyValueBias);
    addHeadNorm(tensors, config, layer + names.queryNorm, config.headCount);
    addHeadNorm(tensors, config, layer + names.keyNorm, config.keyValueHeadCount);
    addProjections(tensors, config, layer, {names.output}, {plain(config.hiddenSize, config.queryWidth())}, config.outputBias);
    addNorm(tensors, config, layer, names.attentionPostNorm);
    addNorm(tensors, config, layer, names.mlpNorm);
    const bool together = config.gatedMlp && names.gateUp.size() == 1;
    const TensorLayout inner = plain((together ? 2 : 1) * config.intermediateSize, config.hiddenSize);
    addProjections(tensors, config, layer, names.gateUp, {inner, inner}, config.mlpBias);
    addProjections(tensors, config, layer, {names.down}, {plain(config.hiddenSize, config.intermediateSize)}, config.mlpBias);
    addNorm(tensors, config, layer, names.mlpPostNorm);
}

} // namespace

std::int64_t ModelConfig::parameterCount() const {
    std::int64_t count = 0;
    for (const ExpectedTensor& tensor : expectedTensors())
        count += tensor.layout.rows * tensor.layout.columns;
    return count;
}

std::string ModelConfig::headName() const {
    return tieWordEmbeddings ? names.prefix + names.embedding + ".weight" : names.head + ".weight";
}

std::vector<ModelConfig::ExpectedTensor> ModelConfig::expectedTensors() const {
    Tensors tensors;
    addTable(tensors, names.prefix + names.embedding + ".weight", vocabSize, embeddingWidth());
    if (positions == Positions::Learned)
        addTable(tensors, names.prefix + names.positions + ".weight", maxPositions + positionOffset, hiddenSize);
    if (embeddingSize != 0)
        addTable(tensors, names.prefix + names.projectIn + ".weight", hiddenSize, embeddingSize);
    if (embeddingNorm)
        addNorm(tensors, *this, names.prefix, names.embeddingNorm);
    for (std::int64_t i = 0; i < layerCount; ++i)
        addLayer(tensors, *this, i);
    addNorm(tensors, *this, names.prefix, names.finalNorm);
    if (embeddingSize != 0)
        addTable(tensors, names.prefix + names.projectOut + ".weight", embeddingSize, hiddenSize);
    if (!tieWordEmbeddings)
        addTable(tensors, names.head + ".weight", vocabSize, embeddingWidth());
    if (headBias)
        addVector(tensors, names.head + ".bias", vocabSize);
    return tensors;
}

std::vector<std::string> tensorPrefixes(const ModelConfig& config) {
    const std::string& usual = config.names.prefix;
    if (config.modelType == "gemma3") // by version of the library that wrote it
        return {usual, "model.language_model.", "model."};
    return {usual, usual.substr(usual.find('.') + 1)};
}

bool sameTensors(const ModelConfig& left, const ModelConfig& right) {
    ModelConfig alike = left;
    alike.names.prefix = right.names.prefix; // a file may come with or without it
    const auto a = alike.expectedTensors();
    const auto b = right.expectedTensors();
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto& one, const auto& other) { return one.name == other.name && one.shape == other.shape; });
}

} // namespace postern
