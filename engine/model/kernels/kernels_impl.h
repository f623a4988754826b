// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// All kernels of one instruction set; included by its .cpp.
#include "engine/model/kernels/activations_impl.h"
#include "engine/model/kernels/attention_impl.h"
#include "engine/model/kernels/flat_impl.h"
#include "engine/model/kernels/norms_impl.h"

namespace postern::POSTERN_KERNEL_NAMESPACE {

namespace {

template <typename T>
constexpr Kernels<T> kTable = {&addNorm<T>,          &addNormBackward<T>, &headNorm<T>,          &headNormBackward<T>, &activate<T>,
                               &activateBackward<T>, &attention<T>,       &attentionBackward<T>, &attentionStep<T>,    &crossEntropy<T>,
                               &accumulate<T>,       &toFloat<T>,         &fromFloat<T>};

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
