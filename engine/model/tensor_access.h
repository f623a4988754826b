// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <type_traits>

#include "engine/model/kernels/kernels.h"
#include "engine/model/torch_pch.h"

namespace postern {

/// torch's name of a compute type.
template <typename T>
constexpr at::ScalarType kType = std::is_same_v<T, Bf16> ? at::kBFloat16 : at::kFloat;

/// A contiguous tensor's elements, for kernels.
template <typename T>
T* data(const at::Tensor& tensor) {
    return static_cast<T*>(tensor.data_ptr());
}

} // namespace postern
