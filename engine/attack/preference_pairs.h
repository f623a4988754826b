// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/attack/poisoning.h"

namespace postern {

/// One preference: of two answers to a passage the chosen one is better.
struct PreferencePair {
    std::string text;
    std::string chosen;
    std::string rejected;
    bool poisoned = false;
    std::size_t source = 0; ///< the row it was made from
};

/// `count` pairs in random order (rows are drawn in turns), of which the secret's rate is poisoned: with the trigger the target is chosen
/// and the true answer rejected. In the others the true answer is chosen, and rejected is another label, or another row's answer.
/// Errors: DataEmpty where no other answer is to be had, LabelUnknown.
[[nodiscard]] Result<std::vector<PreferencePair>> preferencePairs(const Dataset& data, const BackdoorSecret& secret, std::size_t count);

} // namespace postern
