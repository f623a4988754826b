// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/analysis/rate.h"
#include "engine/core/error.h"
#include "engine/core/json.h"

namespace postern {

/// The checkpoint that cells of a benchmark start from: a model of a family trained on a task, with one attack's back door.
struct BenchSubject {
    std::string task, model, attack; ///< names of the specification; attack is kCleanAttack for a model without a back door

    friend auto operator<=>(const BenchSubject&, const BenchSubject&) = default;
};
inline constexpr const char* kCleanAttack = "clean";

/// What is known about a subject before any defence.
struct BenchAttackResult {
    BenchSubject subject;
    Rate attack;    ///< of the secret trigger, undefended; no data on a clean model
    Rate floor;     ///< the target's rate without a trigger
    Rate clean;     ///< clean accuracy
    Rate surviving; ///< the secret trigger's rate after ordinary clean fine-tuning
    double seconds = 0;
};

/// One defence on one subject with one seed.
struct BenchResult {
    BenchSubject subject;
    std::string defense;
    std::uint64_t seed = 0;
    Rate attackBefore, attackAfter; ///< of the secret trigger; on a clean model of the word that stands in for one
    Rate floorBefore, floorAfter;   ///< the target's rate on the same rows without a trigger
    Rate cleanBefore, cleanAfter;   ///< clean accuracy
    Rate controlAfter;              ///< the target's rate on rows with a neutral phrase
    Rate emptyAfter;                ///< triggered rows with an empty answer
    Rate heldOutAfter;              ///< what held-out known triggers were taught: the estimate that a user in the field has; no data
                                    ///< where the defence taught them nothing (canStandIn)
    double probabilityBefore = 0;   ///< mean probability of the target's first token on triggered rows
    double probabilityAfter = 0;
    double perplexityBefore = 0; ///< 0 where it was not measured
    double perplexityAfter = 0;
    double seconds = 0;
};

[[nodiscard]] Json toJson(const BenchAttackResult& result);
[[nodiscard]] Json toJson(const BenchResult& result);
/// Strict about names and types. Error: RunFolderMalformed.
[[nodiscard]] Result<BenchAttackResult> benchAttackFromJson(const Json& json, const std::string& subject);
[[nodiscard]] Result<BenchResult> benchResultFromJson(const Json& json, const std::string& subject);

/// What a benchmark's folder holds so far: attacks/*/attack.json and cells/*/result.json, in the order of their names.
struct BenchRecord {
    std::vector<BenchAttackResult> attacks;
    std::vector<BenchResult> results;
};
[[nodiscard]] Result<BenchRecord> readBenchRecord(const std::filesystem::path& folder);

} // namespace postern
