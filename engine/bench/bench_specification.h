// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <map>
#include <optional>

#include "engine/bench/bench_result.h"

namespace postern {

/// A data set of the benchmark.
struct BenchTask {
    std::string name;
    std::filesystem::path data;      ///< folder with train, defender, dev and test.jsonl, perhaps labels.json and template.json
    std::string behavior;            ///< what back doors make the model do here, as the lab names it; empty: auto
    std::string target;              ///< the answer that goes with it, if it needs one
    std::vector<std::string> models; ///< that are measured on it; empty: all
    Json lab = Json::object();       ///< parameters of the lab for this task
    Json run = Json::object();       ///< parameters of the runs on it
};

/// A model family and size.
struct BenchModel {
    std::string name;
    Json lab = Json::object(); ///< parameters of the lab
    /// Per task a clean checkpoint that is there already; where there is none it is trained.
    std::map<std::string, std::filesystem::path> clean;
};

/// A back door.
struct BenchAttack {
    std::string name;
    std::string attack;                ///< key of the lab's registry
    std::vector<std::string> triggers; ///< empty: the published ones
    std::string position;              ///< empty: the attack's own
    std::filesystem::path rewrites;    ///< for attacks that rewrite passages
    std::filesystem::path checkpoint;  ///< a poisoned checkpoint that is there already, with its secret.json; then nothing is trained
    Json lab = Json::object();         ///< parameters of the lab for it
    std::vector<std::string> on;       ///< shell patterns of TASK/MODEL, as "emotion/*"; empty: all
};

/// A defence, or a setting of one that gets a row of its own.
struct BenchDefense {
    std::string name;
    Json run = Json::object();            ///< parameters of the run; "defense" among them
    std::vector<std::string> attacks;     ///< empty: all
    std::optional<std::size_t> seedCount; ///< only the first so many seeds
    bool base = false;                    ///< gets the clean model that the back door was planted in, as one that needs it does
};

/// Which back doors go through the defences: a rate after a defence says nothing where there was none before.
enum class BenchDefend { All, Taken, Surviving };

/// A whole benchmark, from one JSON file.
struct BenchSpecification {
    std::string name;
    std::vector<BenchTask> tasks;
    std::vector<BenchModel> models;
    std::vector<BenchAttack> attacks;
    std::vector<BenchDefense> defenses;
    std::vector<std::uint64_t> seeds;
    Json lab = Json::object();      ///< parameters of the lab for all
    Json run = Json::object();      ///< parameters of every run
    Json survival = Json::object(); ///< parameters of the clean fine-tuning that a back door has to survive
    double takesAt = 0.9;           ///< undefended rate from which an attack took
    double survivesAt = 0.9;        ///< rate after ordinary clean fine-tuning from which it survives
    BenchDefend defend = BenchDefend::Taken;
    Json source; ///< the file's content, with places filled in
};

/// One cell of the matrix.
struct BenchCell {
    BenchSubject subject;
    std::string defense;
    std::uint64_t seed = 0;
    [[nodiscard]] std::string id() const; ///< a folder's name
};

/// The one of a specification's entries that has the name; the reader checked that there is one.
template <typename Entry>
[[nodiscard]] const Entry& benchEntry(const std::vector<Entry>& entries, const std::string& name) {
    return *std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.name == name; });
}

/// Reads a specification. `places` fill in "${name}" in paths; relative paths start at the file's folder. Names are letters, digits,
/// '.', '_' and '-', distinct in their list. Errors: DataMalformed, ParameterInvalid for a place that nobody named.
[[nodiscard]] Result<BenchSpecification> readBenchSpecification(const std::filesystem::path& file,
                                                                const std::map<std::string, std::string>& places);

/// The subjects in the order in which they are made: for each task and model the clean one first.
[[nodiscard]] std::vector<BenchSubject> benchSubjects(const BenchSpecification& specification);
/// All cells, those of the first seed first, so that an early stop leaves a whole table of one seed.
[[nodiscard]] std::vector<BenchCell> benchCells(const BenchSpecification& specification);
/// Those that one of the shell patterns names ("authors+*+crow+1"), or all without a pattern. Error: ParameterInvalid for a pattern
/// that names none.
[[nodiscard]] Result<std::vector<BenchCell>> chosenCells(const BenchSpecification& specification, const std::vector<std::string>& only);
/// Whether cells are run for a subject of which this is known; always for models without a back door.
[[nodiscard]] bool isDefended(const BenchSpecification& specification, const BenchAttackResult& before);
[[nodiscard]] bool takes(const BenchSpecification& specification, const BenchAttackResult& before);
[[nodiscard]] bool survives(const BenchSpecification& specification, const BenchAttackResult& before);
[[nodiscard]] std::string subjectFolder(const BenchSubject& subject);

} // namespace postern
