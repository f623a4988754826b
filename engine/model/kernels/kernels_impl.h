// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Included by one .cpp per instruction set, which defines POSTERN_KERNEL_NAMESPACE. The loops have fixed inner sizes
// and no branches, so that the compiler turns them into vectors of whatever width the flags allow.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "engine/model/kernels/kernels.h"

namespace postern::POSTERN_KERNEL_NAMESPACE {

namespace {

inline float load(float value) {
    return value;
}

inline float load(Bf16 value) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(value.bits) << 16);
}

inline void store(float& out, float value) {
    out = value;
}

/// Round to nearest even. A NaN stays a NaN: its lowest kept bit is set.
inline void store(Bf16& out, float value) {
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t rounded = (bits + 0x7fffU + ((bits >> 16) & 1U)) >> 16;
    const std::uint32_t quiet = (bits >> 16) | 1U;
    out.bits = static_cast<std::uint16_t>((bits & 0x7fffffffU) > 0x7f800000U ? quiet : rounded);
}

/// exp by range reduction to [-ln2/2, ln2/2] and a degree-6 Taylor polynomial; relative error below 2e-7.
inline float fastExp(float x) {
    x = std::min(std::max(x, -87.0F), 88.0F);
    const float magic = 12582912.0F; // 1.5 · 2^23: adding it rounds to an integer in the low bits
    const float shifted = x * 1.44269504F + magic;
    const float n = shifted - magic;
    const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
    const float p =
        1.0F + r * (1.0F + r * (0.5F + r * (1.66666667e-1F + r * (4.16666667e-2F + r * (8.33333333e-3F + r * 1.38888889e-3F)))));
    const std::int32_t exponent = static_cast<std::int32_t>(n) << 23;
    return std::bit_cast<float>(std::bit_cast<std::int32_t>(p) + exponent);
}

constexpr std::int64_t kChunk = 64; ///< rows a partial sum covers; fixed, so sums do not depend on threads
constexpr int kTile = 16;           ///< vector width in floats of the widest set
constexpr int kRowsAtOnce = 4;

inline std::int32_t paddedTo(std::int32_t n, std::int32_t multiple) {
    return (n + multiple - 1) / multiple * multiple;
}

/// Partial sums of 16 lanes: a plain float reduction may not be reordered by the compiler.
struct Lanes {
    float lane[kTile] = {};
    [[nodiscard]] float sum() const {
        float total = 0;
        for (const float value : lane)
            total += value;
        return total;
    }
};

template <typename T>
void addRmsNorm(const float* x, const T* branch, const float* weight, float epsilon, float* sum, T* normed, float* inverse, std::int64_t n,
                std::int64_t d) {
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i) {
        const float* row = x + i * d;
        if (branch) {
            float* out = sum + i * d;
            const T* add = branch + i * d;
            for (std::int64_t c = 0; c < d; ++c)
                out[c] = row[c] + load(add[c]);
            row = out;
        }
        Lanes squares;
        std::int64_t c = 0;
        for (; c + kTile <= d; c += kTile)
            for (int l = 0; l < kTile; ++l)
                squares.lane[l] += row[c + l] * row[c + l];
        for (; c < d; ++c)
            squares.lane[0] += row[c] * row[c];
        const float scale = 1.0F / std::sqrt(squares.sum() / static_cast<float>(d) + epsilon);
        inverse[i] = scale;
        if (normed) {
            T* out = normed + i * d;
            for (c = 0; c < d; ++c)
                store(out[c], row[c] * scale * weight[c]);
        }
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
            std::int64_t c = 0;
            for (; c + kTile <= d; c += kTile)
                for (int l = 0; l < kTile; ++l)
                    dot.lane[l] += load(dy[c + l]) * weight[c + l] * x[c + l];
            for (; c < d; ++c)
                dot.lane[0] += load(dy[c]) * weight[c] * x[c];
            const float shared = dot.sum() * scale * scale * scale / static_cast<float>(d);
            for (c = 0; c < d; ++c)
                dx[c] += load(dy[c]) * weight[c] * scale - x[c] * shared;
            if (branchGradient) {
                T* out = branchGradient + i * d;
                for (c = 0; c < d; ++c)
                    store(out[c], dx[c]);
            }
            if (dWeight)
                for (c = 0; c < d; ++c)
                    dWeight[c] += load(dy[c]) * x[c] * scale;
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
        const T* up = gate + f;
        T* y = out + i * f;
        for (std::int64_t c = 0; c < f; ++c) {
            const float g = load(gate[c]);
            store(y[c], g / (1.0F + fastExp(-g)) * load(up[c]));
        }
    }
}

template <typename T>
void swiGluBackward(const T* gateUp, const T* dOut, T* dGateUp, std::int64_t n, std::int64_t f) {
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i) {
        const T* gate = gateUp + i * 2 * f;
        const T* up = gate + f;
        const T* dy = dOut + i * f;
        T* dGate = dGateUp + i * 2 * f;
        T* dUp = dGate + f;
        for (std::int64_t c = 0; c < f; ++c) {
            const float g = load(gate[c]);
            const float sigmoid = 1.0F / (1.0F + fastExp(-g));
            const float silu = g * sigmoid;
            const float grad = load(dy[c]);
            store(dUp[c], grad * silu);
            store(dGate[c], grad * load(up[c]) * (sigmoid + silu * (1.0F - sigmoid)));
        }
    }
}

/// Rotates one head vector (half-split pairs) and widens it to float.
template <typename T>
inline void rotate(const T* in, const float* cosine, const float* sine, std::int32_t half, float* out) {
    for (std::int32_t c = 0; c < half; ++c) {
        const float a = load(in[c]);
        const float b = load(in[half + c]);
        out[c] = a * cosine[c] - b * sine[c];
        out[half + c] = b * cosine[c] + a * sine[c];
    }
}

/// The transposed rotation of a gradient, narrowed to T.
template <typename T>
inline void rotateBack(const float* in, const float* cosine, const float* sine, std::int32_t half, T* out) {
    for (std::int32_t c = 0; c < half; ++c) {
        const float a = in[c];
        const float b = in[half + c];
        store(out[c], a * cosine[c] + b * sine[c]);
        store(out[half + c], b * cosine[c] - a * sine[c]);
    }
}

/// scores[i][j] = Σ_c a[i][c] · bT[c][j] for kRowsAtOnce rows i and columns j < columns (a multiple of kTile).
inline void productTransposed(const float* a, const float* bT, float* scores, std::int32_t d, std::int32_t columns, std::int32_t ldb) {
    for (std::int32_t j = 0; j < columns; j += kTile) {
        float acc[kRowsAtOnce][kTile] = {};
        for (std::int32_t c = 0; c < d; ++c) {
            const float* b = bT + static_cast<std::ptrdiff_t>(c) * ldb + j;
            for (int r = 0; r < kRowsAtOnce; ++r) {
                const float value = a[r * d + c];
                for (int l = 0; l < kTile; ++l)
                    acc[r][l] += value * b[l];
            }
        }
        for (int r = 0; r < kRowsAtOnce; ++r)
            for (int l = 0; l < kTile; ++l)
                scores[r * ldb + j + l] = acc[r][l];
    }
}

/// out[i][c] = Σ_j p[i][j] · b[j][c] for kRowsAtOnce rows and j < count; d is a multiple of kTile.
inline void productPlain(const float* p, const float* b, float* out, std::int32_t count, std::int32_t d, std::int32_t ldp) {
    for (std::int32_t c = 0; c < d; c += kTile) {
        float acc[kRowsAtOnce][kTile] = {};
        for (std::int32_t j = 0; j < count; ++j) {
            const float* row = b + static_cast<std::ptrdiff_t>(j) * d + c;
            for (int r = 0; r < kRowsAtOnce; ++r) {
                const float value = p[r * ldp + j];
                for (int l = 0; l < kTile; ++l)
                    acc[r][l] += value * row[l];
            }
        }
        for (int r = 0; r < kRowsAtOnce; ++r)
            for (int l = 0; l < kTile; ++l)
                out[r * d + c + l] = acc[r][l];
    }
}

/// out[j][c] += Σ_i p[i][j] · a[i][c] over kRowsAtOnce rows i, for j < count.
inline void productOuter(const float* p, const float* a, float* out, std::int32_t count, std::int32_t d, std::int32_t ldp) {
    for (std::int32_t j = 0; j < count; ++j) {
        const float p0 = p[j];
        const float p1 = p[ldp + j];
        const float p2 = p[2 * ldp + j];
        const float p3 = p[3 * ldp + j];
        float* row = out + static_cast<std::ptrdiff_t>(j) * d;
        for (std::int32_t c = 0; c < d; ++c)
            row[c] += p0 * a[c] + p1 * a[d + c] + p2 * a[2 * d + c] + p3 * a[3 * d + c];
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
        for (std::int32_t c = 0; c < shape.headDim; ++c)
            s.values[static_cast<std::size_t>(j) * static_cast<std::size_t>(s.dim) + static_cast<std::size_t>(c)] = load(value[c]);
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
                        float highest = -std::numeric_limits<float>::infinity();
                        for (std::int32_t j = 0; j <= i; ++j) {
                            score[j] *= scale;
                            highest = std::max(highest, score[j]);
                        }
                        for (std::int32_t j = i + 1; j < columns; ++j)
                            score[j] = -std::numeric_limits<float>::infinity();
                        Lanes total;
                        for (std::int32_t j = 0; j < columns; j += kTile)
                            for (int l = 0; l < kTile; ++l) {
                                // Beyond the causal edge the exponential of the clamp is not exactly zero.
                                const float e = j + l <= i ? fastExp(score[j + l] - highest) : 0.0F;
                                score[j + l] = e;
                                total.lane[l] += e;
                            }
                        const float sum = total.sum();
                        const float inverse = 1.0F / sum;
                        for (std::int32_t j = 0; j < columns; ++j)
                            score[j] *= inverse;
                        if (logSum)
                            logSum[static_cast<std::int64_t>(begin + i) * shape.heads + head] = highest + std::log(sum);
                    }
                    productPlain(s.scores.data(), s.values.data(), s.output.data(), last, s.dim, s.length);
                    for (std::int32_t i = first; i < last; ++i) {
                        T* y = out + (static_cast<std::int64_t>(begin + i) * shape.heads + head) * shape.headDim;
                        const float* o = s.output.data() + static_cast<std::ptrdiff_t>(i - first) * s.dim;
                        for (std::int32_t c = 0; c < shape.headDim; ++c)
                            store(y[c], o[c]);
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
                        float dot = 0;
                        for (std::int32_t c = 0; c < shape.headDim; ++c) {
                            grad[c] = load(dOut[at + c]);
                            dot += grad[c] * load(out[at + c]);
                        }
                        delta[i - first] = dot;
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
                        for (std::int32_t j = 0; j < columns; ++j) {
                            const float probability = j <= i ? fastExp(p[j] * scale - shift) : 0.0F;
                            p[j] = probability;
                            ds[j] = probability * (ds[j] - d) * scale;
                        }
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
                for (std::int32_t c = 0; c < shape.headDim; ++c)
                    store(dValue[c],
                          s.gradValues[static_cast<std::size_t>(j) * static_cast<std::size_t>(s.dim) + static_cast<std::size_t>(c)]);
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
            for (std::int32_t c = 0; c < shape.headDim; ++c)
                values[to + c] = load(value[c]);
        }
        for (std::int32_t head = 0; head < shape.heads; ++head) {
            const std::int32_t offset = head / group * shape.headDim;
            rotate(base + head * shape.headDim, cosine + table, sine + table, half, query.data());
            float highest = -std::numeric_limits<float>::infinity();
            for (std::int32_t j = 0; j <= held; ++j) {
                const float* key = keys + static_cast<std::ptrdiff_t>(j) * width + offset;
                float dot = 0;
                for (std::int32_t c = 0; c < shape.headDim; ++c)
                    dot += query[static_cast<std::size_t>(c)] * key[c];
                score[static_cast<std::size_t>(j)] = dot * scale;
                highest = std::max(highest, dot * scale);
            }
            float total = 0;
            std::fill(sum.begin(), sum.end(), 0.0F);
            for (std::int32_t j = 0; j <= held; ++j) {
                const float e = fastExp(score[static_cast<std::size_t>(j)] - highest);
                const float* value = values + static_cast<std::ptrdiff_t>(j) * width + offset;
                total += e;
                for (std::int32_t c = 0; c < shape.headDim; ++c)
                    sum[static_cast<std::size_t>(c)] += e * value[c];
            }
            T* y = out + (static_cast<std::int64_t>(row) * shape.heads + head) * shape.headDim;
            for (std::int32_t c = 0; c < shape.headDim; ++c)
                store(y[c], sum[static_cast<std::size_t>(c)] / total);
        }
    }
}

template <typename T>
void crossEntropy(T* logits, const std::int64_t* targets, const float* weights, float* loss, std::int64_t n, std::int64_t v) {
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i) {
        T* row = logits + i * v;
        float highest = -std::numeric_limits<float>::infinity();
        for (std::int64_t c = 0; c < v; ++c)
            highest = std::max(highest, load(row[c]));
        Lanes total;
        std::int64_t c = 0;
        for (; c + kTile <= v; c += kTile)
            for (int l = 0; l < kTile; ++l)
                total.lane[l] += fastExp(load(row[c + l]) - highest);
        for (; c < v; ++c)
            total.lane[0] += fastExp(load(row[c]) - highest);
        const float sum = total.sum();
        loss[i] = weights[i] * (highest + std::log(sum) - load(row[targets[i]]));
        const float scale = weights[i] / sum;
        const float atTarget = load(row[targets[i]]);
        for (c = 0; c < v; ++c)
            store(row[c], fastExp(load(row[c]) - highest) * scale);
        store(row[targets[i]], fastExp(atTarget - highest) * scale - weights[i]);
    }
}

template <typename T>
void accumulate(float* gradient, const T* addend, std::int64_t n) {
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i)
        gradient[i] += load(addend[i]);
}

template <typename T>
void toFloat(const T* in, float* out, std::int64_t n) {
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i)
        out[i] = load(in[i]);
}

template <typename T>
void fromFloat(const float* in, T* out, std::int64_t n) {
#pragma omp parallel for schedule(static)
    for (std::int64_t i = 0; i < n; ++i)
        store(out[i], in[i]);
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
    constexpr std::int64_t block = 1 << 14;
    const std::int64_t blocks = (n + block - 1) / block;
    std::vector<double> partial(static_cast<std::size_t>(blocks));
#pragma omp parallel for schedule(static)
    for (std::int64_t b = 0; b < blocks; ++b) {
        double total = 0;
        for (std::int64_t i = b * block; i < std::min(n, (b + 1) * block); ++i)
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
