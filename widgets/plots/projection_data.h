// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <QPointF>
#include <QRectF>

#include "engine/run/run_events.h"

namespace postern {

enum class Projection { Pca, Tsne };

/// The layer of a frame by its number, or the last captured one when it is absent (or -1); null for an empty frame.
[[nodiscard]] const LayerFrame* layerOf(const Frame& frame, int layer);
[[nodiscard]] const std::vector<std::array<float, 2>>& coordinatesOf(const LayerFrame& layer, Projection method);

/// Remembers how far every layer's picture reached over all frames seen, so that axes stay still while points move.
class ProjectionExtents {
public:
    void include(const Frame& frame);
    void clear() { m_extents.clear(); }
    /// Null when nothing finite was seen.
    [[nodiscard]] std::optional<QRectF> of(Projection method, int layer) const;

private:
    std::map<std::pair<Projection, int>, QRectF> m_extents;
};

/// Widens one side of `range` so that a unit is equally long on both axes of a `width` × `height` rectangle.
[[nodiscard]] QRectF withSquareUnits(const QRectF& range, double width, double height);

} // namespace postern
