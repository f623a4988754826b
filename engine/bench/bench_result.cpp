// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/bench_result.h"

#include <algorithm>
#include <limits>

#include "engine/run/run_events.h"
#include "engine/run/strict_object.h"

namespace postern {

namespace {

constexpr std::size_t kMaxResultBytes = std::size_t{1} << 20;

Json subjectJson(const BenchSubject& subject) {
    return {{"task", subject.task}, {"model", subject.model}, {"attack", subject.attack}};
}

BenchSubject readSubject(StrictObject& object) {
    return {object.text("task"), object.text("model"), object.text("attack")};
}

/// The files of that name one level below `folder`, sorted.
std::vector<std::filesystem::path> filesBelow(const std::filesystem::path& folder, const char* name) {
    std::vector<std::filesystem::path> found;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (std::error_code none; std::filesystem::is_regular_file(entry->path() / name, none))
            found.push_back(entry->path() / name);
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

Json toJson(const BenchAttackResult& result) {
    Json json = subjectJson(result.subject);
    json["asr"] = toJson(result.attack);
    json["floor"] = toJson(result.floor);
    json["clean"] = toJson(result.clean);
    json["surviving"] = toJson(result.surviving);
    json["seconds"] = result.seconds;
    return json;
}

Json toJson(const BenchResult& result) {
    Json json = subjectJson(result.subject);
    json["defense"] = result.defense;
    json["seed"] = result.seed;
    json["asr_before"] = toJson(result.attackBefore);
    json["asr_after"] = toJson(result.attackAfter);
    json["floor_before"] = toJson(result.floorBefore);
    json["floor_after"] = toJson(result.floorAfter);
    json["clean_before"] = toJson(result.cleanBefore);
    json["clean_after"] = toJson(result.cleanAfter);
    json["control_after"] = toJson(result.controlAfter);
    json["empty_after"] = toJson(result.emptyAfter);
    json["held_out_after"] = toJson(result.heldOutAfter);
    json["probability_before"] = finiteOrNull(result.probabilityBefore);
    json["probability_after"] = finiteOrNull(result.probabilityAfter);
    json["perplexity_before"] = finiteOrNull(result.perplexityBefore);
    json["perplexity_after"] = finiteOrNull(result.perplexityAfter);
    json["seconds"] = result.seconds;
    return json;
}

Result<BenchAttackResult> benchAttackFromJson(const Json& json, const std::string& subject) {
    StrictObject object(json, subject, {"task", "model", "attack", "asr", "floor", "clean", "surviving", "seconds"});
    BenchAttackResult result;
    result.subject = readSubject(object);
    result.attack = readRate(object, "asr");
    result.floor = readRate(object, "floor");
    result.clean = readRate(object, "clean");
    result.surviving = readRate(object, "surviving");
    result.seconds = object.number("seconds");
    POSTERN_TRY(object.finish());
    return result;
}

Result<BenchResult> benchResultFromJson(const Json& json, const std::string& subject) {
    StrictObject object(json, subject,
                        {"task", "model", "attack", "defense", "seed", "asr_before", "asr_after", "floor_before", "floor_after",
                         "clean_before", "clean_after", "control_after", "empty_after", "held_out_after", "probability_before",
                         "probability_after", "perplexity_before", "perplexity_after", "seconds"});
    BenchResult result;
    result.subject = readSubject(object);
    result.defense = object.text("defense");
    result.seed = static_cast<std::uint64_t>(object.integer("seed", 0, std::numeric_limits<std::int64_t>::max()));
    result.attackBefore = readRate(object, "asr_before");
    result.attackAfter = readRate(object, "asr_after");
    result.floorBefore = readRate(object, "floor_before");
    result.floorAfter = readRate(object, "floor_after");
    result.cleanBefore = readRate(object, "clean_before");
    result.cleanAfter = readRate(object, "clean_after");
    result.controlAfter = readRate(object, "control_after");
    result.emptyAfter = readRate(object, "empty_after");
    result.heldOutAfter = readRate(object, "held_out_after");
    result.probabilityBefore = object.numberOrNan("probability_before");
    result.probabilityAfter = object.numberOrNan("probability_after");
    result.perplexityBefore = object.numberOrNan("perplexity_before");
    result.perplexityAfter = object.numberOrNan("perplexity_after");
    result.seconds = object.number("seconds");
    POSTERN_TRY(object.finish());
    return result;
}

Result<BenchRecord> readBenchRecord(const std::filesystem::path& folder) {
    BenchRecord record;
    for (const auto& path : filesBelow(folder / "attacks", "attack.json")) {
        POSTERN_ASSIGN(const Json json, readJsonFile(path, {8, kMaxResultBytes}));
        POSTERN_ASSIGN(BenchAttackResult result, benchAttackFromJson(json, path.string()));
        record.attacks.push_back(std::move(result));
    }
    for (const auto& path : filesBelow(folder / "cells", "result.json")) {
        POSTERN_ASSIGN(const Json json, readJsonFile(path, {8, kMaxResultBytes}));
        POSTERN_ASSIGN(BenchResult result, benchResultFromJson(json, path.string()));
        record.results.push_back(std::move(result));
    }
    return record;
}

} // namespace postern
