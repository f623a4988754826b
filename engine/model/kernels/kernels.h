// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/checkpoint/activation.h"

/// The decoder's loops that a general tensor library does in many passes over memory: here each is one.
/// Plain pointers, no torch. Work is split by output, and sums over rows run in fixed chunks, so that results do not
/// depend on the number of threads. Compiled once per instruction set; `kernels()` picks the best this CPU has.
namespace postern {

/// Storage of a bfloat16 value; arithmetic happens in float.
struct Bf16 {
    std::uint16_t bits;
};

/// The rows of a packed batch: row r holds tokens [starts[r], starts[r + 1]). No padding exists.
struct PackedRows {
    const std::int32_t* starts = nullptr; ///< [rowCount + 1]
    std::int32_t rowCount = 0;
};

struct AttentionShape {
    std::int32_t heads = 0;
    std::int32_t keyValueHeads = 0;
    std::int32_t headDim = 0;
    std::int32_t rotaryDim = 0;     ///< leading dimensions of a head that turn, by halves; 0 is no rotation
    std::int32_t window = 0;        ///< keys a query sees, itself included; 0 is all
    float scale = 1;                ///< of the products of queries and keys
    float softCap = 0;              ///< scores become cap · tanh(score / cap); 0 is none
    const float* keyBias = nullptr; ///< [heads, biasStride]: added to the scores of the key at that position; may be null
    std::int64_t biasStride = 0;    ///< at least the longest row, in whole vectors
    /// Elements from one token's qkv to the next: (heads + 2 · keyValueHeads) · headDim.
    [[nodiscard]] std::int32_t stride() const { return (heads + 2 * keyValueHeads) * headDim; }
};

struct NormOptions {
    bool centered = false;  ///< LayerNorm (Ba et al. 2016); otherwise RMSNorm (Zhang & Sennrich 2019)
    float weightOffset = 0; ///< added to every weight (gemma stores weights less one)
    float epsilon = 0;
};

/// Norms over parts of a token: `groups` of `width` elements from `first` on, tokens `stride` apart.
struct HeadNormShape {
    std::int64_t stride = 0;
    std::int64_t first = 0;
    std::int32_t groups = 1;
    std::int32_t width = 0;
    std::int32_t weightStride = 0; ///< from one group's weights to the next's; 0 where they share them
};

/// Keys and values of earlier tokens of every row, for generation: [row][capacity][keyValueHeads · headDim] f32.
struct CacheView {
    float* keys = nullptr;
    float* values = nullptr;
    std::int32_t capacity = 0;
    const std::int32_t* lengths = nullptr; ///< tokens held per row
};

/// T is float or Bf16: the type of what goes into and comes out of matrix products.
template <typename T>
struct Kernels {
    /// sum = x + branch (branch may be null: sum is then not written and x is normed); normed = norm(sum) · weight + bias.
    /// x, sum [n, d] f32; stats [n, 2] receives 1/deviation and mean. normed and bias may be null; without normed and stats
    /// only the sum is taken.
    void (*addNorm)(const float* x, const T* branch, const float* weight, const float* bias, NormOptions options, float* sum, T* normed,
                    float* stats, std::int64_t n, std::int64_t d);
    /// Backward of addNorm: dSum (in: gradient that reaches the sum directly; out: total) += norm's share;
    /// branchGradient = dSum in T (may be null); the parameters' gradients [d] f32 are added to (may be null).
    void (*addNormBackward)(const float* sum, const float* stats, const float* weight, NormOptions options, const T* dNormed, float* dSum,
                            T* branchGradient, float* weightGradient, float* biasGradient, std::int64_t n, std::int64_t d);
    /// Norms of parts of each token, from in to out (same places). stats [n, groups, 2].
    void (*headNorm)(const T* in, T* out, const float* weight, const float* bias, HeadNormShape shape, NormOptions options, float* stats,
                     std::int64_t n);
    /// gradient (in: of the normed parts; out: of the parts themselves) in place.
    void (*headNormBackward)(const T* in, const float* stats, const float* weight, HeadNormShape shape, NormOptions options, T* gradient,
                             float* weightGradient, float* biasGradient, std::int64_t n);
    /// Gated: in [n, 2f] holds gate then up per token and out = act(gate) · up. Otherwise in [n, f] and out = act(in).
    void (*activate)(Activation activation, bool gated, const T* in, T* out, std::int64_t n, std::int64_t f);
    void (*activateBackward)(Activation activation, bool gated, const T* in, const T* dOut, T* dIn, std::int64_t n, std::int64_t f);
    /// Causal attention with rotary positions over packed rows. cosine, sine [positions, rotaryDim / 2].
    /// qkv [n, stride]; out [n, heads · headDim]; logSum [n, heads] f32 is kept for the backward pass.
    /// With a cache, rotated keys and values are stored for generation as well.
    void (*attention)(const T* qkv, const std::int32_t* positions, PackedRows rows, AttentionShape shape, const float* cosine,
                      const float* sine, T* out, float* logSum, const CacheView* cache);
    void (*attentionBackward)(const T* qkv, const std::int32_t* positions, PackedRows rows, AttentionShape shape, const float* cosine,
                              const float* sine, const T* out, const float* logSum, const T* dOut, T* dQkv);
    /// One new token a row against its cache; appends the token's key and value at lengths[row]. qkv [rows, stride].
    void (*attentionStep)(const T* qkv, const std::int32_t* positions, std::int32_t rowCount, AttentionShape shape, const float* cosine,
                          const float* sine, T* out, const CacheView& cache);
    /// Cross-entropy of each row of logits [n, v] against target, times weight; logits become their own gradient.
    /// loss [n] f32.
    void (*crossEntropy)(T* logits, const std::int64_t* targets, const float* weights, float* loss, std::int64_t n, std::int64_t v);
    /// gradient += addend, element by element.
    void (*accumulate)(float* gradient, const T* addend, std::int64_t n);
    void (*toFloat)(const T* in, float* out, std::int64_t n);
    void (*fromFloat)(const float* in, T* out, std::int64_t n);
};

/// AdamW (Loshchilov & Hutter 2019) on flat buffers in one pass, in PyTorch's order of operations.
struct AdamWStep {
    float learningRate, beta1, beta2, epsilon, weightDecay;
    float correction1, correction2; ///< 1 − beta^t
    float gradientScale;            ///< from clipping
};

struct FlatKernels {
    void (*adamW)(float* weights, float* gradients, float* mean, float* variance, Bf16* copy, std::int64_t n, const AdamWStep& step);
    /// Sum of squares in double over fixed chunks.
    double (*sumOfSquares)(const float* values, std::int64_t n);
};

template <typename T>
const Kernels<T>& kernels();
const FlatKernels& flatKernels();

/// "AVX-512", "AVX2" or "baseline": what the dispatch chose.
const char* kernelInstructionSet();

} // namespace postern
