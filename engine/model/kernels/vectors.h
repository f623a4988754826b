// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What all kernels are written in. Included once per instruction set, which defines POSTERN_KERNEL_NAMESPACE and
// POSTERN_VECTOR_BYTES, the width of its registers. The loops have fixed inner sizes and no branches.
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

/// tanh x = 1 - 2 / (exp 2x + 1); absolute error below 2e-7.
template <typename V>
inline V fastTanh(V x) {
    return 1.0F - 2.0F / (fastExp<V>(2.0F * x) + 1.0F);
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

} // namespace

} // namespace postern::POSTERN_KERNEL_NAMESPACE
