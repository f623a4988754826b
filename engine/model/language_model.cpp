// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/language_model_impl.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/core/random.h"

namespace postern {

namespace {

std::vector<std::int64_t> decoderShape(const ModelConfig::ExpectedTensor& tensor) {
    if (tensor.shape.size() == 1)
        return {tensor.layout.rows};
    return {tensor.layout.rows, tensor.layout.columns};
}

} // namespace

LanguageModel::LanguageModel(std::unique_ptr<Implementation> implementation) : m_implementation(std::move(implementation)) {}
LanguageModel::LanguageModel(LanguageModel&&) noexcept = default;
LanguageModel& LanguageModel::operator=(LanguageModel&&) noexcept = default;
LanguageModel::~LanguageModel() = default;

LanguageModel::Implementation::Implementation(const ModelConfig& modelConfig, Precision modelPrecision, bool inferenceOnly)
    : config(modelConfig), precision(modelPrecision), store(modelPrecision, inferenceOnly),
      decoder(makeDecoder(modelConfig, modelPrecision, store)) {
    // Matrices first and in order, so that q, k, v and gate, up are neighbours and can be multiplied as one.
    const auto expected = config.expectedTensors();
    for (const bool biases : {false, true})
        for (const auto& tensor : expected)
            if (tensor.name.ends_with(".bias") == biases)
                store.declare(tensor.name, decoderShape(tensor));
    store.allocate(false);
}

LanguageModel::Implementation::AnyDecoder LanguageModel::Implementation::makeDecoder(const ModelConfig& config, Precision precision,
                                                                                     ParameterStore& store) {
    if (precision == Precision::Bfloat16)
        return std::make_unique<Decoder<Bf16>>(config, store);
    return std::make_unique<Decoder<float>>(config, store);
}

LanguageModel LanguageModel::create(const ModelConfig& config, Precision precision, std::uint64_t seed) {
    auto implementation = std::make_unique<Implementation>(config, precision);
    ParameterStore& store = implementation->store;
    RandomStream random(seed, "initial weights");
    const float norm = config.normPlusOne ? 0.0F : 1.0F;
    for (const ParameterStore::Entry& entry : store.entries()) {
        float* data = store.weightData(entry.name);
        const bool matrix = entry.shape.size() == 2;
        const bool bias = entry.name.ends_with(".bias");
        for (std::int64_t i = 0; i < entry.count; ++i)
            data[i] = matrix ? static_cast<float>(random.normal() * config.initializerRange) : bias ? 0.0F : norm;
    }
    store.refreshCompute();
    return LanguageModel(std::move(implementation));
}

const ModelConfig& LanguageModel::config() const {
    return m_implementation->config;
}

Precision LanguageModel::precision() const {
    return m_implementation->precision;
}

double LanguageModel::update(const UpdateSettings& settings) {
    ParameterStore& store = m_implementation->training();
    const double norm = std::sqrt(store.gradientSquares());
    // As torch.nn.utils.clip_grad_norm_: the small constant keeps a zero norm finite.
    const double scale = settings.maxGradientNorm > 0 ? std::min(1.0, settings.maxGradientNorm / (norm + 1e-6)) : 1.0;
    if (std::isfinite(norm))
        store.step({settings.beta1, settings.beta2, settings.epsilon, settings.weightDecay}, settings.learningRate, scale);
    else
        store.zeroGradients();
    return norm;
}

std::int64_t LanguageModel::trainableParameters() const {
    const ParameterStore& store = m_implementation->training();
    return store.trainable() ? store.size() : 0;
}

TrainingState LanguageModel::trainingState() const {
    const ParameterStore& store = m_implementation->training();
    const auto values = [&](const at::Tensor& tensor) {
        return tensor.defined() ? std::vector<float>(tensor.data_ptr<float>(), tensor.data_ptr<float>() + tensor.numel())
                                : std::vector<float>{};
    };
    TrainingState state{store.snapshot(), values(store.moments(false)), values(store.moments(true)), store.steps(), {}};
    if (m_implementation->lora) {
        const at::Tensor bytes = m_implementation->lora->generator.get_state().contiguous();
        state.dropout.assign(bytes.data_ptr<std::uint8_t>(), bytes.data_ptr<std::uint8_t>() + bytes.numel());
    }
    return state;
}

Result<void> LanguageModel::restoreTraining(const TrainingState& state) {
    Implementation& self = *m_implementation;
    ParameterStore& store = self.training();
    const auto size = static_cast<std::size_t>(store.size());
    const std::size_t dropout = self.lora ? static_cast<std::size_t>(self.lora->generator.get_state().numel()) : 0;
    if (!store.trainable() || state.weights.size() != size || state.mean.size() != size || state.variance.size() != size ||
        state.dropout.size() != dropout)
        return fail(ErrorCode::TensorMismatch, "training state", "it belongs to another model or another kind of training");
    store.restore(state.weights);
    store.setOptimizerState(state.mean, state.variance, state.steps);
    if (self.lora) {
        const at::Tensor bytes = at::empty({static_cast<std::int64_t>(dropout)}, at::kByte);
        std::copy(state.dropout.begin(), state.dropout.end(), bytes.data_ptr<std::uint8_t>());
        self.lora->generator.set_state(bytes);
    }
    return {};
}

std::vector<float> LanguageModel::snapshot() const {
    return m_implementation->training().snapshot();
}

void LanguageModel::restore(const std::vector<float>& weights) {
    m_implementation->training().restore(weights);
}

void LanguageModel::restartTraining(const std::vector<float>& weights) {
    ParameterStore& store = m_implementation->training();
    store.restore(weights);
    store.enableTraining();
}

namespace {

/// A parameter's values in the file's order.
std::vector<float> inFileOrder(const ModelConfig& config, const std::string& name, std::span<const float> values) {
    std::vector<float> result(values.begin(), values.end());
    for (const auto& expected : config.expectedTensors())
        if (expected.name == name)
            toFileOrder(expected.layout, values, result);
    return result;
}

} // namespace

std::vector<float> LanguageModel::gradient(const std::string& name) const {
    const ParameterStore& store = m_implementation->training();
    const float* data = store.gradientData(name);
    if (!data)
        return {};
    return inFileOrder(m_implementation->config, name, {data, static_cast<std::size_t>(store.entry(name).count)});
}

std::vector<float> LanguageModel::flatGradients() const {
    const ParameterStore& store = m_implementation->training();
    const float* data = store.entries().empty() ? nullptr : store.gradientData(store.entries().front().name);
    return data ? std::vector<float>(data, data + store.size()) : std::vector<float>{};
}

std::vector<std::int64_t> LanguageModel::parameterSizes() const {
    std::vector<std::int64_t> sizes;
    for (const ParameterStore::Entry& entry : m_implementation->training().entries())
        sizes.push_back(entry.count);
    return sizes;
}

std::vector<float> LanguageModel::weight(const std::string& name) const {
    const ParameterStore& store = m_implementation->store;
    const ParameterStore::Entry& entry = store.entry(name);
    std::vector<float> values(static_cast<std::size_t>(entry.count));
    store.read(entry, values);
    return inFileOrder(m_implementation->config, name, values);
}

} // namespace postern
