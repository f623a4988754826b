// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#define POSTERN_KERNEL_NAMESPACE kernels_avx512
#define POSTERN_VECTOR_BYTES 64
#include "engine/model/kernels/kernels_impl.h"
