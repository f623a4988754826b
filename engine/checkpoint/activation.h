// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace postern {

/// The bend in an MLP. GeluTanh is the approximation by tanh, Gelu the exact one.
enum class Activation { Silu, GeluTanh, Gelu, Relu };

} // namespace postern
