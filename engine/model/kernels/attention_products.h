// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/kernels/vectors.h"

namespace postern::POSTERN_KERNEL_NAMESPACE {

namespace {

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
    std::vector<float> slopes; ///< of the soft cap, one query

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
            slopes.assign(static_cast<std::size_t>(length), 0);
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

} // namespace

} // namespace postern::POSTERN_KERNEL_NAMESPACE
