// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bench/bench_table.h"

namespace postern {

/// The tables of a benchmark for people: summary, matrix, what the held-out estimate is worth, every run. The best and the second
/// best mean of a column are bold and in italics.
[[nodiscard]] std::string benchMarkdown(const BenchTable& table, const BenchRecord& record);
/// One line a cell, a header line first; rates as hits and totals.
[[nodiscard]] std::string benchCsv(const BenchRecord& record);
/// Summary and matrix as two tabular environments (booktabs); the best is bold, the second best underlined.
[[nodiscard]] std::string benchLatex(const BenchTable& table);
/// All of it.
[[nodiscard]] Json benchJson(const BenchTable& table, const BenchRecord& record);

} // namespace postern
