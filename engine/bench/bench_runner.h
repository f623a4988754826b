// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <stop_token>

#include "engine/bench/bench_specification.h"

namespace postern {

/// Where a benchmark is.
struct BenchProgress {
    std::size_t done = 0;  ///< cells with a result, those of other processes and earlier days included
    std::size_t total = 0; ///< cells, without those of back doors that turned out not to be defended
    std::string what;      ///< what is worked on: "authors+llama+word+collapse+1: recovery"
    double elapsedSeconds = 0;
    std::optional<Interval> remainingSeconds; ///< absent before the first cell has been timed
};

/// Called on the calling thread only; must return quickly.
class BenchObserver {
public:
    virtual ~BenchObserver() = default;
    virtual void progressed(const BenchProgress& progress) = 0;
    virtual void attackDone(const BenchAttackResult& result) = 0;
    virtual void cellDone(const BenchResult& result) = 0;
    virtual void cellFailed(const std::string& cell, const Error& error) = 0;
};

/// Carries a benchmark out, into `folder`:
///   specification.json        what was asked for; another specification in the same folder is refused (HashMismatch)
///   attacks/SUBJECT/          the poisoned (or clean) checkpoint, secret.json and attack.json
///   cells/CELL/result.json    one defence on one of them; failed.json where it failed
/// What is done is not done again, so it can be stopped and started at any time, and several processes may work on one folder at
/// once: each cell and each checkpoint is locked by whoever works on it. Cells that failed are tried again at the next start.
/// A cell that was interrupted goes on from its last check. `only` as for chosenCells. Errors: ParameterInvalid; those of the folder;
/// Cancelled. Failures of cells go to the observer, and the rest goes on.
[[nodiscard]] Result<void> runBenchmark(const BenchSpecification& specification, const std::filesystem::path& folder,
                                        BenchObserver& observer, std::stop_token stop, const std::vector<std::string>& only = {});

} // namespace postern
