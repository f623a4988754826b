// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with -ffp-contract=off: a fused multiply-add on one processor and none on another would give different pictures.
#include "engine/analysis/tsne_kernel.h"

#include <cstdint>
#include <cstring>
#include <initializer_list>

namespace postern::analysis {

namespace {

#define POSTERN_INLINE [[gnu::always_inline]] inline

template <int Width>
struct Lanes {
    typedef float Float __attribute__((vector_size(Width * sizeof(float)), aligned(4), may_alias));
    typedef std::int32_t Int __attribute__((vector_size(Width * sizeof(float)), aligned(4), may_alias));

    POSTERN_INLINE static const Float& load(const float* from) { return *reinterpret_cast<const Float*>(from); }
};

/// Adds the sixteen lanes in one fixed order.
POSTERN_INLINE float total(const float (&lanes)[kLanes]) {
    float sum = 0;
    for (const float lane : lanes)
        sum += lane;
    return sum;
}

template <int Width, bool Attract>
POSTERN_INLINE void sweep(const float* x, const float* y, const float* p, std::size_t padded, std::size_t first, RowForces* out) {
    using Float = typename Lanes<Width>::Float;
    constexpr int kRows = 2;
    float repelX[kRows][kLanes];
    float repelY[kRows][kLanes];
    float attractX[kRows][kLanes];
    float attractY[kRows][kLanes];
    float mass[kRows][kLanes];
    // Narrow vectors take the sixteen lanes in several passes; each lane still sees the same points in the same order.
    for (std::size_t lane = 0; lane < kLanes; lane += Width) {
        Float rx[kRows] = {};
        Float ry[kRows] = {};
        Float ax[kRows] = {};
        Float ay[kRows] = {};
        Float sum[kRows] = {};
        for (std::size_t j = lane; j < padded; j += kLanes) {
            const Float xj = Lanes<Width>::load(x + j);
            const Float yj = Lanes<Width>::load(y + j);
            for (int r = 0; r < kRows; ++r) {
                const std::size_t i = first + static_cast<std::size_t>(r);
                const Float dx = x[i] - xj;
                const Float dy = y[i] - yj;
                const Float q = 1.0F / (1.0F + (dx * dx + dy * dy));
                const Float q2 = q * q;
                sum[r] += q;
                rx[r] += q2 * dx;
                ry[r] += q2 * dy;
                if constexpr (Attract) {
                    const Float pq = Lanes<Width>::load(p + i * padded + j) * q;
                    ax[r] += pq * dx;
                    ay[r] += pq * dy;
                }
            }
        }
        for (int r = 0; r < kRows; ++r)
            for (std::size_t k = 0; k < Width; ++k) {
                repelX[r][lane + k] = rx[r][k];
                repelY[r][lane + k] = ry[r][k];
                attractX[r][lane + k] = ax[r][k];
                attractY[r][lane + k] = ay[r][k];
                mass[r][lane + k] = sum[r][k];
            }
    }
    for (int r = 0; r < kRows; ++r)
        out[r] = {{total(repelX[r]), total(repelY[r])}, {total(attractX[r]), total(attractY[r])}, total(mass[r])};
}

template <int Width>
POSTERN_INLINE void sweepEither(const float* x, const float* y, const float* p, std::size_t padded, std::size_t first, RowForces* out) {
    if (p != nullptr)
        sweep<Width, true>(x, y, p, padded, first, out);
    else
        sweep<Width, false>(x, y, nullptr, padded, first, out);
}

/// e^t = 2^k · e^r with |r| ≤ ln 2 / 2 and the Taylor polynomial of degree 7 (relative error below 1e-7).
template <int Width>
POSTERN_INLINE WeightSums weigh(const float* squares, std::size_t padded, float beta, float* weights) {
    using Float = typename Lanes<Width>::Float;
    using Int = typename Lanes<Width>::Int;
    constexpr float kRounder = 12582912.0F; // 1.5 · 2^23: adding it leaves the nearest integer in the low bits
    constexpr std::int32_t kRounderBits = 0x4B400000;
    float weightLanes[kLanes];
    float momentLanes[kLanes];
    for (std::size_t lane = 0; lane < kLanes; lane += Width) {
        Float weightSum = {};
        Float momentSum = {};
        for (std::size_t j = lane; j < padded; j += kLanes) {
            const Float square = Lanes<Width>::load(squares + j);
            const Float exponent = square * -beta;
            const Int inRange = exponent > -86.0F;
            const Float t = inRange ? exponent : Float{} - 86.0F;
            const Float rounded = t * 1.44269504F + kRounder;
            const Float k = rounded - kRounder;
            const Float r = (t - k * 0.693359375F) + k * 2.12194440e-4F;
            const Float series =
                1.0F + r * (1.0F + r * (0.5F + r * (1.0F / 6 + r * (1.0F / 24 + r * (1.0F / 120 + r * (1.0F / 720 + r * (1.0F / 5040)))))));
            Int bits;
            std::memcpy(&bits, &rounded, sizeof bits);
            bits = ((bits - kRounderBits) + 127) << 23;
            Float scale;
            std::memcpy(&scale, &bits, sizeof scale);
            const Float power = series * scale;
            const Float weight = inRange ? power : Float{};
            const Float moment = inRange ? weight * square : Float{};
            *reinterpret_cast<Float*>(weights + j) = weight;
            weightSum += weight;
            momentSum += moment;
        }
        for (std::size_t k = 0; k < Width; ++k) {
            weightLanes[lane + k] = weightSum[k];
            momentLanes[lane + k] = momentSum[k];
        }
    }
    return {total(weightLanes), total(momentLanes)};
}

#if defined(__x86_64__) && defined(__GNUC__)
#define POSTERN_X86 1
[[gnu::target("avx2")]] void sweepAvx2(const float* x, const float* y, const float* p, std::size_t padded, std::size_t first,
                                       RowForces* out) {
    sweepEither<8>(x, y, p, padded, first, out);
}
[[gnu::target("avx512f")]] void sweepAvx512(const float* x, const float* y, const float* p, std::size_t padded, std::size_t first,
                                            RowForces* out) {
    sweepEither<16>(x, y, p, padded, first, out);
}
[[gnu::target("avx2")]] WeightSums weighAvx2(const float* squares, std::size_t padded, float beta, float* weights) {
    return weigh<8>(squares, padded, beta, weights);
}
[[gnu::target("avx512f")]] WeightSums weighAvx512(const float* squares, std::size_t padded, float beta, float* weights) {
    return weigh<16>(squares, padded, beta, weights);
}
#endif

} // namespace

bool hasVectorUnit(VectorUnit unit) {
#ifdef POSTERN_X86
    if (unit == VectorUnit::Avx2)
        return __builtin_cpu_supports("avx2");
    if (unit == VectorUnit::Avx512)
        return __builtin_cpu_supports("avx512f");
#endif
    return unit == VectorUnit::Baseline;
}

VectorUnit bestVectorUnit() {
    for (const VectorUnit unit : {VectorUnit::Avx512, VectorUnit::Avx2})
        if (hasVectorUnit(unit))
            return unit;
    return VectorUnit::Baseline;
}

void sweepRowPair(VectorUnit unit, const float* x, const float* y, const float* p, std::size_t padded, std::size_t first, RowForces* out) {
#ifdef POSTERN_X86
    if (unit == VectorUnit::Avx512)
        return sweepAvx512(x, y, p, padded, first, out);
    if (unit == VectorUnit::Avx2)
        return sweepAvx2(x, y, p, padded, first, out);
#endif
    (void)unit;
    sweepEither<4>(x, y, p, padded, first, out);
}

WeightSums gaussianWeights(VectorUnit unit, const float* squares, std::size_t padded, float beta, float* weights) {
#ifdef POSTERN_X86
    if (unit == VectorUnit::Avx512)
        return weighAvx512(squares, padded, beta, weights);
    if (unit == VectorUnit::Avx2)
        return weighAvx2(squares, padded, beta, weights);
#endif
    (void)unit;
    return weigh<4>(squares, padded, beta, weights);
}

} // namespace postern::analysis
