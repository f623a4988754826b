// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

#include "engine/tokenizer/aligned_text.h"
#include "engine/tokenizer/unicode.h"

namespace postern {

/// Rewrites a text character by character. `change` gets the code point and an empty text; it returns whether the character changes,
/// and has then written what stands in its place (nothing removes it). Unchanged stretches are copied whole, and a text
/// in which nothing changes is handed back.
template <typename Change>
[[nodiscard]] AlignedText rewriteCharacters(AlignedText text, Change&& change) {
    const std::string& bytes = text.text();
    AlignedBuilder builder(text);
    std::string written;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t begin = i;
        const char32_t codePoint = unicode::next(bytes, i);
        written.clear();
        if (!change(codePoint, written))
            continue;
        if (builder.size() == 0)
            builder.reserve(bytes.size());
        builder.copy(kept, begin);
        builder.put(written, text.source(begin, i));
        kept = i;
    }
    if (kept == 0)
        return text;
    builder.copy(kept, bytes.size());
    return builder.take();
}

} // namespace postern
