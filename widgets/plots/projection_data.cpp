// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/projection_data.h"

#include <algorithm>
#include <cmath>

namespace postern {

const LayerFrame* layerOf(const Frame& frame, int layer) {
    if (frame.layers.empty())
        return nullptr;
    const auto found = std::find_if(frame.layers.begin(), frame.layers.end(), [layer](const LayerFrame& l) { return l.layer == layer; });
    if (found != frame.layers.end())
        return &*found;
    return &*std::max_element(frame.layers.begin(), frame.layers.end(),
                              [](const LayerFrame& a, const LayerFrame& b) { return a.layer < b.layer; });
}

const std::vector<std::array<float, 2>>& coordinatesOf(const LayerFrame& layer, Projection method) {
    return method == Projection::Pca ? layer.pca : layer.tsne;
}

void ProjectionExtents::include(const Frame& frame) {
    for (const LayerFrame& layer : frame.layers) {
        for (const Projection method : {Projection::Pca, Projection::Tsne}) {
            bool any = false;
            double left = 0, right = 0, bottom = 0, top = 0;
            for (const auto& [x, y] : coordinatesOf(layer, method)) {
                if (!std::isfinite(x) || !std::isfinite(y))
                    continue;
                left = any ? std::min<double>(left, x) : x;
                right = any ? std::max<double>(right, x) : x;
                bottom = any ? std::min<double>(bottom, y) : y;
                top = any ? std::max<double>(top, y) : y;
                any = true;
            }
            if (!any)
                continue;
            const QRectF seen(QPointF(left, bottom), QPointF(right, top));
            const auto [at, isNew] = m_extents.try_emplace({method, layer.layer}, seen);
            if (isNew)
                continue;
            // QRectF::united ignores rectangles without area, and two equal points make one.
            QRectF& known = at->second;
            known = QRectF(QPointF(std::min(known.left(), left), std::min(known.top(), bottom)),
                           QPointF(std::max(known.right(), right), std::max(known.bottom(), top)));
        }
    }
}

std::optional<QRectF> ProjectionExtents::of(Projection method, int layer) const {
    const auto found = m_extents.find({method, layer});
    if (found == m_extents.end())
        return std::nullopt;
    const QRectF& seen = found->second;
    const double largest = std::max({seen.width(), seen.height(), 1e-6});
    const double margin = 0.07 * largest;
    return seen.adjusted(-margin, -margin, margin, margin);
}

QRectF withSquareUnits(const QRectF& range, double width, double height) {
    if (width <= 0 || height <= 0 || range.width() <= 0 || range.height() <= 0)
        return range;
    const double unit = std::max(range.width() / width, range.height() / height);
    const QPointF center = range.center();
    return {center.x() - unit * width / 2, center.y() - unit * height / 2, unit * width, unit * height};
}

} // namespace postern
