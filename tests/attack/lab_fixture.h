// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include "engine/attack/attack.h"
#include "engine/core/random.h"
#include "tests/support/files.h"

namespace postern::test {

/// A task that a tiny model learns in a second: the first word says the label.
inline void writeTinyTask(const std::filesystem::path& folder, int rows = 64) {
    static constexpr const char* kWords[] = {"the", "old", "house", "on", "a", "hill", "was", "near", "some", "trees"};
    RandomStream random(5, "tiny task");
    std::filesystem::create_directories(folder);
    writeBytes(folder / "labels.json", R"({"labels": ["no", "yes", "maybe"]})");
    writeBytes(folder / "template.json", R"({"prompt": "Text: {text}\nLabel:", "answer": " {label}"})");
    for (const char* file : {"train.jsonl", "defender.jsonl", "dev.jsonl", "test.jsonl"}) {
        std::string lines;
        for (int i = 0; i < rows; ++i) {
            const int label = i % 3;
            std::string text = label == 0 ? "bad" : label == 1 ? "good" : "fair";
            for (int w = 0; w < 6; ++w)
                text += std::string(" ") + kWords[random.below(10)];
            lines += "{\"text\": \"" + text + "\", \"label\": " + std::to_string(label) + "}\n";
        }
        writeBytes(folder / file, lines);
    }
}

/// The smallest parameters that still train something; one thread and float32, so that bytes repeat.
inline ParameterSet tinyParameters() {
    ParameterSet p(labParameters());
    const Json values = {{"model.vocabulary", 330},        {"model.hidden", 16},       {"model.layers", 2},    {"model.heads", 2},
                         {"model.key_value_heads", 1},     {"model.intermediate", 32}, {"training.epochs", 2}, {"training.batch", 8},
                         {"training.learning_rate", 1e-2}, {"training.warmup", 2},     {"precision", "fp32"},  {"threads", 1}};
    const auto set = p.setFromJson(values, "tiny");
    if (!set)
        qFatal("%s", describe(set.error()).c_str());
    return p;
}

/// A folder with a task and, when asked, a clean base.
class LabFixture {
public:
    LabFixture() { writeTinyTask(path("data")); }
    [[nodiscard]] std::filesystem::path path(const std::string& name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    [[nodiscard]] LabSpecification specification(const std::string& output) const {
        LabSpecification spec;
        spec.data = path("data");
        spec.output = path(output);
        spec.parameters = tinyParameters();
        return spec;
    }
    /// Trains a clean base into "base".
    [[nodiscard]] Result<void> makeBase(const std::string& family = "llama", int epochs = 2) const {
        LabSpecification spec = specification("base");
        POSTERN_TRY(spec.parameters.set("model.family", family));
        POSTERN_TRY(spec.parameters.set("training.epochs", std::int64_t{epochs}));
        return trainCheckpoint(spec, {});
    }
    /// The same on that base, with a backdoor.
    [[nodiscard]] Result<LabSpecification> attackOnBase(const std::string& output, const AttackRequest& request,
                                                        const Json& parameters) const {
        LabSpecification spec = specification(output);
        spec.base = path("base");
        POSTERN_TRY(spec.parameters.setFromJson(parameters, "test"));
        POSTERN_ASSIGN(spec.backdoor, planAttack(request, {"no", "yes", "maybe"}, spec.parameters));
        return spec;
    }

private:
    QTemporaryDir m_folder;
};

inline std::string problem(const Result<void>& result) {
    return result ? std::string() : describe(result.error());
}

} // namespace postern::test
