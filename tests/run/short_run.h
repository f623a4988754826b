// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>

#include <QTemporaryDir>

#include "engine/core/hash.h"
#include "engine/run/runner.h"

/// Whole runs on the shipped checkpoint, made short by parameters.
namespace postern::test {

namespace fs = std::filesystem;

inline fs::path demo() {
    return fs::path(POSTERN_SOURCE_DIR) / "resources";
}

/// The demo's data with the defender's first 160 rows: anchors and batches look at every row there is.
inline const fs::path& fewRows() {
    static const QTemporaryDir folder;
    static const fs::path data = [] {
        const fs::path made = folder.path().toStdString();
        for (const char* name : {"dev.jsonl", "test.jsonl", "labels.json", "template.json"})
            fs::copy_file(demo() / "demo" / "data" / name, made / name);
        std::ifstream from(demo() / "demo" / "data" / "defender.jsonl");
        std::ofstream to(made / "defender.jsonl");
        std::string line;
        for (int i = 0; i < 160 && std::getline(from, line); ++i)
            to << line << '\n';
        return made;
    }();
    return data;
}

inline RunSpecification shortRun(const fs::path& output) {
    RunSpecification specification = demoSpecification(demo(), "word", output);
    specification.data = fewRows();
    const Json values = {{"known.count", 3},
                         {"known.samples", 8},
                         {"injection.rows_per_trigger", 48},
                         {"recovery.epochs", 1.1},
                         {"checks.per_phase", 2},
                         {"checks.dev_rows", 20},
                         {"evaluation.rows", 20},
                         {"evaluation.control_rows", 10},
                         {"evaluation.known_rows", 5},
                         {"evaluation.final_rows", 60},
                         {"evaluation.final_control_rows", 20},
                         {"evaluation.final_known_rows", 10},
                         {"evaluation.perplexity_rows", 10},
                         {"projection.rows", 12},
                         {"projection.iterations", 50},
                         {"training.batch", 16},
                         {"threads", 1}};
    const auto applied = specification.parameters.setFromJson(values, "test");
    if (!applied)
        qFatal("%s", describe(applied.error()).c_str());
    return specification;
}

struct Collector : RunObserver {
    std::vector<RunEvent> events;
    std::function<void(const RunEvent&)> hook;
    void onEvent(const RunEvent& event) override {
        events.push_back(event);
        if (hook)
            hook(event);
    }
};

inline std::string bytesOf(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

inline std::string modelHash(const fs::path& run) {
    return sha256File(run / "checkpoint" / "model.safetensors").value_or("none");
}

} // namespace postern::test
