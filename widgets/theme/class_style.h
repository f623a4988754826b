// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainterPath>
#include <QString>

#include "engine/run/run_events.h"

namespace postern {

/// Class and marker are one thing: shape carries the meaning, colour helps.
enum class Marker { Circle, Triangle, Diamond, Square, None };

[[nodiscard]] Marker markerOf(RowClass rowClass);
/// "Clean", "Unknown trigger", "Known trigger", "Control phrase", translated.
[[nodiscard]] QString classLabel(RowClass rowClass);
/// "Injection", …, translated and capitalised for people.
[[nodiscard]] QString phaseLabel(Phase phase);
/// The closed outline of a marker around the origin; `size` is the diameter of the circle of equal visual weight.
[[nodiscard]] QPainterPath markerPath(Marker marker, double size);

} // namespace postern
