// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/parameter_store.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <sys/mman.h>

#include "engine/model/kernels/kernels.h"

namespace postern {

void ParameterStore::declare(std::string name, std::vector<std::int64_t> shape) {
    std::int64_t count = 1;
    for (const std::int64_t extent : shape)
        count *= extent;
    m_index.emplace(name, m_entries.size());
    m_entries.push_back({std::move(name), std::move(shape), m_size, count, m_vectorSize});
    m_size += count;
    if (m_entries.back().isVector())
        m_vectorSize += count;
}

namespace {

/// Fresh memory costs a page fault per page, and 4 KiB pages make that the larger part of loading a big model. A small one is
/// better off without: where memory is in pieces, the system moves others' pages about to make a large one.
void askForLargePages(const at::Tensor& tensor) {
    constexpr std::uintptr_t kLargePage = std::uintptr_t{2} << 20;
    constexpr std::size_t kWorthIt = std::size_t{64} << 20;
    if (tensor.nbytes() < kWorthIt)
        return;
    const auto begin = (reinterpret_cast<std::uintptr_t>(tensor.data_ptr()) + kLargePage - 1) / kLargePage * kLargePage;
    const auto end = (reinterpret_cast<std::uintptr_t>(tensor.data_ptr()) + tensor.nbytes()) / kLargePage * kLargePage;
    if (begin < end)
        ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE); // a wish; without it all works, slower
}

} // namespace

void ParameterStore::allocate(bool zeroed) {
    const auto make = [zeroed](std::int64_t size, at::ScalarType type) {
        at::Tensor tensor = at::empty({size}, type);
        askForLargePages(tensor);
        return zeroed ? tensor.zero_() : tensor;
    };
    if (m_exact)
        m_weights = make(m_size, at::kFloat);
    else
        m_vectors = make(m_vectorSize, at::kFloat);
    m_compute = m_precision == Precision::Bfloat16 ? make(m_size, at::kBFloat16) : m_weights;
}

at::Tensor ParameterStore::weight(const std::string& name) const {
    const Entry& e = entry(name);
    TORCH_CHECK(hasFloats(e), name, " exists in bf16 alone");
    return m_exact ? m_weights.narrow(0, e.offset, e.count).view(e.shape) : m_vectors.narrow(0, e.vectorOffset, e.count);
}

float* ParameterStore::weightData(const std::string& name) const {
    return weight(name).data_ptr<float>();
}

void ParameterStore::read(const Entry& e, std::span<float> out) const {
    if (hasFloats(e))
        std::copy_n(weight(e.name).data_ptr<float>(), e.count, out.data());
    else
        kernels<Bf16>().toFloat(static_cast<const Bf16*>(m_compute.data_ptr()) + e.offset, out.data(), e.count);
}

void ParameterStore::readRow(const Entry& e, std::int64_t row, float* out) const {
    const std::int64_t columns = e.shape[1];
    if (m_exact)
        std::copy_n(m_weights.data_ptr<float>() + e.offset + row * columns, columns, out);
    else
        kernels<Bf16>().toFloat(static_cast<const Bf16*>(m_compute.data_ptr()) + e.offset + row * columns, out, columns);
}

void ParameterStore::assignRounded(const Entry& e, std::int64_t first, const float* values, std::int64_t count) {
    kernels<Bf16>().fromFloat(values, static_cast<Bf16*>(m_compute.data_ptr()) + e.offset + first, count);
}

std::span<std::byte> ParameterStore::bits(const Entry& e) const {
    auto* first = reinterpret_cast<std::byte*>(static_cast<Bf16*>(m_compute.data_ptr()) + e.offset);
    return {first, static_cast<std::size_t>(e.count) * sizeof(Bf16)};
}

void ParameterStore::makeExact() {
    if (m_exact)
        return;
    const std::vector<float> values = snapshot();
    m_weights = at::empty({m_size}, at::kFloat);
    std::copy(values.begin(), values.end(), m_weights.data_ptr<float>());
    m_vectors = at::Tensor();
    m_exact = true;
}

float* ParameterStore::gradientData(const std::string& name) const {
    return trainable() ? m_gradients.data_ptr<float>() + entry(name).offset : nullptr;
}

at::Tensor ParameterStore::matrix(const std::string& first, std::int64_t rows, std::int64_t columns) const {
    return m_compute.narrow(0, entry(first).offset, rows * columns).view({rows, columns});
}

at::Tensor ParameterStore::matrixGradient(const std::string& first, std::int64_t rows, std::int64_t columns) const {
    return m_gradients.narrow(0, entry(first).offset, rows * columns).view({rows, columns});
}

void ParameterStore::refreshCompute() {
    if (m_precision == Precision::Bfloat16 && m_exact)
        kernels<Bf16>().fromFloat(m_weights.data_ptr<float>(), static_cast<Bf16*>(m_compute.data_ptr()), m_size);
}

void ParameterStore::enableTraining() {
    makeExact();
    m_gradients = at::zeros({m_size}, at::kFloat);
    m_mean = at::zeros({m_size}, at::kFloat);
    m_variance = at::zeros({m_size}, at::kFloat);
    m_steps = 0;
}

void ParameterStore::disableTraining() {
    m_gradients = m_mean = m_variance = at::Tensor();
}

double ParameterStore::gradientSquares() const {
    return trainable() ? flatKernels().sumOfSquares(m_gradients.data_ptr<float>(), m_size) : 0.0;
}

void ParameterStore::zeroGradients() {
    if (trainable())
        m_gradients.zero_();
}

void ParameterStore::step(const AdamWSettings& settings, double learningRate, double gradientScale) {
    ++m_steps;
    const AdamWStep step{static_cast<float>(learningRate),
                         static_cast<float>(settings.beta1),
                         static_cast<float>(settings.beta2),
                         static_cast<float>(settings.epsilon),
                         static_cast<float>(settings.weightDecay),
                         static_cast<float>(1.0 - std::pow(settings.beta1, static_cast<double>(m_steps))),
                         static_cast<float>(1.0 - std::pow(settings.beta2, static_cast<double>(m_steps))),
                         static_cast<float>(gradientScale)};
    Bf16* copy = m_precision == Precision::Bfloat16 ? static_cast<Bf16*>(m_compute.data_ptr()) : nullptr;
    flatKernels().adamW(m_weights.data_ptr<float>(), m_gradients.data_ptr<float>(), m_mean.data_ptr<float>(), m_variance.data_ptr<float>(),
                        copy, m_size, step);
}

void ParameterStore::setOptimizerState(const std::vector<float>& mean, const std::vector<float>& variance, std::int64_t steps) {
    std::copy(mean.begin(), mean.end(), m_mean.data_ptr<float>());
    std::copy(variance.begin(), variance.end(), m_variance.data_ptr<float>());
    m_steps = steps;
}

std::vector<float> ParameterStore::snapshot() const {
    if (m_exact) {
        const float* data = m_weights.data_ptr<float>();
        return {data, data + m_size};
    }
    std::vector<float> values(static_cast<std::size_t>(m_size));
    kernels<Bf16>().toFloat(static_cast<const Bf16*>(m_compute.data_ptr()), values.data(), m_size);
    for (const Entry& e : m_entries)
        if (e.isVector())
            std::copy_n(m_vectors.data_ptr<float>() + e.vectorOffset, e.count, values.data() + e.offset);
    return values;
}

void ParameterStore::restore(const std::vector<float>& weights) {
    makeExact();
    std::copy(weights.begin(), weights.end(), m_weights.data_ptr<float>());
    refreshCompute();
}

} // namespace postern
