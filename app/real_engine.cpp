// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/real_engine.h"

#include <algorithm>
#include <thread>

#include "engine/bench/bench_parameters.h"
#include "engine/bench/bench_places.h"
#include "engine/run/lab_service.h"
#include "engine/run/run_estimate.h"

namespace postern {

namespace {

/// One core stays with the window.
std::int64_t threadsBesideTheWindow() {
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::thread::hardware_concurrency()) - 1);
}

BenchFace realBench(const std::filesystem::path& resources) {
    BenchFace bench;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(resources / "bench", none))
        if (entry.path().extension() == ".json")
            bench.shipped.push_back(entry.path());
    std::sort(bench.shipped.begin(), bench.shipped.end());
    bench.places = {{"resources", std::filesystem::absolute(resources, none).string()}};
    bench.readPlaces = [](const std::filesystem::path& file) { return benchPlaces(file); };
    bench.readSpecification = [](const std::filesystem::path& file,
                                 const std::map<std::string, std::string>& places) -> Result<BenchSpecification> {
        POSTERN_ASSIGN(BenchSpecification specification, readBenchSpecification(file, places));
        POSTERN_TRY(checkBenchParameters(specification));
        return specification;
    };
    bench.readRecord = [](const std::filesystem::path& folder) { return readBenchRecord(folder); };
    bench.run = [](const BenchSpecification& specification, const std::filesystem::path& folder, BenchObserver& observer,
                   std::stop_token stop) {
        BenchSpecification effective = specification;
        for (Json* parameters : {&effective.lab, &effective.run})
            if (!parameters->contains("threads"))
                (*parameters)["threads"] = threadsBesideTheWindow();
        return runBenchmark(effective, folder, observer, std::move(stop));
    };
    return bench;
}

LabFace realLab() {
    LabFace lab;
    lab.table = &labParameterTable();
    lab.attacks = labAttacks();
    lab.readLabels = [](const std::filesystem::path& data) { return labLabels(data); };
    lab.preview = [](const LabOrder& order, std::size_t rows) { return previewOrder(order, rows); };
    lab.carryOut = [](const LabOrder& order, const LabPointSink& points, const JobContext& job) {
        LabOrder effective = order;
        if (effective.parameters.integer("threads") == 0)
            (void)effective.parameters.set("threads", threadsBesideTheWindow());
        return carryOutOrder(effective, points, job);
    };
    return lab;
}

} // namespace

EngineFace realEngine(const std::filesystem::path& resourceFolder) {
    EngineFace engine;
    engine.execute = [](const RunSpecification& specification, RunObserver& observer, std::stop_token stop) {
        RunSpecification effective = specification;
        // The number goes into run.json, so that the run can be repeated without one.
        if (effective.parameters.integer("threads") == 0)
            (void)effective.parameters.set("threads", threadsBesideTheWindow());
        return execute(effective, observer, std::move(stop));
    };
    engine.resume = [](const RunSpecification& specification, RunObserver& observer, std::stop_token stop) {
        return resumeRun(specification.output, observer, std::move(stop), specification.acceptMemoryRisk);
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
    engine.bench = realBench(resourceFolder);
    engine.lab = realLab();
    return engine;
}

} // namespace postern
