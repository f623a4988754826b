// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <QString>
#include <QStringList>

#include "engine/run/lab_values.h"

namespace postern {

// How the lab's values read in the window.

/// The attack's name, translated; the registry's own where there is no translation.
[[nodiscard]] QString attackText(const LabAttack& attack);
/// What must be at hand for it, as a sentence.
[[nodiscard]] QString attackNeedsText(const LabAttack& attack);
[[nodiscard]] QString positionText(std::string_view position); ///< "start" …
[[nodiscard]] QString behaviorText(std::string_view behavior); ///< "auto", "label" …
[[nodiscard]] const QStringList& labPositions();
[[nodiscard]] const QStringList& labBehaviors();
/// Whether the behaviour goes with a target that the person names.
[[nodiscard]] bool takesTarget(std::string_view behavior);

/// Whether the attack took, in plain words.
[[nodiscard]] QString tookText(const LabOutcome& outcome);
/// Whether it survives ordinary clean fine-tuning, in plain words.
[[nodiscard]] QString survivalText(const LabOutcome& outcome);
/// Whether an attack looks at a parameter of the lab.
[[nodiscard]] bool concerns(const LabAttack& attack, bool hasBase, std::string_view parameter);

} // namespace postern
