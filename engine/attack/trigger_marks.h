// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "engine/attack/lab_task.h"

namespace postern {

/// Bytes [begin, end) of a text.
struct TextSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    friend bool operator==(const TextSpan&, const TextSpan&) = default;
};

/// Where the triggers stand in a passage that was made from `original`, in order: taking them out again gives it back. Of a rewritten
/// passage all of it; empty for a clean row.
[[nodiscard]] std::vector<TextSpan> triggerMarks(const BackdoorSecret& secret, std::string_view original, const LabRow& row);

/// Indices of the prompt's tokens that stand for a part of the passage, ascending. Error: TextNotEncodable.
[[nodiscard]] Result<std::vector<std::size_t>> tokensAt(const LabTask& task, std::string_view passage, TextSpan span);

} // namespace postern
