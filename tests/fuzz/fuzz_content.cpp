// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_support.h"

/// Bytes of any format under a name that promises none: detection, polyglots, text, images.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)postern::fuzz::examine(data, size, "file");
    return 0;
}
