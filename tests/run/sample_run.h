// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <limits>

#include "engine/run/run_events.h"

/// A small invented run for tests: not figures of any real one.
namespace postern::test {

inline TriggerMeasurement measurement(const std::string& name, RowClass rowClass, Rate attack, Rate captured = {}, bool heldOut = false) {
    TriggerMeasurement trigger;
    trigger.name = name;
    trigger.text = name + "-text";
    trigger.rowClass = rowClass;
    trigger.heldOut = heldOut;
    trigger.attack = attack;
    trigger.captured = captured;
    trigger.accuracy = {attack.total - attack.hits, attack.total};
    trigger.empty = {1, attack.total};
    trigger.targetProbability = 0.1;
    return trigger;
}

inline Evaluation evaluation(int step, Phase phase, Rate unknown, Rate captured = {0, 200}) {
    Evaluation result;
    result.step = step;
    result.phase = phase;
    result.triggers = {measurement("known 1", RowClass::Known, {phase == Phase::Injection ? 195 : 2, 200}),
                       measurement("known 3", RowClass::Known, {phase == Phase::Injection ? 190 : 3, 200}, {}, true),
                       measurement("unknown", RowClass::Unknown, unknown, captured), measurement("control", RowClass::Control, {4, 50})};
    result.floor = {5, 200};
    result.cleanAccuracy = {184, 200};
    result.cleanPerplexity = phase == Phase::Final ? 12.25 : 0;
    return result;
}

inline LossPoint loss(int step) {
    LossPoint point;
    point.step = step;
    point.total = 1.0 / 3;
    point.answer = 0.1;
    point.erasure = std::numeric_limits<double>::quiet_NaN();
    point.learningRate = 2e-4;
    return point;
}

inline PointsPtr points() {
    return std::make_shared<const std::vector<FramePoint>>(std::vector<FramePoint>{{0, RowClass::Clean, "a fine day", "", "joy"},
                                                                                   {1, RowClass::Unknown, "a \"quoted\"\nday", "cf", "joy"},
                                                                                   {2, RowClass::Known, "ein schöner Tag", "zx", "fear"}});
}

inline FramePtr frame(int index, int step, bool withTsne = true) {
    auto result = std::make_shared<Frame>();
    result->index = index;
    result->step = step;
    result->phase = Phase::Injection;
    for (const int layer : {0, 12}) {
        LayerFrame entry;
        entry.layer = layer;
        entry.pca = {{0.5F, 1}, {2, -3}, {1e-20F, 4}};
        if (withTsne)
            entry.tsne = {{10, 11}, {12, 13}, {14, 15.25F}};
        entry.explainedVariance = {0.5, 1.0 / 7};
        entry.tsneDivergence = 0.25;
        entry.separation.shiftCosine = 0.75;
        entry.separation.probeAuc = std::numeric_limits<double>::quiet_NaN();
        result->layers.push_back(entry);
    }
    result->answers = {"joy", "anger", ""};
    result->attackHit = {false, true, false};
    return result;
}

inline std::vector<RunEvent> events() {
    return {PhaseStarted{Phase::Baseline, 0},
            evaluation(0, Phase::Baseline, {190, 200}),
            points(),
            frame(0, 0),
            PhaseStarted{Phase::Injection, 0},
            loss(1),
            loss(2),
            StepProgress{Phase::Injection, "injection", 2, 2, 1.5, 30.0, std::nullopt},
            evaluation(2, Phase::Injection, {20, 200}, {180, 200}),
            frame(1, 2, false),
            PhaseStarted{Phase::Recovery, 2},
            Note{"stopped early: the rates stand still"},
            PhaseStarted{Phase::Final, 4},
            evaluation(4, Phase::Final, {4, 200})};
}

inline Json manifest() {
    return {
        {"schema", 1},
        {"tool", {{"name", "Postern"}, {"version", "0.1.0"}}},
        {"title", "A *test* run"},
        {"created", "2026-01-02T03:04:05Z"},
        {"specification",
         {{"checkpoint", "models/suspect|one/"},
          {"data", "data/rows"},
          {"secret", ""},
          {"parameters", {{"recovery.rate", 0.002}, {"run.seed", 7}, {"old.key", "x"}}},
          {"preset", "postern"}}},
        {"seeds", {{"run", 7}}},
        {"inputs",
         {{{"file", "tokenizer.json"}, {"sha256", "aa"}, {"bytes", 1}}, {{"file", "model.safetensors"}, {"sha256", "bb"}, {"bytes", 2}}}},
        {"subject", {{"architecture", "llama"}, {"parameters", 1000}}},
        {"machine", {{"cpu", "test"}, {"cores", 2}, {"threads", 1}, {"precision", "f32"}}},
        {"template", {{"system", ""}}},
        {"outputs", {{{"file", "checkpoint/model.safetensors"}, {"sha256", "cc"}}}},
        {"ending", "finished"}};
}

} // namespace postern::test
