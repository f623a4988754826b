// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/bench_result.h"

#include <algorithm>

#include "engine/run/run_events.h"
#include "engine/run/strict_object.h"

namespace postern {

namespace {

constexpr std::size_t kMaxResultBytes = std::size_t{1} << 20;

Json subjectJson(const BenchSubject& subject) {
    return {{"task", subject.task}, {"model", subject.model}, {"attack", subject.attack}};
}

/// Reads members by name and remembers the first that is wrong.
class Reader {
public:
    Reader(const Json& json, std::string subject) : m_json(json), m_subject(std::move(subject)) {
        if (!json.is_object())
            m_wrong = "it is not a JSON object";
    }
    std::string text(const char* key) { return has(key, &Json::is_string) ? m_json[key].get<std::string>() : std::string(); }
    double number(const char* key) { return has(key, &Json::is_number) ? m_json[key].get<double>() : 0; }
    std::uint64_t whole(const char* key) { return has(key, &Json::is_number_unsigned) ? m_json[key].get<std::uint64_t>() : 0; }
    Rate rate(const char* key) {
        Rate rate;
        if (!has(key, &Json::is_array))
            return rate;
        const Json& pair = m_json[key];
        if (pair.size() != 2 || !pair[0].is_number_unsigned() || !pair[1].is_number_unsigned() ||
            pair[0].get<std::int64_t>() > pair[1].get<std::int64_t>()) {
            complain(key);
            return rate;
        }
        return {pair[0].get<std::int64_t>(), pair[1].get<std::int64_t>()};
    }
    BenchSubject subject() { return {text("task"), text("model"), text("attack")}; }
    [[nodiscard]] Result<void> done() const {
        if (!m_wrong.empty())
            return fail(ErrorCode::RunFolderMalformed, m_subject, m_wrong);
        return {};
    }

private:
    bool has(const char* key, bool (Json::*is)() const noexcept) {
        if (!m_wrong.empty())
            return false;
        if (m_json.contains(key) && (m_json[key].*is)())
            return true;
        complain(key);
        return false;
    }
    void complain(const char* key) {
        if (m_wrong.empty())
            m_wrong = std::string(1, '"') + key + "\" is missing or of another kind";
    }

    const Json& m_json;
    std::string m_subject, m_wrong;
};

Json pair(const Rate& rate) {
    return Json::array({rate.hits, rate.total});
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
    json["asr"] = pair(result.attack);
    json["floor"] = pair(result.floor);
    json["clean"] = pair(result.clean);
    json["surviving"] = pair(result.surviving);
    json["seconds"] = result.seconds;
    return json;
}

Json toJson(const BenchResult& result) {
    Json json = subjectJson(result.subject);
    json["defense"] = result.defense;
    json["seed"] = result.seed;
    json["asr_before"] = pair(result.attackBefore);
    json["asr_after"] = pair(result.attackAfter);
    json["floor_before"] = pair(result.floorBefore);
    json["floor_after"] = pair(result.floorAfter);
    json["clean_before"] = pair(result.cleanBefore);
    json["clean_after"] = pair(result.cleanAfter);
    json["control_after"] = pair(result.controlAfter);
    json["empty_after"] = pair(result.emptyAfter);
    json["held_out_after"] = pair(result.heldOutAfter);
    json["probability_before"] = result.probabilityBefore;
    json["probability_after"] = result.probabilityAfter;
    json["perplexity_before"] = result.perplexityBefore;
    json["perplexity_after"] = result.perplexityAfter;
    json["seconds"] = result.seconds;
    return json;
}

Result<BenchAttackResult> benchAttackFromJson(const Json& json, const std::string& subject) {
    Reader reader(json, subject);
    BenchAttackResult result;
    result.subject = reader.subject();
    result.attack = reader.rate("asr");
    result.floor = reader.rate("floor");
    result.clean = reader.rate("clean");
    result.surviving = reader.rate("surviving");
    result.seconds = reader.number("seconds");
    POSTERN_TRY(reader.done());
    return result;
}

Result<BenchResult> benchResultFromJson(const Json& json, const std::string& subject) {
    Reader reader(json, subject);
    BenchResult result;
    result.subject = reader.subject();
    result.defense = reader.text("defense");
    result.seed = reader.whole("seed");
    result.attackBefore = reader.rate("asr_before");
    result.attackAfter = reader.rate("asr_after");
    result.floorBefore = reader.rate("floor_before");
    result.floorAfter = reader.rate("floor_after");
    result.cleanBefore = reader.rate("clean_before");
    result.cleanAfter = reader.rate("clean_after");
    result.controlAfter = reader.rate("control_after");
    result.emptyAfter = reader.rate("empty_after");
    result.heldOutAfter = reader.rate("held_out_after");
    result.probabilityBefore = reader.number("probability_before");
    result.probabilityAfter = reader.number("probability_after");
    result.perplexityBefore = reader.number("perplexity_before");
    result.perplexityAfter = reader.number("perplexity_after");
    result.seconds = reader.number("seconds");
    POSTERN_TRY(reader.done());
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
