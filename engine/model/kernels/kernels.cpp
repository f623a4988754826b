// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/kernels/kernels.h"

namespace postern {

// One namespace per instruction set, each compiled with its own flags (see CMakeLists.txt).
#define POSTERN_DECLARE_KERNELS(set)                                                                                                       \
    namespace set {                                                                                                                        \
    const Kernels<float>& floatKernels();                                                                                                  \
    const Kernels<Bf16>& bf16Kernels();                                                                                                    \
    const FlatKernels& flat();                                                                                                             \
    }
POSTERN_DECLARE_KERNELS(kernels_baseline)
#ifdef POSTERN_KERNELS_X86
POSTERN_DECLARE_KERNELS(kernels_avx2)
POSTERN_DECLARE_KERNELS(kernels_avx512)
#endif
#undef POSTERN_DECLARE_KERNELS

namespace {

enum class InstructionSet { Baseline, Avx2, Avx512 };

InstructionSet best() {
#ifdef POSTERN_KERNELS_X86
    static const InstructionSet chosen = [] {
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
            __builtin_cpu_supports("avx512dq"))
            return InstructionSet::Avx512;
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
            return InstructionSet::Avx2;
        return InstructionSet::Baseline;
    }();
    return chosen;
#else
    return InstructionSet::Baseline;
#endif
}

} // namespace

template <>
const Kernels<float>& kernels<float>() {
#ifdef POSTERN_KERNELS_X86
    if (best() == InstructionSet::Avx512)
        return kernels_avx512::floatKernels();
    if (best() == InstructionSet::Avx2)
        return kernels_avx2::floatKernels();
#endif
    return kernels_baseline::floatKernels();
}

template <>
const Kernels<Bf16>& kernels<Bf16>() {
#ifdef POSTERN_KERNELS_X86
    if (best() == InstructionSet::Avx512)
        return kernels_avx512::bf16Kernels();
    if (best() == InstructionSet::Avx2)
        return kernels_avx2::bf16Kernels();
#endif
    return kernels_baseline::bf16Kernels();
}

const FlatKernels& flatKernels() {
#ifdef POSTERN_KERNELS_X86
    if (best() == InstructionSet::Avx512)
        return kernels_avx512::flat();
    if (best() == InstructionSet::Avx2)
        return kernels_avx2::flat();
#endif
    return kernels_baseline::flat();
}

const char* kernelInstructionSet() {
    constexpr const char* kNames[] = {"baseline", "AVX2", "AVX-512"};
    return kNames[static_cast<int>(best())];
}

} // namespace postern
