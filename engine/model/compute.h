// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/core/error.h"

namespace postern {

/// The type matrix products run in. Weights, sums of squares, softmax and losses are float32 in either case.
enum class Precision { Float32, Bfloat16 };
[[nodiscard]] std::string_view precisionName(Precision precision); ///< "fp32", "bf16"

/// bf16 where the CPU multiplies it natively (AVX512-BF16 or AMX); emulated bf16 is slower than fp32.
[[nodiscard]] Precision bestPrecision();

/// "auto", "fp32" or "bf16". bf16 on a CPU without it is allowed: slow but right.
[[nodiscard]] Result<Precision> parsePrecision(std::string_view name);

/// Sets the number of threads of the one pool that matrix products and kernels share; 0 is one per core.
/// Returns the number in force. Call once, before the first model, from the thread that will compute.
int setComputeThreads(int threads);

/// What the numbers were computed with, for provenance.
struct ComputeFacts {
    std::string cpu;
    int cores = 1;
    int threads = 1;
    std::string kernels; ///< instruction set of our own loops
    std::string torchVersion;
    std::string blas;      ///< library behind fp32 products
    bool slowBlas = false; ///< the reference BLAS: about 28 times slower
};
[[nodiscard]] ComputeFacts computeFacts();

} // namespace postern
