// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "engine/bench/bench_specification.h"

namespace postern {

/// One defence on one back door, its seeds pooled.
struct BenchEntry {
    std::vector<std::uint64_t> seeds;
    Rate attack, floor; ///< after the defence, pooled over the seeds
    Rate cleanBefore, cleanAfter;
    std::vector<double> rates; ///< the secret trigger's rate after the defence, per seed
};

/// One back door: a row of the matrix.
struct BenchRow {
    BenchSubject subject;
    std::optional<BenchAttackResult> before;        ///< nothing while it is still to be made
    bool takes = false;                             ///< undefended rate at or above the specification's bar
    bool survives = false;                          ///< the same after ordinary clean fine-tuning
    std::vector<std::optional<BenchEntry>> entries; ///< per defence; nothing where no cell is done
};

/// One defence over all back doors that took and survive ordinary clean fine-tuning.
struct BenchSummary {
    std::string defense;
    std::size_t attacks = 0; ///< back doors that count and have a result
    std::size_t runs = 0;    ///< cells behind them
    double attack = 0;       ///< mean over back doors of the pooled rate, 0–1
    /// 95 %: percentile bootstrap over back doors, never narrower than the mean of their Wilson intervals.
    Interval attackInterval;
    double seedDeviation = 0; ///< standard deviation over seeds of that mean; NaN with one seed
    double floor = 0;         ///< mean floor after the defence
    std::optional<BenchSubject> worst;
    Rate worstRate;
    double cleanChange = 0;       ///< mean change of clean accuracy, in points
    std::optional<double> damage; ///< the same on models without a back door
    std::size_t damageRuns = 0;
    double allAttacks = 0; ///< mean over every back door that took, survivors or not
    std::size_t allCount = 0;
    double seconds = 0; ///< mean per cell
};

/// How well the known triggers that recovery never saw foretell the secret one, over the cells of a defence that have both. Runs that two
/// defences share count once.
struct BenchEstimate {
    std::string defense; ///< empty: all of them
    std::size_t cells = 0;
    double pearson = 0;  ///< correlation of the two rates; NaN below 3 cells or without variation
    double spearman = 0; ///< of their ranks
    double bias = 0;     ///< mean of estimate − truth, in points
    double meanAbsolute = 0;
};

struct BenchTable {
    std::vector<std::string> defenses;
    std::vector<BenchRow> rows; ///< without the clean models
    std::vector<BenchSummary> summaries;
    /// The same over the back doors that every defence with a result was measured on, but for defences that the specification limits to
    /// some attacks; empty where those are none, or all.
    std::vector<BenchSummary> commonSummaries;
    std::vector<BenchEstimate> estimates; ///< all defences together first; none where nothing has an estimate
    std::size_t done = 0, total = 0;      ///< cells
};

/// Best or second best: the lowest success rates. Equal values share a place; where all are equal, or there is one, none takes any.
enum class BenchPlace { None, Best, Second };
[[nodiscard]] std::vector<BenchPlace> benchPlacesOf(const std::vector<double>& values); ///< NaN takes none
/// Of the summaries' means. A defence that was measured on fewer back doors than another takes no place.
[[nodiscard]] std::vector<BenchPlace> summaryPlaces(const std::vector<BenchSummary>& summaries);
[[nodiscard]] std::vector<BenchPlace> rowPlaces(const BenchRow& row);

/// Everything the tables show, from what is done so far.
[[nodiscard]] BenchTable makeBenchTable(const BenchSpecification& specification, const BenchRecord& record);

} // namespace postern
