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

Result<void> LanguageModel::save(const std::filesystem::path& target, const std::filesystem::path& source, Dtype dtype,
                                 const Json& provenance, const JobContext& job) {
    if (dtype != Dtype::F32 && dtype != Dtype::F16 && dtype != Dtype::BF16)
        return fail(ErrorCode::ParameterInvalid, "dtype", "weights are written as F32, F16 or BF16");
    const Implementation& self = *m_implementation;
    const std::vector<float> merged = self.mergedWeights();
    std::vector<std::vector<std::byte>> buffers;
    std::vector<TensorToWrite> tensors;
    for (const auto& expected : self.config.expectedTensors()) {
        const ParameterStore::Entry& entry = self.store.entry(expected.name);
        std::vector<std::byte> bytes(static_cast<std::size_t>(entry.count) * dtypeSize(dtype));
        std::vector<float> values(static_cast<std::size_t>(entry.count));
        toFileOrder(expected.layout, std::span(merged).subspan(static_cast<std::size_t>(entry.offset), values.size()), values);
        for (std::int64_t i = 0; i < entry.count; ++i) {
            const float value = values[static_cast<std::size_t>(i)];
            std::byte* at = bytes.data() + static_cast<std::size_t>(i) * dtypeSize(dtype);
            if (dtype == Dtype::F32) {
                std::memcpy(at, &value, sizeof value);
            } else {
                const std::uint16_t half = dtype == Dtype::BF16 ? toBfloat16(value) : toFloat16(value);
                std::memcpy(at, &half, sizeof half);
            }
        }
        buffers.push_back(std::move(bytes));
        tensors.push_back({expected.name, dtype, expected.shape, buffers.back()});
    }
    return writeCheckpoint(target, source, tensors, provenance, job);
}

void LanguageModel::beginFullTraining() {
    endTraining();
    m_implementation->store.enableTraining();
}

Result<void> LanguageModel::beginLoraTraining(const LoraSettings& settings, std::uint64_t seed) {
    endTraining();
    Implementation& self = *m_implementation;
    if (settings.rank < 1 || settings.targets.empty())
        return fail(ErrorCode::ParameterInvalid, "lora.rank", "adapters need a rank of at least 1 and at least one target");
    self.lora = std::make_unique<LoraState>(LoraState{ParameterStore(self.precision), settings.rank,
                                                      settings.alpha / static_cast<double>(settings.rank), settings.dropout,
                                                      at::detail::createCPUGenerator(seed)});
    DecoderParts& parts = self.parts();
    parts.attachLora(self.lora.get(), settings.targets);
    if (const std::string unknown = parts.unmatchedTarget(settings.targets); !unknown.empty()) {
        parts.attachLora(nullptr, {});
        self.lora.reset();
        return fail(ErrorCode::ParameterInvalid, "lora.targets", "the architecture has no projection called \"" + unknown + '"',
                    "Its projections are " + parts.moduleNames() + "; \"attention\", \"mlp\" and \"all-linear\" name groups");
    }
    RandomStream random(seed, "adapters");
    ParameterStore& store = self.lora->store;
    for (const Linear* linear : parts.projections())
        for (const LoraSlice& slice : linear->adapters) {
            store.declare(slice.nameA(), {settings.rank, linear->in()});
            store.declare(slice.nameB(), {slice.rows, settings.rank});
        }
    store.allocate();
    for (const ParameterStore::Entry& entry : store.entries()) {
        // Kaiming-uniform A as in the usual implementation, B zero: the adapter starts as nothing.
        const double bound = 1.0 / std::sqrt(static_cast<double>(entry.shape[1]));
        float* data = store.weightData(entry.name);
        for (std::int64_t i = 0; entry.name.ends_with("lora_A.weight") && i < entry.count; ++i)
            data[i] = static_cast<float>((2.0 * random.uniform() - 1.0) * bound);
    }
    store.refreshCompute();
    store.enableTraining();
    return {};
}

DecoderParts& LanguageModel::Implementation::parts() const {
    return std::visit([](const auto& pointer) -> DecoderParts& { return pointer->parts(); }, decoder);
}

std::vector<float> LanguageModel::Implementation::mergedWeights() const {
    std::vector<float> weights = store.snapshot();
    if (!lora)
        return weights;
    const at::NoGradGuard guard;
    for (const Linear* linear : parts().projections())
        for (const LoraSlice& slice : linear->adapters) {
            const at::Tensor delta =
                at::mm(lora->store.weight(slice.nameB()), lora->store.weight(slice.nameA())).mul_(lora->scale).contiguous();
            float* target = weights.data() + store.entry(linear->first()).offset + slice.rowOffset * linear->in();
            const float* add = delta.data_ptr<float>();
            for (std::int64_t i = 0; i < delta.numel(); ++i)
                target[i] += add[i];
        }
    return weights;
}

void LanguageModel::endTraining() {
    Implementation& self = *m_implementation;
    if (self.lora) {
        self.store.restore(self.mergedWeights());
        self.parts().attachLora(nullptr, {});
        self.lora.reset();
    }
    self.store.disableTraining();
    self.visit([](auto& decoder) { decoder.workspace().clear(); });
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
    const std::vector<float> all = store.snapshot();
    return inFileOrder(m_implementation->config, name,
                       std::span(all).subspan(static_cast<std::size_t>(entry.offset), static_cast<std::size_t>(entry.count)));
}

} // namespace postern
