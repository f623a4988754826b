// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/tokenizer.h"
#include "tests/fuzz/fuzz_support.h"

/// tokenizer.json, and a text through what it describes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace postern;
    (void)fuzz::examine(data, size, "tokenizer.json");
    const auto json = parseJson({reinterpret_cast<const char*>(data), size}, "input");
    if (!json)
        return 0;
    if (const auto tokenizer = Tokenizer::parse(*json, "input")) {
        if (const auto ids = tokenizer->encode("The \xc3\xa4nderung of 12 caf\xc3\xa9s,\n  isn't <s> free.", true))
            (void)tokenizer->decode(*ids, false);
    }
    return 0;
}
