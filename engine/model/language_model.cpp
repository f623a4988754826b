// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/language_model_impl.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/core/random.h"

namespace postern {

LanguageModel::LanguageModel(std::unique_ptr<Implementation> implementation) : m_implementation(std::move(implementation)) {}
LanguageModel::LanguageModel(LanguageModel&&) noexcept = default;
LanguageModel& LanguageModel::operator=(LanguageModel&&) noexcept = default;
LanguageModel::~LanguageModel() = default;

LanguageModel::Implementation::Implementation(const ModelConfig& modelConfig, Precision modelPrecision)
    : config(modelConfig), precision(modelPrecision), store(modelPrecision), decoder(makeDecoder(modelConfig, modelPrecision, store)) {
    // Matrices first and in order, so that q, k, v and gate, up are neighbours and can be multiplied as one.
    const auto expected = config.expectedTensors();
    for (const bool biases : {false, true})
        for (const auto& tensor : expected)
            if (tensor.name.ends_with(".bias") == biases)
                store.declare(tensor.name, tensor.shape);
    store.allocate();
}

LanguageModel::Implementation::AnyDecoder LanguageModel::Implementation::makeDecoder(const ModelConfig& config, Precision precision,
                                                                                     ParameterStore& store) {
    if (precision == Precision::Bfloat16)
        return std::make_unique<Decoder<Bf16>>(config, store);
    return std::make_unique<Decoder<float>>(config, store);
}

Result<LanguageModel> LanguageModel::load(const CheckpointFolder& folder, Precision precision, const JobContext& job) {
    auto implementation = std::make_unique<Implementation>(folder.config(), precision);
    ParameterStore& store = implementation->store;
    std::int64_t done = 0;
    for (const ParameterStore::Entry& entry : store.entries()) {
        POSTERN_TRY(job.checkStop());
        const TensorView* view = folder.find(entry.name);
        if (!view)
            return fail(ErrorCode::TensorMismatch, folder.path().string(), "rule 10: the tensor \"" + entry.name + "\" is missing");
        const std::span<float> target(store.weightData(entry.name), static_cast<std::size_t>(entry.count));
        POSTERN_TRY(convertToFloat(*view, target));
        if (const std::int64_t bad = countNotFinite(*view); bad > 0)
            return fail(ErrorCode::TensorMismatch, folder.path().string(),
                        "rule 11: the tensor \"" + entry.name + "\" holds " + std::to_string(bad) + " values that are NaN or infinite");
        job.progress("Loading " + folder.path().filename().string(), ++done, static_cast<std::int64_t>(store.entries().size()));
    }
    store.refreshCompute();
    return LanguageModel(std::move(implementation));
}

LanguageModel LanguageModel::create(const ModelConfig& config, Precision precision, std::uint64_t seed) {
    auto implementation = std::make_unique<Implementation>(config, precision);
    ParameterStore& store = implementation->store;
    RandomStream random(seed, "initial weights");
    for (const ParameterStore::Entry& entry : store.entries()) {
        float* data = store.weightData(entry.name);
        const bool matrix = entry.shape.size() == 2;
        const bool bias = entry.name.ends_with(".bias");
        for (std::int64_t i = 0; i < entry.count; ++i)
            data[i] = matrix ? static_cast<float>(random.normal() * config.initializerRange) : bias ? 0.0F : 1.0F;
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
        for (std::int64_t i = 0; i < entry.count; ++i) {
            const float value = merged[static_cast<std::size_t>(entry.offset + i)];
            std::byte* at = bytes.data() + static_cast<std::size_t>(i) * dtypeSize(dtype);
            if (dtype == Dtype::F32) {
                std::memcpy(at, &value, sizeof value);
            } else {
                const std::uint16_t half = dtype == Dtype::BF16 ? toBfloat16(value) : toFloat16(value);
                std::memcpy(at, &half, sizeof half);
            }
        }
        buffers.push_back(std::move(bytes));
        tensors.push_back({entry.name, dtype, entry.shape, buffers.back()});
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
    for (const std::string& target : settings.targets) {
        constexpr const char* kKnown[] = {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"};
        if (std::find(std::begin(kKnown), std::end(kKnown), target) == std::end(kKnown))
            return fail(ErrorCode::ParameterInvalid, "lora.targets", "the architecture has no projection called \"" + target + '"');
    }
    if (settings.rank < 1 || settings.targets.empty())
        return fail(ErrorCode::ParameterInvalid, "lora.rank", "adapters need a rank of at least 1 and at least one target");
    self.lora = std::make_unique<LoraState>(LoraState{ParameterStore(self.precision), settings.rank,
                                                      settings.alpha / static_cast<double>(settings.rank), settings.dropout,
                                                      at::detail::createCPUGenerator(seed)});
    self.visit([&](auto& decoder) { decoder.attachLora(self.lora.get(), settings.targets); });
    RandomStream random(seed, "adapters");
    ParameterStore& store = self.lora->store;
    self.visit([&](auto& decoder) {
        for (const Linear* linear : decoder.projections())
            for (const LoraSlice& slice : linear->adapters) {
                store.declare(slice.nameA, {settings.rank, linear->in()});
                store.declare(slice.nameB, {slice.rows, settings.rank});
            }
    });
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

std::vector<float> LanguageModel::Implementation::mergedWeights() const {
    std::vector<float> weights = store.snapshot();
    if (!lora)
        return weights;
    const at::NoGradGuard guard;
    std::visit(
        [&](const auto& pointer) {
            for (const Linear* linear : pointer->projections())
                for (const LoraSlice& slice : linear->adapters) {
                    const at::Tensor delta =
                        at::mm(lora->store.weight(slice.nameB), lora->store.weight(slice.nameA)).mul_(lora->scale).contiguous();
                    float* target = weights.data() + store.entry(linear->first()).offset + slice.rowOffset * linear->in();
                    const float* add = delta.data_ptr<float>();
                    for (std::int64_t i = 0; i < delta.numel(); ++i)
                        target[i] += add[i];
                }
        },
        decoder);
    return weights;
}

void LanguageModel::endTraining() {
    Implementation& self = *m_implementation;
    if (self.lora) {
        self.store.restore(self.mergedWeights());
        self.visit([](auto& decoder) { decoder.attachLora(nullptr, {}); });
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

std::vector<float> LanguageModel::gradient(const std::string& name) const {
    const ParameterStore& store = m_implementation->training();
    const float* data = store.gradientData(name);
    return data ? std::vector<float>(data, data + store.entry(name).count) : std::vector<float>{};
}

std::vector<float> LanguageModel::weight(const std::string& name) const {
    const ParameterStore& store = m_implementation->store;
    const float* data = store.weightData(name);
    return {data, data + store.entry(name).count};
}

} // namespace postern
