// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/tokenizer/aligned_text.h"

namespace postern {

/// What becomes of the delimiters of a split.
enum class SplitBehavior { Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous };

[[nodiscard]] std::optional<SplitBehavior> splitBehaviorFromName(std::string_view name);

/// Cuts `piece` at `matches` (ranges relative to the piece, in order) and appends what is left, without empty parts, to `out`.
/// With `invert` the text between the matches is the delimiter.
void splitPiece(ByteRange piece, std::span<const ByteRange> matches, SplitBehavior behavior, bool invert, std::vector<ByteRange>& out);

} // namespace postern
