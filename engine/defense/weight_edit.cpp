// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/defense/weight_edit.h"

#include <string>

namespace postern {

Result<void> checkEditable(const DefenderView& view) {
    if (view.model.hasAdapter())
        return fail(ErrorCode::ParameterInvalid, "adapter.keep", "this defence changes weights that a kept adapter is not part of",
                    "Merge the adapter, or choose a defence that only trains");
    return {};
}

Result<void> editModules(const DefenderView& view, std::string_view what, DefenseObserver& observer, const JobContext& job,
                         const std::function<void(const ModuleWeights&)>& edit) {
    POSTERN_TRY(checkEditable(view));
    observer.phaseStarted(DefensePhase::Recovery, 0);
    LanguageModel& model = view.model;
    const auto layers = static_cast<int>(model.config().layerCount);
    const std::int64_t total = std::int64_t{layers} * static_cast<std::int64_t>(kProjections.size());
    std::int64_t done = 0;
    for (int layer = 1; layer <= layers; ++layer)
        for (const Projection projection : kProjections) {
            POSTERN_TRY(job.checkStop());
            job.progress(std::string(what), done++, total);
            const std::int64_t in = model.projectionShape(projection).in;
            std::vector<float> values = model.projection(layer, projection);
            std::size_t at = 0;
            for (const std::int64_t rows : model.projectionRows(projection)) {
                const auto size = static_cast<std::size_t>(rows * in);
                edit({layer, projection, in, std::span(values).subspan(at, size)});
                at += size;
            }
            model.setProjection(layer, projection, values);
        }
    job.progress(std::string(what), total, total);
    return {};
}

} // namespace postern
