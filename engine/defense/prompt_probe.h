// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/defense/defense.h"

namespace postern {

/// Perplexity of clean dev prompts under the suspect, and under the suspect after a few steps of language modelling on the
/// defender's prompts. Where the last training read whole prompts, the suspect knows them and the steps bring nothing or harm;
/// where it read answers alone, it has come to model prompts worse than it could, and the first steps bring that back.
struct PromptProbe {
    static constexpr double kFall = 0.9; ///< a fall below this share of what it was is none of chance
    double before = 0;
    double after = 0;
    [[nodiscard]] bool learntFromAnswersAlone() const { return after < kFall * before; }
};

/// The model must be trainable; its weights and the optimizer's state are as before when this returns.
/// Errors: TextNotEncodable, Cancelled.
[[nodiscard]] Result<PromptProbe> probePrompts(const DefenderView& view, const ParameterSet& parameters, const JobContext& job);

} // namespace postern
