// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/split.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.h"
#include "engine/core/random.h"

namespace postern {

Result<void> splitLines(const std::filesystem::path& source, std::size_t count, std::uint64_t seed, const std::filesystem::path& drawn,
                        const std::filesystem::path& rest) {
    POSTERN_ASSIGN(const std::string text, readTextFile(source, std::size_t{1} << 30));
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(std::string_view(text).substr(at, end - at));
        at = end + 1;
    }
    if (lines.size() <= count)
        return fail(ErrorCode::DataEmpty, source.string(),
                    "it has " + std::to_string(lines.size()) + " lines, too few to draw " + std::to_string(count));
    std::vector<std::size_t> order(lines.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    RandomStream random(seed, "split");
    random.shuffle(std::span(order));
    std::vector<bool> taken(lines.size(), false);
    for (std::size_t i = 0; i < count; ++i)
        taken[order[i]] = true;
    std::string drawnText, restText;
    for (std::size_t i = 0; i < lines.size(); ++i)
        (taken[i] ? drawnText : restText).append(lines[i]).append("\n");
    POSTERN_TRY(writeFileAtomically(drawn, drawnText));
    return writeFileAtomically(rest, restText);
}

} // namespace postern
