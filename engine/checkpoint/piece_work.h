// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/progress.h"

namespace postern {

/// A stretch of one tensor that one thread reads at a time; whole tensors would leave threads idle behind the embeddings.
struct Piece {
    std::size_t tensor = 0;
    std::int64_t first = 0;
    std::int64_t count = 0;
};

/// Cuts tensors of these element counts into pieces of at most 2^22 elements, in order. A multiple of every block length.
[[nodiscard]] std::vector<Piece> cutIntoPieces(std::span<const std::int64_t> elementCounts);

/// Calls `work(i)` once for every piece, on several threads at once where the machine has them. Progress counts elements
/// and is reported on the calling thread only, which works too. The first error ends everything and is returned;
/// what `work` must do to stay stoppable is to return job.checkStop() at least every 200 ms.
[[nodiscard]] Result<void> workOnPieces(std::span<const Piece> pieces, const std::string& phase, const JobContext& job,
                                        const std::function<Result<void>(std::size_t)>& work);

/// The elements of a piece, in steps that fit the processor's cache: calls `step(first, count)`, and polls the stop token.
[[nodiscard]] Result<void> inSteps(const Piece& piece, const JobContext& job,
                                   const std::function<Result<void>(std::int64_t, std::size_t)>& step);

inline constexpr std::size_t kStepElements = std::size_t{1} << 14;

} // namespace postern
