// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/normal_form.h"

#include <algorithm>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "engine/tokenizer/unicode.h"

namespace postern {

namespace {

struct Placed {
    char32_t codePoint;
    std::uint8_t combiningClass;
    ByteRange source;
};

ByteRange joined(ByteRange a, ByteRange b) {
    return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

std::vector<Placed> decomposed(const AlignedText& text, const icu::Normalizer2& form) {
    const std::string& bytes = text.text();
    std::vector<Placed> result;
    result.reserve(bytes.size());
    icu::UnicodeString parts;
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t begin = i;
        const char32_t codePoint = unicode::next(bytes, i);
        const ByteRange source = text.source(begin, i);
        if (codePoint < 0x80 || form.getDecomposition(static_cast<UChar32>(codePoint), parts) == 0) {
            const auto kind = codePoint < 0x80 ? std::uint8_t{0} : form.getCombiningClass(static_cast<UChar32>(codePoint));
            result.push_back({codePoint, kind, source});
            continue;
        }
        for (std::int32_t k = 0; k < parts.length(); k = parts.moveIndex32(k, 1)) {
            const UChar32 part = parts.char32At(k);
            result.push_back({static_cast<char32_t>(part), form.getCombiningClass(part), source});
        }
    }
    for (auto mark = result.begin(); mark != result.end();) {
        if (mark->combiningClass == 0) {
            ++mark;
            continue;
        }
        const auto end = std::find_if(mark, result.end(), [](const Placed& p) { return p.combiningClass == 0; });
        std::stable_sort(mark, end, [](const Placed& a, const Placed& b) { return a.combiningClass < b.combiningClass; });
        mark = end;
    }
    return result;
}

/// Canonical composition: a character joins the last starter unless something in between blocks it.
void compose(std::vector<Placed>& text, const icu::Normalizer2& form) {
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::size_t starter = kNone;
    std::size_t kept = 0;
    int lastClass = -1; // of what was kept after the starter; -1 when nothing was
    for (std::size_t i = 0; i < text.size(); ++i) {
        const Placed current = text[i];
        if (starter != kNone && lastClass < static_cast<int>(current.combiningClass)) {
            const UChar32 both = form.composePair(static_cast<UChar32>(text[starter].codePoint), static_cast<UChar32>(current.codePoint));
            if (both >= 0) {
                text[starter].codePoint = static_cast<char32_t>(both);
                text[starter].source = joined(text[starter].source, current.source);
                continue;
            }
        }
        if (current.combiningClass == 0) {
            starter = kept;
            lastClass = -1;
        } else {
            lastClass = current.combiningClass;
        }
        text[kept++] = current;
    }
    text.resize(kept);
}

} // namespace

Result<AlignedText> normalized(AlignedText text, NormalForm form) {
    const bool compatible = form == NormalForm::Nfkc || form == NormalForm::Nfkd;
    const bool composing = form == NormalForm::Nfc || form == NormalForm::Nfkc;
    // Nothing below U+0080 changes in any form, and nothing below U+0300 under NFC (its first bytes are below 0xCC).
    const auto lowest = static_cast<unsigned char>(form == NormalForm::Nfc ? 0xCC : 0x80);
    const std::string& bytes = text.text();
    if (std::none_of(bytes.begin(), bytes.end(), [lowest](char c) { return static_cast<unsigned char>(c) >= lowest; }))
        return text;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* rules = compatible ? icu::Normalizer2::getNFKCInstance(status) : icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status) != 0 || rules == nullptr)
        return fail(ErrorCode::Internal, "Unicode data", u_errorName(status));
    std::vector<Placed> characters = decomposed(text, *rules);
    if (composing)
        compose(characters, *rules);
    AlignedBuilder builder(text);
    builder.reserve(bytes.size());
    std::string utf8;
    for (const Placed& character : characters) {
        utf8.clear();
        unicode::append(utf8, character.codePoint);
        builder.put(utf8, character.source);
    }
    return builder.take();
}

} // namespace postern
