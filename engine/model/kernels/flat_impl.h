// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/kernels/vectors.h"

namespace postern::POSTERN_KERNEL_NAMESPACE {

namespace {

template <typename T>
void crossEntropy(T* logits, const std::int64_t* targets, const float* weights, float* loss, std::int64_t n, std::int64_t v) {
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i) {
        T* row = logits + i * v;
        const float highest = greatest(row, v);
        Lanes total;
        forLanes(v, [&]<typename V>(std::int64_t c) { total.add(fastExp<V>(load<V>(row + c) - highest)); });
        const float sum = total.sum();
        T* target = row + targets[i];
        const float atTarget = load<float>(target) - highest;
        loss[i] = weights[i] * (std::log(sum) - atTarget);
        const float scale = weights[i] / sum;
        forLanes(v, [&]<typename V>(std::int64_t c) { store<V>(row + c, fastExp<V>(load<V>(row + c) - highest) * scale); });
        store<float>(target, fastExp<float>(atTarget) * scale - weights[i]);
    }
}

constexpr std::int64_t kBlock = 1 << 14; ///< elements a thread takes at a time

/// Runs `body` over [0, n) in vectors, blocks in parallel.
template <typename Body>
inline void forBlocks(std::int64_t n, Body&& body) {
    const std::int64_t blocks = (n + kBlock - 1) / kBlock;
#pragma omp parallel for schedule(static)
    for (std::int64_t b = 0; b < blocks; ++b) {
        const std::int64_t first = b * kBlock;
        forLanes(std::min(kBlock, n - first), [&]<typename V>(std::int64_t i) { body.template operator()<V>(first + i); });
    }
}

template <typename T>
void accumulate(float* gradient, const T* addend, std::int64_t n) {
    forBlocks(n, [&]<typename V>(std::int64_t i) { store<V>(gradient + i, load<V>(gradient + i) + load<V>(addend + i)); });
}

template <typename T>
void toFloat(const T* in, float* out, std::int64_t n) {
    forBlocks(n, [&]<typename V>(std::int64_t i) { store(out + i, load<V>(in + i)); });
}

template <typename T>
void fromFloat(const float* in, T* out, std::int64_t n) {
    forBlocks(n, [&]<typename V>(std::int64_t i) { store(out + i, load<V>(in + i)); });
}

void adamW(float* weights, float* gradients, float* mean, float* variance, Bf16* copy, std::int64_t n, const AdamWStep& s) {
    const float stepSize = s.learningRate / s.correction1;
    const float inverseRoot = 1.0F / std::sqrt(s.correction2);
    const float keep = 1.0F - s.learningRate * s.weightDecay;
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i) {
        const float g = gradients[i] * s.gradientScale;
        const float m = s.beta1 * mean[i] + (1.0F - s.beta1) * g;
        const float v = s.beta2 * variance[i] + (1.0F - s.beta2) * g * g;
        mean[i] = m;
        variance[i] = v;
        weights[i] = weights[i] * keep - stepSize * m / (std::sqrt(v) * inverseRoot + s.epsilon);
        gradients[i] = 0;
    }
    if (copy)
        fromFloat(weights, copy, n);
}

double sumOfSquares(const float* values, std::int64_t n) {
    const std::int64_t blocks = (n + kBlock - 1) / kBlock;
    std::vector<double> partial(static_cast<std::size_t>(blocks));
#pragma omp parallel for schedule(static)
    for (std::int64_t b = 0; b < blocks; ++b) {
        double total = 0;
        for (std::int64_t i = b * kBlock; i < std::min(n, (b + 1) * kBlock); ++i)
            total += static_cast<double>(values[i]) * static_cast<double>(values[i]);
        partial[static_cast<std::size_t>(b)] = total;
    }
    double total = 0;
    for (const double value : partial)
        total += value;
    return total;
}

} // namespace

} // namespace postern::POSTERN_KERNEL_NAMESPACE
