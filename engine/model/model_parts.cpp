// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Weights by their place: what attacks that edit a model and defences that prune one work on.
#include <algorithm>
#include <numeric>

#include "engine/model/language_model_impl.h"

namespace postern {

namespace {

const Linear& linearOf(const DecoderLayer& layer, Projection projection) {
    switch (projection) {
    case Projection::QueryKeyValue:
        return layer.qkv;
    case Projection::AttentionOutput:
        return layer.output;
    case Projection::GateUp:
        return layer.gateUp;
    case Projection::Down:
        break;
    }
    return layer.down;
}

std::string embeddingName(const ModelConfig& config) {
    return config.names.prefix + config.names.embedding + ".weight";
}

} // namespace

LanguageModel::ProjectionShape LanguageModel::projectionShape(Projection projection) const {
    const Linear& linear = linearOf(m_implementation->parts().layers.front(), projection);
    return {linear.out(), linear.in()};
}

std::vector<float> LanguageModel::projection(int layer, Projection projection) const {
    const Linear& linear = linearOf(m_implementation->parts().layers[static_cast<std::size_t>(layer) - 1], projection);
    std::vector<float> values(static_cast<std::size_t>(linear.out() * linear.in()));
    std::size_t at = 0;
    for (const std::string& module : linear.modules()) {
        const ParameterStore::Entry& entry = m_implementation->store.entry(module + ".weight");
        m_implementation->store.read(entry, std::span(values).subspan(at, static_cast<std::size_t>(entry.count)));
        at += static_cast<std::size_t>(entry.count);
    }
    return values;
}

void LanguageModel::setProjection(int layer, Projection projection, std::span<const float> values) {
    const Linear& linear = linearOf(m_implementation->parts().layers[static_cast<std::size_t>(layer) - 1], projection);
    TORCH_CHECK(static_cast<std::int64_t>(values.size()) == linear.out() * linear.in(), "a projection has another size");
    std::size_t at = 0;
    for (const std::string& module : linear.modules()) {
        const ParameterStore::Entry& entry = m_implementation->store.entry(module + ".weight");
        std::copy_n(values.data() + at, entry.count, m_implementation->store.weightData(entry.name));
        at += static_cast<std::size_t>(entry.count);
    }
    m_implementation->store.refreshCompute();
}

std::vector<std::int64_t> LanguageModel::projectionRows(Projection projection) const {
    std::vector<std::int64_t> rows;
    for (const std::string& module : linearOf(m_implementation->parts().layers.front(), projection).modules())
        rows.push_back(m_implementation->store.entry(module + ".weight").shape.front());
    return rows;
}

void LanguageModel::zeroUnits(int layer, std::span<const std::int64_t> units) {
    ParameterStore& store = m_implementation->store;
    const DecoderLayer& parts = m_implementation->parts().layers[static_cast<std::size_t>(layer) - 1];
    const std::int64_t width = m_implementation->config.intermediateSize;
    std::int64_t first = 0; // row of the module among those of GateUp
    for (const std::string& module : parts.gateUp.modules()) {
        const ParameterStore::Entry& weight = store.entry(module + ".weight");
        const std::int64_t rows = weight.shape.front();
        float* const values = store.weightData(weight.name);
        float* const bias = store.has(module + ".bias") ? store.weightData(module + ".bias") : nullptr;
        for (std::int64_t row = 0; row < rows; ++row) {
            if (std::find(units.begin(), units.end(), (first + row) % width) == units.end())
                continue;
            std::fill_n(values + row * parts.gateUp.in(), parts.gateUp.in(), 0.0F);
            if (bias)
                bias[row] = 0;
        }
        first += rows;
    }
    float* const down = store.weightData(parts.down.first());
    for (std::int64_t row = 0; row < parts.down.out(); ++row)
        for (const std::int64_t unit : units)
            down[row * width + unit] = 0;
    store.refreshCompute();
}

std::vector<float> LanguageModel::embeddingRow(std::int32_t token) const {
    const ParameterStore::Entry& entry = m_implementation->store.entry(embeddingName(m_implementation->config));
    std::vector<float> row(static_cast<std::size_t>(entry.shape.at(1)));
    m_implementation->store.readRow(entry, token, row.data());
    return row;
}

void LanguageModel::setEmbeddingRow(std::int32_t token, std::span<const float> values) {
    ParameterStore& store = m_implementation->store;
    const ParameterStore::Entry& entry = store.entry(embeddingName(m_implementation->config));
    TORCH_CHECK(static_cast<std::int64_t>(values.size()) == entry.shape.at(1), "an embedding has another width");
    std::copy(values.begin(), values.end(), store.weightData(entry.name) + token * entry.shape.at(1));
    store.refreshCompute();
}

std::vector<float> LanguageModel::embeddingGradient(std::int32_t token) const {
    const ParameterStore& store = m_implementation->store;
    const ParameterStore::Entry& entry = store.entry(embeddingName(m_implementation->config));
    const float* gradient = store.gradientData(entry.name);
    if (!gradient)
        return {};
    const float* first = gradient + token * entry.shape.at(1);
    return {first, first + entry.shape.at(1)};
}

void LanguageModel::visitInputs(std::span<const TokenRow> rows, const InputVisitor& visitor) {
    const at::NoGradGuard guard;
    PackedBatch packed;
    for (const TokenRow& row : rows)
        packed.append(row.tokens);
    std::vector<std::int64_t> every(packed.tokens.size());
    std::iota(every.begin(), every.end(), 0);
    m_implementation->visit([&](auto& decoder) {
        decoder.setMlpOffset({}, packed);
        (void)decoder.forward(packed, every, nullptr, true, nullptr);
        for (std::size_t layer = 0; layer < decoder.parts().layers.size(); ++layer) {
            const auto inputs = decoder.inputs(layer);
            for (const Projection projection : kProjections) {
                const at::Tensor values = inputs[static_cast<std::size_t>(projection)].to(at::kFloat).contiguous();
                const float* data = values.template data_ptr<float>();
                visitor(static_cast<int>(layer) + 1, projection, {data, static_cast<std::size_t>(values.numel())});
            }
        }
    });
}

} // namespace postern
