// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/bench_specification.h"

#include <algorithm>
#include <limits>
#include <set>

#include <fmt/format.h>
#include <fnmatch.h>

namespace postern {

namespace {

constexpr std::size_t kMaxSpecificationBytes = std::size_t{4} << 20;
constexpr std::size_t kMaxNameBytes = 60;
const std::map<std::string, BenchDefend> kDefendNames = {
    {"all", BenchDefend::All}, {"taken", BenchDefend::Taken}, {"surviving", BenchDefend::Surviving}};

/// Replaces every "${name}"; an unknown name is an error.
Result<void> fillIn(Json& json, const std::map<std::string, std::string>& places, const std::string& subject) {
    if (json.is_string()) {
        std::string text = json.get<std::string>();
        for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", at)) {
            const std::size_t end = text.find('}', at);
            const std::string name = end == std::string::npos ? "" : text.substr(at + 2, end - at - 2);
            const auto place = places.find(name);
            if (place == places.end())
                return fail(ErrorCode::ParameterInvalid, subject, fmt::format("the place \"{}\" is not known", printable(name, 40)),
                            "Name it with --place " + printable(name, 40) + "=FOLDER");
            text.replace(at, end + 1 - at, place->second);
            at += place->second.size();
        }
        json = text;
    }
    if (json.is_structured())
        for (Json& entry : json)
            POSTERN_TRY(fillIn(entry, places, subject));
    return {};
}

/// Makes the paths of one level absolute, so that what is stored beside results means the same wherever it lies.
void makeAbsolute(Json& json, const std::filesystem::path& folder) {
    const auto resolve = [&](Json& path) {
        if (path.is_string() && !path.get_ref<const std::string&>().empty())
            path = (folder / path.get<std::string>()).lexically_normal().string();
    };
    for (const char* list : {"tasks", "models", "attacks"}) {
        if (!json.contains(list) || !json[list].is_array())
            continue;
        for (Json& entry : json[list]) {
            if (!entry.is_object())
                continue;
            for (const char* key : {"data", "rewrites", "checkpoint"})
                if (entry.contains(key))
                    resolve(entry[key]);
            if (entry.contains("clean") && entry["clean"].is_object())
                for (Json& path : entry["clean"])
                    resolve(path);
        }
    }
}

/// Reads one object of the file; a key that is not asked for is an error.
class Section {
public:
    Section(const Json& json, std::string where, const std::filesystem::path& folder)
        : m_json(json), m_where(std::move(where)), m_folder(folder) {}

    [[nodiscard]] Result<void> only(std::initializer_list<std::string_view> keys) const {
        if (!m_json.is_object())
            return malformed("it is not a JSON object");
        for (const auto& [key, value] : m_json.items())
            if (std::find(keys.begin(), keys.end(), key) == keys.end())
                return malformed(fmt::format("\"{}\" is not a key of it", printable(key, 60)));
        return {};
    }
    [[nodiscard]] bool has(const char* key) const { return m_json.contains(key); }
    [[nodiscard]] Result<std::string> text(const char* key) const {
        if (!has(key) || !m_json[key].is_string() || m_json[key].get_ref<const std::string&>().empty())
            return malformed(fmt::format("\"{}\" is missing or not a text", key));
        return m_json[key].get<std::string>();
    }
    [[nodiscard]] Result<std::string> optionalText(const char* key) const {
        if (!has(key))
            return std::string();
        return text(key);
    }
    [[nodiscard]] std::filesystem::path below(const std::string& written) const { return (m_folder / written).lexically_normal(); }
    [[nodiscard]] Result<std::string> name() const {
        POSTERN_ASSIGN(std::string name, text("name"));
        const bool plain =
            name.size() <= kMaxNameBytes && name.front() != '.' && std::all_of(name.begin(), name.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
            });
        if (!plain)
            return malformed("its name is not made of letters, digits, '.', '_' and '-'");
        return name;
    }
    [[nodiscard]] Result<std::filesystem::path> path(const char* key) const {
        POSTERN_ASSIGN(const std::string written, text(key));
        return below(written);
    }
    [[nodiscard]] Result<Json> object(const char* key) const {
        if (!has(key))
            return Json(Json::object());
        if (!m_json[key].is_object())
            return malformed(fmt::format("\"{}\" is not a JSON object", key));
        return m_json[key];
    }
    [[nodiscard]] Result<std::vector<std::string>> names(const char* key) const {
        std::vector<std::string> result;
        if (!has(key))
            return result;
        for (const Json& entry : m_json[key].is_array() ? m_json[key] : Json::array({nullptr})) {
            if (!entry.is_string())
                return malformed(fmt::format("\"{}\" is not a list of names", key));
            result.push_back(entry.get<std::string>());
        }
        return result;
    }
    [[nodiscard]] Result<double> share(const char* key, double fallback) const {
        if (!has(key))
            return fallback;
        if (!m_json[key].is_number() || m_json[key].get<double>() < 0 || m_json[key].get<double>() > 1)
            return malformed(fmt::format("\"{}\" is not a number from 0 to 1", key));
        return m_json[key].get<double>();
    }
    [[nodiscard]] Failure malformed(std::string rule) const { return fail(ErrorCode::DataMalformed, m_where, std::move(rule)); }
    [[nodiscard]] const Json& json() const { return m_json; }

private:
    const Json& m_json;
    std::string m_where;
    const std::filesystem::path& m_folder;
};

Result<BenchTask> parseTask(const Section& section) {
    POSTERN_TRY(section.only({"name", "data", "behavior", "target", "models", "lab", "run"}));
    BenchTask task;
    POSTERN_ASSIGN(task.name, section.name());
    POSTERN_ASSIGN(task.data, section.path("data"));
    POSTERN_ASSIGN(task.behavior, section.optionalText("behavior"));
    POSTERN_ASSIGN(task.target, section.optionalText("target"));
    POSTERN_ASSIGN(task.models, section.names("models"));
    POSTERN_ASSIGN(task.lab, section.object("lab"));
    POSTERN_ASSIGN(task.run, section.object("run"));
    return task;
}

Result<BenchModel> parseModel(const Section& section) {
    POSTERN_TRY(section.only({"name", "lab", "clean"}));
    BenchModel model;
    POSTERN_ASSIGN(model.name, section.name());
    POSTERN_ASSIGN(model.lab, section.object("lab"));
    POSTERN_ASSIGN(const Json clean, section.object("clean"));
    for (const auto& [task, path] : clean.items()) {
        if (!path.is_string())
            return section.malformed("\"clean\" names a checkpoint for each task");
        model.clean[task] = section.below(path.get<std::string>());
    }
    return model;
}

Result<BenchAttack> parseAttack(const Section& section) {
    POSTERN_TRY(section.only({"name", "attack", "triggers", "position", "rewrites", "checkpoint", "lab", "on"}));
    BenchAttack attack;
    POSTERN_ASSIGN(attack.name, section.name());
    if (attack.name == kCleanAttack)
        return section.malformed("the name \"clean\" is that of the model without a back door");
    POSTERN_ASSIGN(attack.attack, section.optionalText("attack"));
    POSTERN_ASSIGN(attack.triggers, section.names("triggers"));
    POSTERN_ASSIGN(attack.position, section.optionalText("position"));
    if (section.has("rewrites")) {
        POSTERN_ASSIGN(attack.rewrites, section.path("rewrites"));
    }
    if (section.has("checkpoint")) {
        POSTERN_ASSIGN(attack.checkpoint, section.path("checkpoint"));
    }
    if (attack.attack.empty() == attack.checkpoint.empty())
        return section.malformed("it needs either an \"attack\" or a \"checkpoint\"");
    POSTERN_ASSIGN(attack.lab, section.object("lab"));
    POSTERN_ASSIGN(attack.on, section.names("on"));
    return attack;
}

Result<BenchDefense> parseDefense(const Section& section) {
    POSTERN_TRY(section.only({"name", "run", "attacks", "seeds", "base"}));
    BenchDefense defense;
    POSTERN_ASSIGN(defense.name, section.name());
    POSTERN_ASSIGN(defense.run, section.object("run"));
    POSTERN_ASSIGN(defense.attacks, section.names("attacks"));
    if (section.has("seeds")) {
        if (!section.json()["seeds"].is_number_unsigned() || section.json()["seeds"] == 0)
            return section.malformed("\"seeds\" is not a number of seeds");
        defense.seedCount = section.json()["seeds"].get<std::size_t>();
    }
    if (section.has("base")) {
        if (!section.json()["base"].is_boolean())
            return section.malformed("\"base\" is neither true nor false");
        defense.base = section.json()["base"].get<bool>();
    }
    return defense;
}

template <typename Entry>
Result<std::vector<Entry>> parseList(const Json& json, const char* key, const std::string& subject, const std::filesystem::path& folder,
                                     Result<Entry> (*parse)(const Section&)) {
    if (!json.contains(key) || !json[key].is_array() || json[key].empty())
        return fail(ErrorCode::DataMalformed, subject, fmt::format("\"{}\" is missing or an empty list", key));
    std::vector<Entry> entries;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < json[key].size(); ++i) {
        const std::string where = fmt::format("{}, {} {}", subject, key, i + 1);
        POSTERN_ASSIGN(Entry entry, parse(Section(json[key][i], where, folder)));
        if (!seen.insert(entry.name).second)
            return fail(ErrorCode::DataMalformed, where, fmt::format("the name \"{}\" occurs twice", entry.name));
        entries.push_back(std::move(entry));
    }
    return entries;
}

/// Every name of `used` must be one of `entries`.
template <typename Entry>
Result<void> knownNames(const std::vector<std::string>& used, const std::vector<Entry>& entries, const std::string& subject) {
    for (const std::string& name : used)
        if (std::none_of(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.name == name; }) && name != kCleanAttack)
            return fail(ErrorCode::DataMalformed, subject, fmt::format("nothing is called \"{}\"", printable(name, 60)));
    return {};
}

bool allows(const std::vector<std::string>& names, const std::string& name) {
    return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
}

bool isOn(const std::string& pattern, const BenchTask& task, const BenchModel& model) {
    return allows(task.models, model.name) && ::fnmatch(pattern.c_str(), (task.name + "/" + model.name).c_str(), 0) == 0;
}

bool isOnSomething(const BenchSpecification& spec, const std::string& pattern) {
    return std::any_of(spec.tasks.begin(), spec.tasks.end(), [&](const BenchTask& task) {
        return std::any_of(spec.models.begin(), spec.models.end(), [&](const BenchModel& model) { return isOn(pattern, task, model); });
    });
}

} // namespace

std::string subjectFolder(const BenchSubject& subject) {
    return subject.task + "+" + subject.model + "+" + subject.attack;
}

std::string BenchCell::id() const {
    return fmt::format("{}+{}+{}", subjectFolder(subject), defense, seed);
}

Result<BenchSpecification> readBenchSpecification(const std::filesystem::path& file, const std::map<std::string, std::string>& places) {
    const std::string subject = file.string();
    POSTERN_ASSIGN(Json json, readJsonFile(file, {16, kMaxSpecificationBytes}));
    POSTERN_TRY(fillIn(json, places, subject));
    const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
    if (json.is_object())
        makeAbsolute(json, folder);
    const Section section(json, subject, folder);
    POSTERN_TRY(section.only(
        {"name", "tasks", "models", "attacks", "defenses", "seeds", "lab", "run", "survival", "takes_at", "survives_at", "defend"}));
    BenchSpecification spec;
    POSTERN_ASSIGN(spec.name, section.name());
    POSTERN_ASSIGN(spec.tasks, parseList(json, "tasks", subject, folder, parseTask));
    POSTERN_ASSIGN(spec.models, parseList(json, "models", subject, folder, parseModel));
    POSTERN_ASSIGN(spec.attacks, parseList(json, "attacks", subject, folder, parseAttack));
    POSTERN_ASSIGN(spec.defenses, parseList(json, "defenses", subject, folder, parseDefense));
    POSTERN_ASSIGN(spec.lab, section.object("lab"));
    POSTERN_ASSIGN(spec.run, section.object("run"));
    POSTERN_ASSIGN(spec.survival, section.object("survival"));
    POSTERN_ASSIGN(spec.takesAt, section.share("takes_at", spec.takesAt));
    POSTERN_ASSIGN(spec.survivesAt, section.share("survives_at", spec.survivesAt));
    POSTERN_ASSIGN(const std::string defend, section.optionalText("defend"));
    if (const auto known = kDefendNames.find(defend); known != kDefendNames.end())
        spec.defend = known->second;
    else if (!defend.empty())
        return section.malformed("\"defend\" is none of all, taken, surviving");
    const Json seeds = json.value("seeds", Json::array({1}));
    if (!seeds.is_array())
        return section.malformed("\"seeds\" is not a list of whole numbers");
    for (const Json& seed : seeds) {
        if (!seed.is_number_unsigned() || seed.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return section.malformed("\"seeds\" is not a list of whole numbers below 2^63");
        spec.seeds.push_back(seed.get<std::uint64_t>());
    }
    if (spec.seeds.empty() || std::set(spec.seeds.begin(), spec.seeds.end()).size() != spec.seeds.size())
        return section.malformed("\"seeds\" is empty, or a seed occurs twice");
    for (const BenchTask& task : spec.tasks)
        POSTERN_TRY(knownNames(task.models, spec.models, subject + ", task " + task.name));
    for (const BenchModel& model : spec.models) {
        std::vector<std::string> tasks;
        for (const auto& [task, path] : model.clean)
            tasks.push_back(task);
        POSTERN_TRY(knownNames(tasks, spec.tasks, subject + ", \"clean\" of model " + model.name));
    }
    for (const BenchAttack& attack : spec.attacks)
        for (const std::string& pattern : attack.on)
            if (!isOnSomething(spec, pattern))
                return fail(ErrorCode::DataMalformed, subject + ", attack " + attack.name,
                            fmt::format("\"{}\" names no task with a model", printable(pattern, 80)));
    for (const BenchDefense& defense : spec.defenses)
        POSTERN_TRY(knownNames(defense.attacks, spec.attacks, subject + ", defense " + defense.name));
    spec.source = std::move(json);
    return spec;
}

bool takes(const BenchSpecification& specification, const BenchAttackResult& before) {
    return before.attack.hasData() && before.attack.value() >= specification.takesAt;
}

bool survives(const BenchSpecification& specification, const BenchAttackResult& before) {
    return takes(specification, before) && before.surviving.hasData() && before.surviving.value() >= specification.survivesAt;
}

bool isDefended(const BenchSpecification& specification, const BenchAttackResult& before) {
    return before.subject.attack == kCleanAttack || specification.defend == BenchDefend::All ||
           (specification.defend == BenchDefend::Taken ? takes(specification, before) : survives(specification, before));
}

std::vector<BenchSubject> benchSubjects(const BenchSpecification& spec) {
    std::vector<BenchSubject> subjects;
    for (const BenchTask& task : spec.tasks)
        for (const BenchModel& model : spec.models) {
            if (!allows(task.models, model.name))
                continue;
            subjects.push_back({task.name, model.name, kCleanAttack});
            for (const BenchAttack& attack : spec.attacks)
                if (attack.on.empty() ||
                    std::any_of(attack.on.begin(), attack.on.end(), [&](const std::string& pattern) { return isOn(pattern, task, model); }))
                    subjects.push_back({task.name, model.name, attack.name});
        }
    return subjects;
}

std::vector<BenchCell> benchCells(const BenchSpecification& spec) {
    const std::vector<BenchSubject> subjects = benchSubjects(spec);
    std::vector<BenchCell> cells;
    for (std::size_t i = 0; i < spec.seeds.size(); ++i)
        for (const BenchSubject& subject : subjects)
            for (const BenchDefense& defense : spec.defenses)
                if (allows(defense.attacks, subject.attack) && i < defense.seedCount.value_or(spec.seeds.size()))
                    cells.push_back({subject, defense.name, spec.seeds[i]});
    return cells;
}

Result<std::vector<BenchCell>> chosenCells(const BenchSpecification& spec, const std::vector<std::string>& only) {
    std::vector<BenchCell> cells = benchCells(spec);
    const auto isNamed = [](const BenchCell& cell, const std::string& pattern) {
        return ::fnmatch(pattern.c_str(), cell.id().c_str(), 0) == 0;
    };
    for (const std::string& pattern : only)
        if (std::none_of(cells.begin(), cells.end(), [&](const BenchCell& cell) { return isNamed(cell, pattern); }))
            return fail(ErrorCode::ParameterInvalid, spec.name, fmt::format("\"{}\" names none of its cells", printable(pattern, 80)));
    std::erase_if(cells, [&](const BenchCell& cell) {
        return !only.empty() && std::none_of(only.begin(), only.end(), [&](const std::string& pattern) { return isNamed(cell, pattern); });
    });
    return cells;
}

} // namespace postern
