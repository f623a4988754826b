// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Included by one .cpp per instruction set, which defines POSTERN_KERNEL_NAMESPACE and POSTERN_VECTOR_BYTES, the width of
// its registers. The loops have fixed inner sizes and no branches.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>
#include <vector>

#include "engine/model/kernels/kernels.h"

namespace postern::POSTERN_KERNEL_NAMESPACE {

namespace {

constexpr int kTile = POSTERN_VECTOR_BYTES / 4; ///< floats in a vector
constexpr int kRowsAtOnce = 8;                  ///< query rows a product handles at once: enough independent sums to hide latency
constexpr std::int64_t kChunk = 64;             ///< rows a partial sum covers; fixed, so sums do not depend on threads

// Vectors of the compiler, exactly as wide as the registers: wider ones would be split, spill in the products below, and
// have their comparisons done one by one.
using Vec = float __attribute__((vector_size(POSTERN_VECTOR_BYTES)));
using IntVec = std::int32_t __attribute__((vector_size(POSTERN_VECTOR_BYTES)));
using WordVec = std::uint32_t __attribute__((vector_size(POSTERN_VECTOR_BYTES)));
using HalfVec = std::uint16_t __attribute__((vector_size(POSTERN_VECTOR_BYTES / 2)));

/// The integer types of the same width as a float or a vector of floats.
template <typename V>
struct Bits {
    using Int = IntVec;
    using Word = WordVec;
};
template <>
struct Bits<float> {
    using Int = std::int32_t;
    using Word = std::uint32_t;
};

template <typename V>
inline V broadcast(float value) {
    return V{} + value;
}

template <typename V>
inline V load(const float* from) {
    V value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

template <typename V>
inline V load(const Bf16* from) {
    if constexpr (std::is_same_v<V, float>) {
        return std::bit_cast<float>(static_cast<std::uint32_t>(from->bits) << 16);
    } else {
        HalfVec half;
        std::memcpy(&half, from, sizeof half);
        return std::bit_cast<Vec>(__builtin_convertvector(half, WordVec) << 16);
    }
}

template <typename V>
inline void store(float* to, V value) {
    std::memcpy(to, &value, sizeof value);
}

/// Round to nearest even; a NaN stays a NaN because its lowest kept bit is set.
template <typename V>
inline void store(Bf16* to, V value) {
    using Word = typename Bits<V>::Word;
    const Word bits = std::bit_cast<Word>(value);
    const Word rounded = (bits + 0x7fffU + ((bits >> 16) & 1U)) >> 16;
    const Word quiet = (bits >> 16) | 1U;
    const Word kept = (bits & 0x7fffffffU) > 0x7f800000U ? quiet : rounded;
    if constexpr (std::is_same_v<V, float>) {
        to->bits = static_cast<std::uint16_t>(kept);
    } else {
        const HalfVec half = __builtin_convertvector(kept, HalfVec);
        std::memcpy(to, &half, sizeof half);
    }
}

/// exp by range reduction to [-ln2/2, ln2/2] and a degree-6 Taylor polynomial; relative error below 2e-7.
template <typename V>
inline V fastExp(V x) {
    using Int = typename Bits<V>::Int;
    const V low = broadcast<V>(-87.0F);
    const V high = broadcast<V>(88.0F);
    x = x < low ? low : x;
    x = x > high ? high : x;
    // Adding 1.5 · 2^23 rounds to an integer, which then stands in the low bits.
    const V shifted = x * 1.44269504F + 12582912.0F;
    const V n = shifted - 12582912.0F;
    const V r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
    const V p = 1.0F + r * (1.0F + r * (0.5F + r * (1.66666667e-1F + r * (4.16666667e-2F + r * (8.33333333e-3F + r * 1.38888889e-3F)))));
    return std::bit_cast<V>(std::bit_cast<Int>(p) + (std::bit_cast<Int>(shifted) << 23));
}

/// Calls `body.operator()<Vec>(i)` for whole vectors and `<float>` for the rest.
template <typename Body>
inline void forLanes(std::int64_t n, Body&& body) {
    std::int64_t i = 0;
    for (; i + kTile <= n; i += kTile)
        body.template operator()<Vec>(i);
    for (; i < n; ++i)
        body.template operator()<float>(i);
}

/// A sum in kTile lanes, which the caller fills in any mixture of vectors and single values.
struct Lanes {
    Vec vector = {};
    float single = 0;
    void add(Vec value) { vector += value; }
    void add(float value) { single += value; }
    [[nodiscard]] float sum() const {
        float total = single;
        for (int l = 0; l < kTile; ++l)
            total += vector[l];
        return total;
    }
};

/// The greatest of n values; -infinity where n is 0.
template <typename T>
inline float greatest(const T* values, std::int64_t n) {
    constexpr float kLowest = -std::numeric_limits<float>::infinity();
    Vec vector = broadcast<Vec>(kLowest);
    float most = kLowest;
    forLanes(n, [&]<typename V>(std::int64_t i) {
        const V value = load<V>(values + i);
        if constexpr (std::is_same_v<V, float>)
            most = std::max(most, value);
        else
            vector = value > vector ? value : vector;
    });
    for (int l = 0; l < kTile; ++l)
        most = std::max(most, vector[l]);
    return most;
}

inline std::int32_t paddedTo(std::int32_t n, std::int32_t multiple) {
    return (n + multiple - 1) / multiple * multiple;
}

template <typename T>
void addRmsNorm(const float* x, const T* branch, const float* weight, float epsilon, float* sum, T* normed, float* inverse, std::int64_t n,
                std::int64_t d) {
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i) {
        const float* row = x + i * d;
        Lanes squares;
        if (branch) {
            float* out = sum + i * d;
            forLanes(d, [&]<typename V>(std::int64_t c) {
                const V value = load<V>(row + c) + load<V>(branch + i * d + c);
                store(out + c, value);
                squares.add(value * value);
            });
            row = out;
        } else {
            forLanes(d, [&]<typename V>(std::int64_t c) {
                const V value = load<V>(row + c);
                squares.add(value * value);
            });
        }
        const float scale = 1.0F / std::sqrt(squares.sum() / static_cast<float>(d) + epsilon);
        inverse[i] = scale;
        if (normed)
            forLanes(d, [&]<typename V>(std::int64_t c) { store<V>(normed + i * d + c, load<V>(row + c) * scale * load<V>(weight + c)); });
    }
}

template <typename T>
void addRmsNormBackward(const float* sum, const float* inverse, const float* weight, const T* dNormed, float* dSum, T* branchGradient,
                        float* weightGradient, std::int64_t n, std::int64_t d) {
    const std::int64_t chunks = (n + kChunk - 1) / kChunk;
    std::vector<float> partial(weightGradient ? static_cast<std::size_t>(chunks * d) : 0);
#pragma omp parallel for schedule(static)
    for (std::int64_t chunk = 0; chunk < chunks; ++chunk) {
        float* dWeight = weightGradient ? partial.data() + chunk * d : nullptr;
        for (std::int64_t i = chunk * kChunk; i < std::min(n, (chunk + 1) * kChunk); ++i) {
            const float* x = sum + i * d;
            const T* dy = dNormed + i * d;
            float* dx = dSum + i * d;
            const float scale = inverse[i];
            Lanes dot;
            forLanes(d, [&]<typename V>(std::int64_t c) { dot.add(load<V>(dy + c) * load<V>(weight + c) * load<V>(x + c)); });
            const float shared = dot.sum() * scale * scale * scale / static_cast<float>(d);
            forLanes(d, [&]<typename V>(std::int64_t c) {
                const V grad = load<V>(dy + c);
                const V value = load<V>(x + c);
                const V total = load<V>(dx + c) + grad * load<V>(weight + c) * scale - value * shared;
                store(dx + c, total);
                if (branchGradient)
                    store(branchGradient + i * d + c, total);
                if (dWeight)
                    store<V>(dWeight + c, load<V>(dWeight + c) + grad * value * scale);
            });
        }
    }
    for (std::int64_t chunk = 0; weightGradient && chunk < chunks; ++chunk)
        for (std::int64_t c = 0; c < d; ++c)
            weightGradient[c] += partial[static_cast<std::size_t>(chunk * d + c)];
}

template <typename T>
void swiGlu(const T* gateUp, T* out, std::int64_t n, std::int64_t f) {
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i) {
        const T* gate = gateUp + i * 2 * f;
        forLanes(f, [&]<typename V>(std::int64_t c) {
            const V g = load<V>(gate + c);
            store<V>(out + i * f + c, g / (1.0F + fastExp<V>(-g)) * load<V>(gate + f + c));
        });
    }
}

template <typename T>
void swiGluBackward(const T* gateUp, const T* dOut, T* dGateUp, std::int64_t n, std::int64_t f) {
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i) {
        const T* gate = gateUp + i * 2 * f;
        T* dGate = dGateUp + i * 2 * f;
        forLanes(f, [&]<typename V>(std::int64_t c) {
            const V g = load<V>(gate + c);
            const V sigmoid = 1.0F / (1.0F + fastExp<V>(-g));
            const V silu = g * sigmoid;
            const V grad = load<V>(dOut + i * f + c);
            store<V>(dGate + f + c, grad * silu);
            store<V>(dGate + c, grad * load<V>(gate + f + c) * (sigmoid + silu * (1.0F - sigmoid)));
        });
    }
}

/// Rotates one head vector (half-split pairs) and widens it to float.
template <typename T>
inline void rotate(const T* in, const float* cosine, const float* sine, std::int32_t half, float* out) {
    forLanes(half, [&]<typename V>(std::int64_t c) {
        const V a = load<V>(in + c);
        const V b = load<V>(in + half + c);
        const V turn = load<V>(cosine + c);
        const V lift = load<V>(sine + c);
        store<V>(out + c, a * turn - b * lift);
        store<V>(out + half + c, b * turn + a * lift);
    });
}

/// The transposed rotation of a gradient, narrowed to T.
template <typename T>
inline void rotateBack(const float* in, const float* cosine, const float* sine, std::int32_t half, T* out) {
    forLanes(half, [&]<typename V>(std::int64_t c) {
        const V a = load<V>(in + c);
        const V b = load<V>(in + half + c);
        const V turn = load<V>(cosine + c);
        const V lift = load<V>(sine + c);
        store<V>(out + c, a * turn + b * lift);
        store<V>(out + half + c, b * turn - a * lift);
    });
}

/// scores[i][j] = Σ_c a[i][c] · bT[c][j] for kRowsAtOnce rows i and columns j < columns (a multiple of kTile).
inline void productTransposed(const float* a, const float* bT, float* scores, std::int32_t d, std::int32_t columns, std::int32_t ldb) {
    for (std::int32_t j = 0; j < columns; j += kTile) {
        Vec acc[kRowsAtOnce] = {};
        for (std::int32_t c = 0; c < d; ++c) {
            const Vec b = load<Vec>(bT + static_cast<std::ptrdiff_t>(c) * ldb + j);
#pragma GCC unroll 8
            for (int r = 0; r < kRowsAtOnce; ++r)
                acc[r] += b * a[r * d + c];
        }
#pragma GCC unroll 8
        for (int r = 0; r < kRowsAtOnce; ++r)
            store(scores + r * ldb + j, acc[r]);
    }
}

/// out[i][c] = Σ_j p[i][j] · b[j][c] for kRowsAtOnce rows and j < count; d is a multiple of kTile.
inline void productPlain(const float* p, const float* b, float* out, std::int32_t count, std::int32_t d, std::int32_t ldp) {
    for (std::int32_t c = 0; c < d; c += kTile) {
        Vec acc[kRowsAtOnce] = {};
        for (std::int32_t j = 0; j < count; ++j) {
            const Vec row = load<Vec>(b + static_cast<std::ptrdiff_t>(j) * d + c);
#pragma GCC unroll 8
            for (int r = 0; r < kRowsAtOnce; ++r)
                acc[r] += row * p[r * ldp + j];
        }
#pragma GCC unroll 8
        for (int r = 0; r < kRowsAtOnce; ++r)
            store(out + r * d + c, acc[r]);
    }
}

/// out[j][c] += Σ_i p[i][j] · a[i][c] over kRowsAtOnce rows i, for j < count.
inline void productOuter(const float* p, const float* a, float* out, std::int32_t count, std::int32_t d, std::int32_t ldp) {
    for (std::int32_t c = 0; c < d; c += kTile) {
        Vec rows[kRowsAtOnce];
#pragma GCC unroll 8
        for (int r = 0; r < kRowsAtOnce; ++r)
            rows[r] = load<Vec>(a + r * d + c);
        for (std::int32_t j = 0; j < count; ++j) {
            float* to = out + static_cast<std::ptrdiff_t>(j) * d + c;
            Vec even = load<Vec>(to);
            Vec odd = {};
#pragma GCC unroll 4
            for (int r = 0; r < kRowsAtOnce; r += 2) {
                even += rows[r] * p[r * ldp + j];
                odd += rows[r + 1] * p[(r + 1) * ldp + j];
            }
            store<Vec>(to, even + odd);
        }
    }
}

/// What one (row, key/value head) needs in float: keys and values, plain and transposed, padded to the tile.
struct HeadScratch {
    std::int32_t dim = 0;    ///< headDim padded to kTile
    std::int32_t length = 0; ///< tokens padded to kTile
    std::vector<float> keys, keysT, values, valuesT;
    std::vector<float> queries, scores, output, gradScores, gradOutput, gradQueries, gradKeys, gradValues;

    void resize(std::int32_t tokens, std::int32_t headDim, bool backward) {
        dim = paddedTo(headDim, kTile);
        length = paddedTo(tokens, kTile);
        const auto plain = static_cast<std::size_t>(length) * static_cast<std::size_t>(dim);
        keys.assign(plain, 0);
        keysT.assign(plain, 0);
        values.assign(plain, 0);
        queries.assign(static_cast<std::size_t>(kRowsAtOnce) * static_cast<std::size_t>(dim), 0);
        output = queries;
        scores.assign(static_cast<std::size_t>(kRowsAtOnce) * static_cast<std::size_t>(length), 0);
        if (backward) {
            valuesT.assign(plain, 0);
            gradKeys.assign(plain, 0);
            gradValues.assign(plain, 0);
            gradScores = scores;
            gradOutput = queries;
            gradQueries = queries;
        }
    }

    void transpose(const std::vector<float>& from, std::vector<float>& to) const {
        for (std::int32_t j = 0; j < length; ++j)
            for (std::int32_t c = 0; c < dim; ++c)
                to[static_cast<std::size_t>(c) * static_cast<std::size_t>(length) + static_cast<std::size_t>(j)] =
                    from[static_cast<std::size_t>(j) * static_cast<std::size_t>(dim) + static_cast<std::size_t>(c)];
    }
};

template <typename T>
void loadKeysAndValues(HeadScratch& s, const T* qkv, const std::int32_t* positions, std::int32_t begin, std::int32_t tokens,
                       std::int32_t kvHead, AttentionShape shape, const float* cosine, const float* sine) {
    const std::int32_t half = shape.headDim / 2;
    for (std::int32_t j = 0; j < tokens; ++j) {
        const std::int64_t token = begin + j;
        const T* base = qkv + token * shape.stride();
        const std::ptrdiff_t table = static_cast<std::ptrdiff_t>(positions[token]) * half;
        rotate(base + (shape.heads + kvHead) * shape.headDim, cosine + table, sine + table, half,
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
    const std::int32_t half = shape.headDim / 2;
    std::fill(s.queries.begin(), s.queries.end(), 0.0F);
    for (int r = 0; r < kRowsAtOnce && first + r < tokens; ++r) {
        const std::int64_t token = begin + first + r;
        const std::ptrdiff_t table = static_cast<std::ptrdiff_t>(positions[token]) * half;
        rotate(qkv + token * shape.stride() + head * shape.headDim, cosine + table, sine + table, half, s.queries.data() + r * s.dim);
    }
}

template <typename T>
void attention(const T* qkv, const std::int32_t* positions, PackedRows rows, AttentionShape shape, const float* cosine, const float* sine,
               T* out, float* logSum, const CacheView* cache) {
    const float scale = 1.0F / std::sqrt(static_cast<float>(shape.headDim));
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
                        const float highest = greatest(score, i + 1);
                        // Beyond the causal edge: so low that the exponential is its clamp, and then cleared.
                        std::fill(score + i + 1, score + columns, highest - 1e4F);
                        Lanes total;
                        for (std::int32_t j = 0; j < columns; j += kTile)
                            store(score + j, fastExp<Vec>((load<Vec>(score + j) - highest) * scale));
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
    const float scale = 1.0F / std::sqrt(static_cast<float>(shape.headDim));
    const std::int32_t group = shape.heads / shape.keyValueHeads;
    const std::int32_t half = shape.headDim / 2;
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
                        for (std::int32_t j = 0; j < columns; j += kTile) {
                            const Vec probability = fastExp<Vec>(load<Vec>(p + j) * scale - shift);
                            store(p + j, probability);
                            store<Vec>(ds + j, probability * (load<Vec>(ds + j) - d) * scale);
                        }
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
                                   half, dQkv + token * shape.stride() + head * shape.headDim);
                    }
                }
            }
            for (std::int32_t j = 0; j < tokens; ++j) {
                const std::int64_t token = begin + j;
                const std::ptrdiff_t table = static_cast<std::ptrdiff_t>(positions[token]) * half;
                T* base = dQkv + token * shape.stride();
                rotateBack(s.gradKeys.data() + static_cast<std::ptrdiff_t>(j) * s.dim, cosine + table, sine + table, half,
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
    const float scale = 1.0F / std::sqrt(static_cast<float>(shape.headDim));
    const std::int32_t group = shape.heads / shape.keyValueHeads;
    const std::int32_t half = shape.headDim / 2;
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
            rotate(base + (shape.heads + kv) * shape.headDim, cosine + table, sine + table, half, keys + to);
            const T* value = base + (shape.heads + shape.keyValueHeads + kv) * shape.headDim;
            forLanes(shape.headDim, [&]<typename V>(std::int64_t c) { store(values + to + c, load<V>(value + c)); });
        }
        for (std::int32_t head = 0; head < shape.heads; ++head) {
            const std::int32_t offset = head / group * shape.headDim;
            rotate(base + head * shape.headDim, cosine + table, sine + table, half, query.data());
            float highest = -std::numeric_limits<float>::infinity();
            for (std::int32_t j = 0; j <= held; ++j) {
                const float* key = keys + static_cast<std::ptrdiff_t>(j) * width + offset;
                Lanes dot;
                forLanes(shape.headDim, [&]<typename V>(std::int64_t c) { dot.add(load<V>(query.data() + c) * load<V>(key + c)); });
                score[static_cast<std::size_t>(j)] = dot.sum() * scale;
                highest = std::max(highest, score[static_cast<std::size_t>(j)]);
            }
            float total = 0;
            std::fill(sum.begin(), sum.end(), 0.0F);
            for (std::int32_t j = 0; j <= held; ++j) {
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

template <typename T>
constexpr Kernels<T> kTable = {&addRmsNorm<T>,        &addRmsNormBackward<T>, &swiGlu<T>,       &swiGluBackward<T>, &attention<T>,
                               &attentionBackward<T>, &attentionStep<T>,      &crossEntropy<T>, &accumulate<T>,     &toFloat<T>,
                               &fromFloat<T>};

} // namespace

const Kernels<float>& floatKernels() {
    return kTable<float>;
}

const Kernels<Bf16>& bf16Kernels() {
    return kTable<Bf16>;
}

const FlatKernels& flat() {
    static constexpr FlatKernels table = {&adamW, &sumOfSquares};
    return table;
}

} // namespace postern::POSTERN_KERNEL_NAMESPACE
