// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>

#include "engine/defense/defense.h"

namespace postern {

/// Whether weights can be edited: not where adapters are held beside them. Error: ParameterInvalid.
[[nodiscard]] Result<void> checkEditable(const DefenderView& view);

/// One module of a projection: `values` [rows][in] of a layer.
struct ModuleWeights {
    int layer = 0;
    Projection projection = Projection::QueryKeyValue;
    std::int64_t in = 0;
    std::span<float> values;
};

/// Calls `edit` for every module of every projection, in the order of layers and projections, and takes over what it has
/// made of the values. Reports `what`; polls the stop token before each. Errors: Cancelled, those of checkEditable.
[[nodiscard]] Result<void> editModules(const DefenderView& view, std::string_view what, DefenseObserver& observer, const JobContext& job,
                                       const std::function<void(const ModuleWeights&)>& edit);

} // namespace postern
