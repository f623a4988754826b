// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_support.h"

/// The header of a safetensors file, rules 1 to 9.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)postern::fuzz::examine(data, size, "model.safetensors");
    return 0;
}
