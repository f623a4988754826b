// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/analysis/pca.h"
#include "engine/core/parameters.h"
#include "engine/evaluation/evaluator.h"
#include "engine/run/run_events.h"

namespace postern {

/// Turns captured states into key frames: PCA on the basis of the first frame, t-SNE that goes on from the frame before
/// and is turned onto it, separation figures in the original space.
class FrameMaker {
public:
    /// Error: ParameterInvalid for projection.layers.
    [[nodiscard]] static Result<FrameMaker> create(const ParameterSet& parameters, const std::vector<FrameRow>& rows,
                                                   std::int64_t layerCount);

    [[nodiscard]] const std::vector<int>& layers() const { return m_layers; }
    [[nodiscard]] PointsPtr points() const { return m_points; }
    /// What the next frame depends on besides the model: bases, last layouts, count.
    [[nodiscard]] Json state() const;
    /// Error: RunFolderMalformed.
    [[nodiscard]] Result<void> setState(const Json& state);
    [[nodiscard]] Result<FramePtr> make(const FrameCapture& capture, Phase phase, int step, const JobContext& job);

private:
    FrameMaker() = default;

    std::vector<int> m_layers;
    std::vector<RowClass> m_classes;
    PointsPtr m_points;
    double m_perplexity = 30;
    int m_iterations = 500;
    std::uint64_t m_seed = 1;
    int m_frames = 0;
    std::vector<PcaBasis> m_bases;                  ///< per layer, of the first frame
    std::vector<std::vector<Point2>> m_lastLayouts; ///< per layer
};

} // namespace postern
