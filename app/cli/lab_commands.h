// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/cli.h"
#include "engine/attack/lab_training.h"

namespace postern::cli {

/// Prints training steps with the time that is left: a line every so many, on a terminal the same line over and over.
[[nodiscard]] LabObserver labFollower(const Context& context);

/// `lab attacks`, `lab poison`, `lab preview` and `lab survive`.
void addAttackCommands(CLI::App& lab, Action& action);

} // namespace postern::cli
