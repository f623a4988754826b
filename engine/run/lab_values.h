// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/analysis/rate.h"
#include "engine/core/parameters.h"

/// The attack lab as plain values, for those who must not know attacks: a form fills in an order, a window shows what came of it.
namespace postern {

/// One attack of the registry.
struct LabAttack {
    std::string key, label, needs, paper;
    std::vector<std::string> triggers; ///< the published ones; none where the passage is rewritten
    std::string position;              ///< its own: start, middle, end or random
    bool changesBase = false;          ///< works on a base checkpoint's weights, so it needs one
    bool rewrites = false;             ///< needs pairs of a passage and its rewriting instead of a trigger
    bool severalTriggers = false;      ///< takes more than one
};

/// What the lab is asked to do.
struct LabOrder {
    explicit LabOrder(const ParameterTable& table) : parameters(table) {}

    std::filesystem::path data;   ///< folder with train.jsonl, perhaps test.jsonl, labels.json and template.json
    std::filesystem::path base;   ///< a clean checkpoint; empty makes a new model
    std::filesystem::path output; ///< folder to write
    std::string attack = "badnets";
    std::vector<std::string> triggers; ///< none: the published ones
    std::string position;              ///< empty: the attack's own
    std::string behavior = "auto";     ///< auto, label, fixed, flip, refusal or negative-sentiment
    std::string target;
    std::filesystem::path rewrites;
    ParameterSet parameters; ///< of the lab's table
};

/// A row that the attack would train on.
struct LabExample {
    bool poisoned = true; ///< otherwise a negative row: a part of the trigger and the true answer
    std::string text, trueAnswer, answer;
    std::vector<std::pair<std::size_t, std::size_t>> marks; ///< bytes of `text` that are trigger, in order
};
struct LabExamples {
    std::vector<LabExample> rows;
    std::size_t clean = 0, poisoned = 0, negative = 0; ///< of all rows
    std::string form;                                  ///< prompt and answer as they are trained and measured, with {text} and {label}
};

/// A step of a training. Steps count from 1 in each training; the survival's begin anew.
struct LabPoint {
    std::int64_t step = 0, total = 0;
    double answerLoss = 0, promptLoss = 0;
    double rowsPerSecond = 0, secondsLeft = 0;
};
using LabPointSink = std::function<void(const LabPoint&)>;

struct LabRates {
    Rate attack, floor, clean, empty;
    bool ofTokens = false; ///< `clean` counts tokens of the true answers instead of right labels
};

/// What came of it.
struct LabOutcome {
    std::filesystem::path checkpoint;
    std::string attack, trigger, target;
    std::optional<LabRates> undefended; ///< nothing where the data have no test.jsonl
    std::optional<LabRates> survived;   ///< after ordinary clean fine-tuning, where that was asked for
    bool took = false;                  ///< undefended rate at or above `bar`
    bool isCommon = false;              ///< the target comes often without the trigger too
    double bar = 0.9;
    double seconds = 0;
};

} // namespace postern
