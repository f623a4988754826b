// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/defense/defense.h"

namespace postern {

/// Backdoor Collapse (Lin et al., ACL 2026, arXiv 2510.10265).
/// Stage I teaches the known behaviour to known triggers with L_inj + α · L_cluster, so that states of known and unknown
/// triggers gather. Stage II teaches the true answers back on known-triggered and clean rows; here optionally with paired
/// batches and shift erasure, which removes what a trigger does to the hidden states instead of only its answer.
[[nodiscard]] Result<void> runBackdoorCollapse(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                               const JobContext& job);

/// Its controls: stage II alone with the steps of both, and stage I alone.
[[nodiscard]] Result<void> runRecoveryOnly(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                           const JobContext& job);
[[nodiscard]] Result<void> runInjectionOnly(const DefenderView& view, const ParameterSet& parameters, DefenseObserver& observer,
                                            const JobContext& job);

[[nodiscard]] DefenseWork collapseWork(const ParameterSet& parameters, DefenseSize size);
[[nodiscard]] DefenseWork recoveryOnlyWork(const ParameterSet& parameters, DefenseSize size);
[[nodiscard]] DefenseWork injectionOnlyWork(const ParameterSet& parameters, DefenseSize size);

/// Which trigger each of the triggered rows of a batch of stage I carries, as an index into the known triggers (at least one)
/// followed by those held out. As many known ones as fit at least two rows each take turns, so that every batch has pairs for the
/// cluster loss. Triggers that are held out, where there are any, have half of the rows: a stand-in for an attacker's must take
/// as that did, and with as few rows as the others have it does not.
[[nodiscard]] std::vector<std::size_t> injectedTriggers(std::size_t rows, std::size_t known, std::size_t heldOut, std::size_t& turn);

/// Steps of the two stages for these parameters and this many clean rows.
struct CollapseBudget {
    std::int64_t injection = 0;
    std::int64_t recovery = 0;
};
[[nodiscard]] CollapseBudget collapseBudget(const ParameterSet& parameters, std::size_t cleanRows, std::size_t injectedTriggers);

} // namespace postern
