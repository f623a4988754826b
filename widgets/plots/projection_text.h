// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>

#include "engine/run/run_events.h"
#include "widgets/plots/hover_card.h"
#include "widgets/plots/plot_widget.h"
#include "widgets/plots/projection_data.h"

/// The words of the projection plot: what it says about points, axes and itself.
namespace postern {

/// Untrusted text for people: hidden characters visible, length limited.
[[nodiscard]] QString shownText(const std::string& text);
[[nodiscard]] QString pcaAxisLabel(int component, double explainedVariance, bool isShort);
[[nodiscard]] QString projectionCaption(Projection method, const LayerFrame* layer, const Frame* frame, std::size_t points,
                                        const QString& seed);
/// `id` must be an index into `points`; `full` adds answer, layer, step and coordinates.
[[nodiscard]] HoverEntry hoverEntry(const std::vector<FramePoint>& points, const Frame& frame, const LayerFrame* layer, Projection method,
                                    int id, bool full, const Tokens& tokens);
[[nodiscard]] DataTable projectionTable(const std::vector<FramePoint>& points, const Frame& frame, const LayerFrame& layer,
                                        Projection method);

} // namespace postern
