// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "engine/defense/defense.h"

namespace postern {

/// The states that the suspect model itself gives to the defender's clean rows, at the last prompt token. Recovery holds
/// clean rows to them: what the model did without a trigger is what it shall go on doing.
class CleanAnchors {
public:
    /// Reads the states from the model as it stands, so call it before anything is trained. Error: TextNotEncodable, Cancelled.
    [[nodiscard]] static Result<CleanAnchors> create(const DefenderView& view, const std::vector<int>& layers, const JobContext& job);

    [[nodiscard]] bool has(int layer) const;
    /// [dim]; the layer must be one of those asked for.
    [[nodiscard]] std::span<const float> of(int layer, std::size_t cleanRow) const;

private:
    CleanAnchors() = default;
    std::vector<LayerStates> m_states;
    std::size_t m_rows = 0;
};

} // namespace postern
