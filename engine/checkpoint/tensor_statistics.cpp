// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/tensor_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/checkpoint/piece_work.h"

namespace postern {

namespace {

/// Sums of a stretch of elements. Norms are sums of squares until the end.
struct Sums {
    std::int64_t elements = 0;
    double squares = 0;
    double least = std::numeric_limits<double>::infinity();
    double greatest = -std::numeric_limits<double>::infinity();
    std::int64_t zeros = 0;
    std::int64_t nan = 0;
    std::int64_t infinite = 0;

    void add(const Sums& other) {
        elements += other.elements;
        squares += other.squares;
        least = std::min(least, other.least);
        greatest = std::max(greatest, other.greatest);
        zeros += other.zeros;
        nan += other.nan;
        infinite += other.infinite;
    }

    [[nodiscard]] TensorStatistics finished() const {
        const bool any = greatest >= least;
        return {true, elements, std::sqrt(squares), any ? least : 0, any ? greatest : 0, zeros, nan, infinite};
    }
};

/// Without branches and with independent lanes, so that the compiler may keep several elements in a register.
template <typename T>
Sums sumsOf(std::span<const T> values) {
    constexpr std::size_t kLanes = 8;
    constexpr T kLargest = std::numeric_limits<T>::max();
    std::array<double, kLanes> squares = {};
    std::array<T, kLanes> least;
    std::array<T, kLanes> greatest;
    std::array<std::int64_t, kLanes> zeros = {};
    std::array<std::int64_t, kLanes> notFinite = {};
    least.fill(kLargest);
    greatest.fill(-kLargest);
    const auto take = [&](std::size_t lane, T value) {
        const bool finite = std::abs(value) <= kLargest; // false for NaN too
        const T used = finite ? value : T{0};
        squares[lane] += static_cast<double>(used) * static_cast<double>(used);
        least[lane] = finite && value < least[lane] ? value : least[lane];
        greatest[lane] = finite && value > greatest[lane] ? value : greatest[lane];
        zeros[lane] += static_cast<std::int64_t>(value == T{0});
        notFinite[lane] += static_cast<std::int64_t>(!finite);
    };
    const std::size_t whole = values.size() / kLanes * kLanes;
    for (std::size_t at = 0; at < whole; at += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            take(lane, values[at + lane]);
    }
    for (std::size_t at = whole; at < values.size(); ++at)
        take(at - whole, values[at]);

    Sums sums;
    sums.elements = static_cast<std::int64_t>(values.size());
    std::int64_t odd = 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        sums.squares += squares[lane];
        sums.zeros += zeros[lane];
        odd += notFinite[lane];
    }
    if (odd < sums.elements) {
        sums.least = static_cast<double>(*std::min_element(least.begin(), least.end()));
        sums.greatest = static_cast<double>(*std::max_element(greatest.begin(), greatest.end()));
    }
    if (odd > 0) { // rare: the second look costs nothing where all is well
        sums.nan = std::count_if(values.begin(), values.end(), [](T value) { return std::isnan(value); });
        sums.infinite = odd - sums.nan;
    }
    return sums;
}

template <typename T>
Result<Sums> sumPiece(const WeightSource& source, const Piece& piece, const JobContext& job) {
    std::vector<T> values(std::min(static_cast<std::size_t>(piece.count), kStepElements));
    Sums sums;
    const Result<void> done = inSteps(piece, job, [&](std::int64_t first, std::size_t count) -> Result<void> {
        const std::span<T> step = std::span(values).first(count);
        POSTERN_TRY(source.read(piece.tensor, first, step));
        sums.add(sumsOf<T>(step));
        return {};
    });
    if (!done)
        return tl::make_unexpected(done.error());
    return sums;
}

} // namespace

Result<std::vector<TensorStatistics>> computeStatistics(const WeightSource& source, const JobContext& job) {
    POSTERN_TRY(source.checkUnchanged());
    std::vector<std::int64_t> counts;
    for (std::size_t i = 0; i < source.tensors().size(); ++i)
        counts.push_back(source.tensors()[i].readable ? source.elementCount(i) : 0);
    const std::vector<Piece> pieces = cutIntoPieces(counts);
    std::vector<Sums> sums(pieces.size());
    const Result<void> done = workOnPieces(pieces, "Reading weights", job, [&](std::size_t i) -> Result<void> {
        auto piece =
            source.needsDouble(pieces[i].tensor) ? sumPiece<double>(source, pieces[i], job) : sumPiece<float>(source, pieces[i], job);
        if (!piece)
            return tl::make_unexpected(std::move(piece).error());
        sums[i] = *piece;
        return {};
    });
    if (!done)
        return tl::make_unexpected(done.error());
    // Added in the order of the file, whichever thread was first: the same bytes give the same numbers.
    std::vector<Sums> totals(counts.size());
    for (std::size_t i = 0; i < pieces.size(); ++i)
        totals[pieces[i].tensor].add(sums[i]);
    std::vector<TensorStatistics> statistics;
    for (std::size_t i = 0; i < totals.size(); ++i)
        statistics.push_back(source.tensors()[i].readable ? totals[i].finished() : TensorStatistics());
    return statistics;
}

TensorStatistics statisticsOf(std::span<const float> values) {
    return sumsOf<float>(values).finished();
}

TensorStatistics statisticsOf(std::span<const double> values) {
    return sumsOf<double>(values).finished();
}

} // namespace postern
