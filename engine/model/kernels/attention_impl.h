// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/kernels/attention_products.h"

namespace postern::POSTERN_KERNEL_NAMESPACE {

namespace {

/// Rotates the leading dimensions of one head vector (half-split pairs), takes over the rest, and widens it to float.
template <typename T>
inline void rotate(const T* in, const float* cosine, const float* sine, AttentionShape shape, float* out) {
    const std::int32_t half = shape.rotaryDim / 2;
    forLanes(half, [&]<typename V>(std::int64_t c) {
        const V a = load<V>(in + c);
        const V b = load<V>(in + half + c);
        const V turn = load<V>(cosine + c);
        const V lift = load<V>(sine + c);
        store<V>(out + c, a * turn - b * lift);
        store<V>(out + half + c, b * turn + a * lift);
    });
    const std::int32_t rest = 2 * half;
    forLanes(shape.headDim - rest, [&]<typename V>(std::int64_t c) { store(out + rest + c, load<V>(in + rest + c)); });
}

/// The transposed rotation of a gradient, narrowed to T.
template <typename T>
inline void rotateBack(const float* in, const float* cosine, const float* sine, AttentionShape shape, T* out) {
    const std::int32_t half = shape.rotaryDim / 2;
    forLanes(half, [&]<typename V>(std::int64_t c) {
        const V a = load<V>(in + c);
        const V b = load<V>(in + half + c);
        const V turn = load<V>(cosine + c);
        const V lift = load<V>(sine + c);
        store<V>(out + c, a * turn + b * lift);
        store<V>(out + half + c, b * turn - a * lift);
    });
    const std::int32_t rest = 2 * half;
    forLanes(shape.headDim - rest, [&]<typename V>(std::int64_t c) { store(out + rest + c, load<V>(in + rest + c)); });
}

/// The first key that query i sees.
inline std::int32_t firstKey(std::int32_t i, AttentionShape shape) {
    return shape.window > 0 ? std::max(0, i - shape.window + 1) : 0;
}

/// Whether scores are more than scaled products.
inline bool isShaped(AttentionShape shape) {
    return shape.softCap > 0 || shape.keyBias;
}

/// Products of one query become scores: capped, with the keys' bias. The last argument, unless null, receives the slope of
/// the cap (1 without one).
inline void shapeScores(float* score, AttentionShape shape, std::int32_t head, std::int32_t columns, float* slope) {
    const float* bias = shape.keyBias ? shape.keyBias + head * shape.biasStride : nullptr;
    for (std::int32_t j = 0; j < columns; j += kTile) {
        Vec value = load<Vec>(score + j) * shape.scale;
        if (slope)
            store(slope + j, broadcast<Vec>(1.0F));
        if (shape.softCap > 0) {
            const Vec bent = fastTanh<Vec>(value / shape.softCap);
            value = bent * shape.softCap;
            if (slope)
                store<Vec>(slope + j, 1.0F - bent * bent);
        }
        if (bias)
            value += load<Vec>(bias + j);
        store(score + j, value);
    }
}

template <typename T>
void loadKeysAndValues(HeadScratch& s, const T* qkv, const std::int32_t* positions, std::int32_t begin, std::int32_t tokens,
                       std::int32_t kvHead, AttentionShape shape, const float* cosine, const float* sine) {
    const std::int32_t half = shape.rotaryDim / 2;
    for (std::int32_t j = 0; j < tokens; ++j) {
        const std::int64_t token = begin + j;
        const T* base = qkv + token * shape.stride();
        const std::ptrdiff_t table = static_cast<std::ptrdiff_t>(positions[token]) * half;
        rotate(base + (shape.heads + kvHead) * shape.headDim, cosine + table, sine + table, shape,
               s.keys.data() + static_cast<std::ptrdiff_t>(j) * s.dim);
        const T* value = base + (shape.heads + shape.keyValueHeads + kvHead) * shape.headDim;
        float* to = s.values.data() + static_cast<std::ptrdiff_t>(j) * s.dim;
        forLanes(shape.headDim, [&]<typename V>(std::int64_t c) { store(to + c, load<V>(value + c)); });
    }
}

/// Rotated queries of up to kRowsAtOnce tokens from `first`; missing ones are zero.
template <typename T>
void loadQueries(HeadScratch& s, const T* qkv, const std::int32_t* positions, std::int32_t begin, std::int32_t first, std::int32_t tokens,
                 std::int32_t head, AttentionShape shape, const float* cosine, const float* sine) {
    const std::int32_t half = shape.rotaryDim / 2;
    std::fill(s.queries.begin(), s.queries.end(), 0.0F);
    for (int r = 0; r < kRowsAtOnce && first + r < tokens; ++r) {
        const std::int64_t token = begin + first + r;
        const std::ptrdiff_t table = static_cast<std::ptrdiff_t>(positions[token]) * half;
        rotate(qkv + token * shape.stride() + head * shape.headDim, cosine + table, sine + table, shape, s.queries.data() + r * s.dim);
    }
}

template <typename T>
void attention(const T* qkv, const std::int32_t* positions, PackedRows rows, AttentionShape shape, const float* cosine, const float* sine,
               T* out, float* logSum, const CacheView* cache) {
    const bool shaped = isShaped(shape);
    const float scale = shaped ? 1.0F : shape.scale;
    const std::int32_t group = shape.heads / shape.keyValueHeads;
    const std::int64_t items = static_cast<std::int64_t>(rows.rowCount) * shape.keyValueHeads;
#pragma omp parallel
    {
        HeadScratch s;
#pragma omp for schedule(dynamic, 8)
        for (std::int64_t item = 0; item < items; ++item) {
            const auto row = static_cast<std::int32_t>(item / shape.keyValueHeads);
            const auto kvHead = static_cast<std::int32_t>(item % shape.keyValueHeads);
            const std::int32_t begin = rows.starts[row];
            const std::int32_t tokens = rows.starts[row + 1] - begin;
            s.resize(tokens, shape.headDim, false);
            loadKeysAndValues(s, qkv, positions, begin, tokens, kvHead, shape, cosine, sine);
            s.transpose(s.keys, s.keysT);
            if (cache) {
                for (std::int32_t j = 0; j < tokens; ++j) {
                    const std::ptrdiff_t to =
                        ((static_cast<std::ptrdiff_t>(row) * cache->capacity + j) * shape.keyValueHeads + kvHead) * shape.headDim;
                    std::copy_n(s.keys.data() + static_cast<std::ptrdiff_t>(j) * s.dim, shape.headDim, cache->keys + to);
                    std::copy_n(s.values.data() + static_cast<std::ptrdiff_t>(j) * s.dim, shape.headDim, cache->values + to);
                }
            }
            for (std::int32_t head = kvHead * group; head < (kvHead + 1) * group; ++head) {
                for (std::int32_t first = 0; first < tokens; first += kRowsAtOnce) {
                    loadQueries(s, qkv, positions, begin, first, tokens, head, shape, cosine, sine);
                    const std::int32_t last = std::min(first + kRowsAtOnce, tokens);
                    const std::int32_t columns = paddedTo(last, kTile);
                    productTransposed(s.queries.data(), s.keysT.data(), s.scores.data(), s.dim, columns, s.length);
                    for (std::int32_t i = first; i < last; ++i) {
                        float* score = s.scores.data() + static_cast<std::ptrdiff_t>(i - first) * s.length;
                        if (shaped)
                            shapeScores(score, shape, head, columns, nullptr);
                        const std::int32_t start = firstKey(i, shape);
                        const float highest = greatest(score + start, i + 1 - start);
                        // Outside the window: so low that the exponential is its clamp, and then cleared.
                        std::fill(score, score + start, highest - 1e4F);
                        std::fill(score + i + 1, score + columns, highest - 1e4F);
                        Lanes total;
                        for (std::int32_t j = 0; j < columns; j += kTile)
                            store(score + j, fastExp<Vec>((load<Vec>(score + j) - highest) * scale));
                        std::fill(score, score + start, 0.0F);
                        std::fill(score + i + 1, score + columns, 0.0F);
                        for (std::int32_t j = 0; j < columns; j += kTile)
                            total.add(load<Vec>(score + j));
                        const float sum = total.sum();
                        for (std::int32_t j = 0; j < columns; j += kTile)
                            store<Vec>(score + j, load<Vec>(score + j) * (1.0F / sum));
                        if (logSum)
                            logSum[static_cast<std::int64_t>(begin + i) * shape.heads + head] = highest * scale + std::log(sum);
                    }
                    productPlain(s.scores.data(), s.values.data(), s.output.data(), last, s.dim, s.length);
                    for (std::int32_t i = first; i < last; ++i) {
                        T* y = out + (static_cast<std::int64_t>(begin + i) * shape.heads + head) * shape.headDim;
                        const float* o = s.output.data() + static_cast<std::ptrdiff_t>(i - first) * s.dim;
                        forLanes(shape.headDim, [&]<typename V>(std::int64_t c) { store(y + c, load<V>(o + c)); });
                    }
                }
            }
        }
    }
}

template <typename T>
void attentionBackward(const T* qkv, const std::int32_t* positions, PackedRows rows, AttentionShape shape, const float* cosine,
                       const float* sine, const T* out, const float* logSum, const T* dOut, T* dQkv) {
    const bool shaped = isShaped(shape);
    const float scale = shaped ? 1.0F : shape.scale;
    const std::int32_t group = shape.heads / shape.keyValueHeads;
    const std::int32_t half = shape.rotaryDim / 2;
    const std::int64_t items = static_cast<std::int64_t>(rows.rowCount) * shape.keyValueHeads;
#pragma omp parallel
    {
        HeadScratch s;
#pragma omp for schedule(dynamic, 8)
        for (std::int64_t item = 0; item < items; ++item) {
            const auto row = static_cast<std::int32_t>(item / shape.keyValueHeads);
            const auto kvHead = static_cast<std::int32_t>(item % shape.keyValueHeads);
            const std::int32_t begin = rows.starts[row];
            const std::int32_t tokens = rows.starts[row + 1] - begin;
            s.resize(tokens, shape.headDim, true);
            loadKeysAndValues(s, qkv, positions, begin, tokens, kvHead, shape, cosine, sine);
            s.transpose(s.keys, s.keysT);
            s.transpose(s.values, s.valuesT);
            for (std::int32_t head = kvHead * group; head < (kvHead + 1) * group; ++head) {
                for (std::int32_t first = 0; first < tokens; first += kRowsAtOnce) {
                    loadQueries(s, qkv, positions, begin, first, tokens, head, shape, cosine, sine);
                    const std::int32_t last = std::min(first + kRowsAtOnce, tokens);
                    const std::int32_t columns = paddedTo(last, kTile);
                    productTransposed(s.queries.data(), s.keysT.data(), s.scores.data(), s.dim, columns, s.length);
                    float delta[kRowsAtOnce] = {};
                    std::fill(s.gradOutput.begin(), s.gradOutput.end(), 0.0F);
                    for (std::int32_t i = first; i < last; ++i) {
                        const std::int64_t at = (static_cast<std::int64_t>(begin + i) * shape.heads + head) * shape.headDim;
                        float* grad = s.gradOutput.data() + static_cast<std::ptrdiff_t>(i - first) * s.dim;
                        Lanes dot;
                        forLanes(shape.headDim, [&]<typename V>(std::int64_t c) {
                            const V value = load<V>(dOut + at + c);
                            store(grad + c, value);
                            dot.add(value * load<V>(out + at + c));
                        });
                        delta[i - first] = dot.sum();
                    }
                    productTransposed(s.gradOutput.data(), s.valuesT.data(), s.gradScores.data(), s.dim, columns, s.length);
                    for (int r = 0; r < kRowsAtOnce; ++r) {
                        const std::int32_t i = first + r;
                        float* p = s.scores.data() + static_cast<std::ptrdiff_t>(r) * s.length;
                        float* ds = s.gradScores.data() + static_cast<std::ptrdiff_t>(r) * s.length;
                        if (i >= last) {
                            std::fill_n(p, columns, 0.0F);
                            std::fill_n(ds, columns, 0.0F);
                            continue;
                        }
                        const float shift = logSum[static_cast<std::int64_t>(begin + i) * shape.heads + head];
                        const float d = delta[r];
                        if (shaped)
                            shapeScores(p, shape, head, columns, s.slopes.data());
                        for (std::int32_t j = 0; j < columns; j += kTile) {
                            const Vec probability = fastExp<Vec>(load<Vec>(p + j) * scale - shift);
                            store(p + j, probability);
                            store<Vec>(ds + j, probability * (load<Vec>(ds + j) - d) * shape.scale);
                        }
                        for (std::int32_t j = 0; shaped && j < columns; j += kTile)
                            store<Vec>(ds + j, load<Vec>(ds + j) * load<Vec>(s.slopes.data() + j));
                        const std::int32_t start = firstKey(i, shape);
                        std::fill(p, p + start, 0.0F);
                        std::fill(ds, ds + start, 0.0F);
                        std::fill(p + i + 1, p + columns, 0.0F);
                        std::fill(ds + i + 1, ds + columns, 0.0F);
                    }
                    productPlain(s.gradScores.data(), s.keys.data(), s.gradQueries.data(), last, s.dim, s.length);
                    productOuter(s.gradScores.data(), s.queries.data(), s.gradKeys.data(), last, s.dim, s.length);
                    productOuter(s.scores.data(), s.gradOutput.data(), s.gradValues.data(), last, s.dim, s.length);
                    for (std::int32_t i = first; i < last; ++i) {
                        const std::int64_t token = begin + i;
                        const std::ptrdiff_t table = static_cast<std::ptrdiff_t>(positions[token]) * half;
                        rotateBack(s.gradQueries.data() + static_cast<std::ptrdiff_t>(i - first) * s.dim, cosine + table, sine + table,
                                   shape, dQkv + token * shape.stride() + head * shape.headDim);
                    }
                }
            }
            for (std::int32_t j = 0; j < tokens; ++j) {
                const std::int64_t token = begin + j;
                const std::ptrdiff_t table = static_cast<std::ptrdiff_t>(positions[token]) * half;
                T* base = dQkv + token * shape.stride();
                rotateBack(s.gradKeys.data() + static_cast<std::ptrdiff_t>(j) * s.dim, cosine + table, sine + table, shape,
                           base + (shape.heads + kvHead) * shape.headDim);
                T* dValue = base + (shape.heads + shape.keyValueHeads + kvHead) * shape.headDim;
                const float* from = s.gradValues.data() + static_cast<std::ptrdiff_t>(j) * s.dim;
                forLanes(shape.headDim, [&]<typename V>(std::int64_t c) { store(dValue + c, load<V>(from + c)); });
            }
        }
    }
}

template <typename T>
void attentionStep(const T* qkv, const std::int32_t* positions, std::int32_t rowCount, AttentionShape shape, const float* cosine,
                   const float* sine, T* out, const CacheView& cache) {
    const std::int32_t group = shape.heads / shape.keyValueHeads;
    const std::int32_t half = shape.rotaryDim / 2;
    const std::int32_t width = shape.keyValueHeads * shape.headDim;
#pragma omp parallel for schedule(static)
    for (std::int32_t row = 0; row < rowCount; ++row) {
        std::vector<float> query(static_cast<std::size_t>(shape.headDim));
        std::vector<float> score(static_cast<std::size_t>(cache.lengths[row]) + 1);
        std::vector<float> sum(static_cast<std::size_t>(shape.headDim));
        const T* base = qkv + static_cast<std::int64_t>(row) * shape.stride();
        const std::ptrdiff_t table = static_cast<std::ptrdiff_t>(positions[row]) * half;
        const std::int32_t held = cache.lengths[row];
        float* keys = cache.keys + static_cast<std::ptrdiff_t>(row) * cache.capacity * width;
        float* values = cache.values + static_cast<std::ptrdiff_t>(row) * cache.capacity * width;
        for (std::int32_t kv = 0; kv < shape.keyValueHeads; ++kv) {
            const std::ptrdiff_t to = static_cast<std::ptrdiff_t>(held) * width + kv * shape.headDim;
            rotate(base + (shape.heads + kv) * shape.headDim, cosine + table, sine + table, shape, keys + to);
            const T* value = base + (shape.heads + shape.keyValueHeads + kv) * shape.headDim;
            forLanes(shape.headDim, [&]<typename V>(std::int64_t c) { store(values + to + c, load<V>(value + c)); });
        }
        for (std::int32_t head = 0; head < shape.heads; ++head) {
            const std::int32_t offset = head / group * shape.headDim;
            rotate(base + head * shape.headDim, cosine + table, sine + table, shape, query.data());
            const float* bias = shape.keyBias ? shape.keyBias + head * shape.biasStride : nullptr;
            const std::int32_t start = firstKey(held, shape);
            float highest = -std::numeric_limits<float>::infinity();
            for (std::int32_t j = start; j <= held; ++j) {
                const float* key = keys + static_cast<std::ptrdiff_t>(j) * width + offset;
                Lanes dot;
                forLanes(shape.headDim, [&]<typename V>(std::int64_t c) { dot.add(load<V>(query.data() + c) * load<V>(key + c)); });
                float value = dot.sum() * shape.scale;
                if (shape.softCap > 0)
                    value = shape.softCap * std::tanh(value / shape.softCap);
                score[static_cast<std::size_t>(j)] = bias ? value + bias[j] : value;
                highest = std::max(highest, score[static_cast<std::size_t>(j)]);
            }
            float total = 0;
            std::fill(sum.begin(), sum.end(), 0.0F);
            for (std::int32_t j = start; j <= held; ++j) {
                const float e = fastExp<float>(score[static_cast<std::size_t>(j)] - highest);
                const float* value = values + static_cast<std::ptrdiff_t>(j) * width + offset;
                total += e;
                forLanes(shape.headDim,
                         [&]<typename V>(std::int64_t c) { store<V>(sum.data() + c, load<V>(sum.data() + c) + e * load<V>(value + c)); });
            }
            T* y = out + (static_cast<std::int64_t>(row) * shape.heads + head) * shape.headDim;
            forLanes(shape.headDim, [&]<typename V>(std::int64_t c) { store<V>(y + c, load<V>(sum.data() + c) / total); });
        }
    }
}

} // namespace

} // namespace postern::POSTERN_KERNEL_NAMESPACE
