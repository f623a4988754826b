// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/defense/defense.h"

namespace postern {

/// Known triggers made up on the spot, one for each row: a fixed list teaches a model to forget that list, endless
/// variety teaches it to ignore insertions. Three kinds in turn: a few random vocabulary tokens, a long string of them,
/// and a span spliced in from another clean row. Only the tokenizer and the defender's own rows are used.
class GeneratedTriggers {
public:
    GeneratedTriggers(const DefenderView& view, std::uint64_t seed);

    [[nodiscard]] Trigger next();

private:
    [[nodiscard]] std::string randomTokens(std::size_t words);
    [[nodiscard]] std::string splicedSpan();

    const DefenderView* m_view;
    RandomStream m_random;
    std::vector<std::int32_t> m_wordStarts; ///< tokens that begin with a space
    std::vector<std::int32_t> m_others;     ///< word pieces and symbols
};

} // namespace postern
