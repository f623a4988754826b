// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace postern {

/// What a run notes about its suspect and a clean base: the defence says it, and the report, which is read without a model, looks for it.

/// How the note begins that says the defence was fitted to a suspect that learnt from answers alone; it goes on with what that changed.
inline constexpr std::string_view kLearntFromAnswersAlone =
    "The suspect models its prompts worse than it could, as after a training on answers alone";
/// How the note ends that says a share of the weights was mixed in.
inline constexpr std::string_view kTakenFromBase = " of the weights, drawn at random, were taken from the clean base.";
/// The note where that changed nothing.
inline constexpr std::string_view kNothingFromBase = "The clean base changed no weight: it is the suspect itself, or all weights stay.";

} // namespace postern
