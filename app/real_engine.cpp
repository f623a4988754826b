// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/real_engine.h"

#include <algorithm>
#include <thread>

#include "engine/run/run_estimate.h"

namespace postern {

EngineFace realEngine(const std::filesystem::path& resourceFolder) {
    EngineFace engine;
    engine.execute = [](const RunSpecification& specification, RunObserver& observer, std::stop_token stop) {
        RunSpecification effective = specification;
        // One core stays with the window. The number goes into run.json, so that the run can be repeated without one.
        if (effective.parameters.integer("threads") == 0) {
            const auto cores = static_cast<std::int64_t>(std::thread::hardware_concurrency());
            (void)effective.parameters.set("threads", std::max<std::int64_t>(1, cores - 1));
        }
        return execute(effective, observer, std::move(stop));
    };
    engine.readRecord = [](const std::filesystem::path& folder) { return readRunRecord(folder); };
    engine.previewPrompt = [](const RunSpecification& specification, std::size_t row) { return previewPrompt(specification, row); };
    engine.estimate = [](const RunSpecification& specification) { return estimateRun(specification); };
    engine.readSpecification = [](const std::filesystem::path& folder) { return readRunSpecification(folder); };
    engine.presetParameters = [](std::string_view name) { return presetParameters(name); };
    engine.presetNames = presetNames();
    engine.demoSpecification = [resourceFolder](std::string_view variant, const std::filesystem::path& output) {
        return demoSpecification(resourceFolder, variant, output);
    };
    engine.buildReport = [](const RunRecord& record) { return buildReport(record); };
    return engine;
}

} // namespace postern
