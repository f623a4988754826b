// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/kernels/vectors.h"

namespace postern::POSTERN_KERNEL_NAMESPACE {

namespace {

/// 1 / (standard deviation or root mean square), and the mean that was taken off (0 for RMS).
struct RowStats {
    float inverse;
    float mean;
};

template <typename In>
inline RowStats rowStats(const In* x, NormOptions options, std::int64_t d) {
    float mean = 0;
    if (options.centered) {
        Lanes total;
        forLanes(d, [&]<typename V>(std::int64_t c) { total.add(load<V>(x + c)); });
        mean = total.sum() / static_cast<float>(d);
    }
    Lanes squares;
    forLanes(d, [&]<typename V>(std::int64_t c) {
        const V value = load<V>(x + c) - mean;
        squares.add(value * value);
    });
    return {1.0F / std::sqrt(squares.sum() / static_cast<float>(d) + options.epsilon), mean};
}

template <typename In, typename T>
inline void writeNormed(const In* x, RowStats stats, const float* weight, const float* bias, NormOptions options, T* out, std::int64_t d) {
    if (options.centered) {
        forLanes(d, [&]<typename V>(std::int64_t c) {
            const V value = (load<V>(x + c) - stats.mean) * stats.inverse * (load<V>(weight + c) + options.weightOffset);
            store<V>(out + c, bias ? value + load<V>(bias + c) : value);
        });
    } else {
        forLanes(d, [&]<typename V>(std::int64_t c) {
            store<V>(out + c, load<V>(x + c) * stats.inverse * (load<V>(weight + c) + options.weightOffset));
        });
    }
}

/// Hands the gradient with respect to x to `emit.operator()<V>(c, value)` and adds to the parameters' gradients (may be null).
template <bool centered, typename In, typename T, typename Emit>
inline void normBackwardRow(const In* x, const T* dy, RowStats stats, const float* weight, NormOptions options, float* dWeight,
                            float* dBias, std::int64_t d, Emit&& emit) {
    const float scale = stats.inverse;
    Lanes dot;
    Lanes total;
    forLanes(d, [&]<typename V>(std::int64_t c) {
        const V grad = load<V>(dy + c) * (load<V>(weight + c) + options.weightOffset);
        dot.add(grad * (load<V>(x + c) - stats.mean));
        if constexpr (centered)
            total.add(grad);
    });
    const float shared = dot.sum() * scale * scale * scale / static_cast<float>(d);
    const float level = total.sum() * scale / static_cast<float>(d);
    forLanes(d, [&]<typename V>(std::int64_t c) {
        const V grad = load<V>(dy + c);
        const V value = load<V>(x + c) - stats.mean;
        const V direct = grad * (load<V>(weight + c) + options.weightOffset) * scale;
        if constexpr (centered)
            emit.template operator()<V>(c, direct, value * shared + level);
        else
            emit.template operator()<V>(c, direct, value * shared);
        if (dWeight)
            store<V>(dWeight + c, load<V>(dWeight + c) + grad * value * scale);
        if (dBias)
            store<V>(dBias + c, load<V>(dBias + c) + grad);
    });
}

/// Sums of the parameters' gradients in fixed chunks of rows, so that they do not depend on threads.
class GradientChunks {
public:
    GradientChunks(std::int64_t rows, std::int64_t width, float* weightGradient, float* biasGradient)
        : m_width(width), m_chunks((rows + kChunk - 1) / kChunk), m_weight(weightGradient), m_bias(biasGradient),
          m_weights(weightGradient ? static_cast<std::size_t>(m_chunks * width) : 0),
          m_biases(biasGradient ? static_cast<std::size_t>(m_chunks * width) : 0) {}

    [[nodiscard]] std::int64_t count() const { return m_chunks; }
    float* weights(std::int64_t chunk) { return m_weight ? m_weights.data() + chunk * m_width : nullptr; }
    float* biases(std::int64_t chunk) { return m_bias ? m_biases.data() + chunk * m_width : nullptr; }
    void add() const {
        for (std::int64_t chunk = 0; chunk < m_chunks; ++chunk)
            for (std::int64_t c = 0; c < m_width; ++c) {
                if (m_weight)
                    m_weight[c] += m_weights[static_cast<std::size_t>(chunk * m_width + c)];
                if (m_bias)
                    m_bias[c] += m_biases[static_cast<std::size_t>(chunk * m_width + c)];
            }
    }

private:
    std::int64_t m_width, m_chunks;
    float *m_weight, *m_bias;
    std::vector<float> m_weights, m_biases;
};

template <typename T>
void addNorm(const float* x, const T* branch, const float* weight, const float* bias, NormOptions options, float* sum, T* normed,
             float* stats, std::int64_t n, std::int64_t d) {
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i) {
        const float* row = x + i * d;
        if (branch) {
            float* out = sum + i * d;
            forLanes(d, [&]<typename V>(std::int64_t c) { store<V>(out + c, load<V>(row + c) + load<V>(branch + i * d + c)); });
            row = out;
        }
        if (!normed && !stats)
            continue;
        const RowStats own = rowStats(row, options, d);
        stats[2 * i] = own.inverse;
        stats[2 * i + 1] = own.mean;
        if (normed)
            writeNormed(row, own, weight, bias, options, normed + i * d, d);
    }
}

template <bool centered, typename T>
void addNormBackwardOf(const float* sum, const float* stats, const float* weight, NormOptions options, const T* dNormed, float* dSum,
                       T* branchGradient, float* weightGradient, float* biasGradient, std::int64_t n, std::int64_t d) {
    GradientChunks chunks(n, d, weightGradient, biasGradient);
#pragma omp parallel for schedule(static)
    for (std::int64_t chunk = 0; chunk < chunks.count(); ++chunk) {
        for (std::int64_t i = chunk * kChunk; i < std::min(n, (chunk + 1) * kChunk); ++i) {
            float* dx = dSum + i * d;
            normBackwardRow<centered>(sum + i * d, dNormed + i * d, {stats[2 * i], stats[2 * i + 1]}, weight, options,
                                      chunks.weights(chunk), chunks.biases(chunk), d, [&]<typename V>(std::int64_t c, V direct, V shared) {
                                          const V total = load<V>(dx + c) + direct - shared;
                                          store<V>(dx + c, total);
                                          if (branchGradient)
                                              store<V>(branchGradient + i * d + c, total);
                                      });
        }
    }
    chunks.add();
}

template <typename T>
void addNormBackward(const float* sum, const float* stats, const float* weight, NormOptions options, const T* dNormed, float* dSum,
                     T* branchGradient, float* weightGradient, float* biasGradient, std::int64_t n, std::int64_t d) {
    if (options.centered)
        addNormBackwardOf<true>(sum, stats, weight, options, dNormed, dSum, branchGradient, weightGradient, biasGradient, n, d);
    else
        addNormBackwardOf<false>(sum, stats, weight, options, dNormed, dSum, branchGradient, weightGradient, biasGradient, n, d);
}

template <typename T>
void headNorm(const T* in, T* out, const float* weight, const float* bias, HeadNormShape shape, NormOptions options, float* stats,
              std::int64_t n) {
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i) {
        for (std::int32_t g = 0; g < shape.groups; ++g) {
            const std::int64_t at = i * shape.stride + shape.first + static_cast<std::int64_t>(g) * shape.width;
            const RowStats own = rowStats(in + at, options, shape.width);
            float* kept = stats + 2 * (i * shape.groups + g);
            kept[0] = own.inverse;
            kept[1] = own.mean;
            const std::int64_t w = static_cast<std::int64_t>(g) * shape.weightStride;
            writeNormed(in + at, own, weight + w, bias ? bias + w : nullptr, options, out + at, shape.width);
        }
    }
}

template <bool centered, typename T>
void headNormBackwardOf(const T* in, const float* stats, const float* weight, HeadNormShape shape, NormOptions options, T* gradient,
                        float* weightGradient, float* biasGradient, std::int64_t n) {
    const std::int64_t parameters = shape.weightStride > 0 ? static_cast<std::int64_t>(shape.groups) * shape.weightStride : shape.width;
    GradientChunks chunks(n, parameters, weightGradient, biasGradient);
#pragma omp parallel for schedule(static)
    for (std::int64_t chunk = 0; chunk < chunks.count(); ++chunk) {
        for (std::int64_t i = chunk * kChunk; i < std::min(n, (chunk + 1) * kChunk); ++i) {
            for (std::int32_t g = 0; g < shape.groups; ++g) {
                const std::int64_t at = i * shape.stride + shape.first + static_cast<std::int64_t>(g) * shape.width;
                const std::int64_t w = static_cast<std::int64_t>(g) * shape.weightStride;
                const float* kept = stats + 2 * (i * shape.groups + g);
                float* dWeight = chunks.weights(chunk);
                float* dBias = chunks.biases(chunk);
                T* own = gradient + at;
                // Every element of the gradient is read before it is replaced, and again only after its sums are complete.
                normBackwardRow<centered>(in + at, own, {kept[0], kept[1]}, weight + w, options, dWeight ? dWeight + w : nullptr,
                                          dBias ? dBias + w : nullptr, shape.width,
                                          [&]<typename V>(std::int64_t c, V direct, V shared) { store<V>(own + c, direct - shared); });
            }
        }
    }
    chunks.add();
}

template <typename T>
void headNormBackward(const T* in, const float* stats, const float* weight, HeadNormShape shape, NormOptions options, T* gradient,
                      float* weightGradient, float* biasGradient, std::int64_t n) {
    if (options.centered)
        headNormBackwardOf<true>(in, stats, weight, shape, options, gradient, weightGradient, biasGradient, n);
    else
        headNormBackwardOf<false>(in, stats, weight, shape, options, gradient, weightGradient, biasGradient, n);
}

} // namespace

} // namespace postern::POSTERN_KERNEL_NAMESPACE
