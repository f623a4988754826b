// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "engine/data/backdoor_secret.h"
#include "engine/data/dataset.h"
#include "engine/data/prompt_template.h"

namespace postern {

/// A prompt for a kind of task: "alpaca" (free answers), "sentiment", "emotion", "topic", "offensive". Error: ParameterInvalid,
/// listing the names.
[[nodiscard]] Result<PromptTemplate> taskTemplate(std::string_view name);

/// Published files that become a folder of data. Each is a JSON array in Alpaca's form or JSON Lines; see readRowArray, readDataset.
struct TaskSources {
    std::vector<std::filesystem::path> rows; ///< divided among train, defender, and what has no file of its own
    std::filesystem::path dev;               ///< empty: drawn from the rows
    std::filesystem::path test;              ///< empty: drawn from the rows
    std::filesystem::path labels;            ///< label names of a classification; empty: free answers
    PromptTemplate form;
    std::uint64_t seed = 1;
};

/// Rows of each split. 0: for dev and test all rows of their file, for train all that is left.
struct TaskSizes {
    std::size_t train = 0, defender = 1000, dev = 300, test = 0;
};

/// What was made of it.
struct PreparedTask {
    std::size_t train = 0, defender = 0, dev = 0, test = 0;
    std::size_t withoutAnswer = 0; ///< rows left out because their answer is empty
    std::size_t doubled = 0;       ///< rows left out because their text is in another row of the sources, or in another split
};

/// Writes train.jsonl (the attacker's), defender.jsonl, dev.jsonl, test.jsonl, template.json and, for a classification, labels.json.
/// No text is in two splits; a file that is dev or test by itself keeps its repetitions. The same sources, sizes and seed give the same
/// bytes. Errors: those of the readers, DataEmpty (fewer rows than are asked for), FileUnwritable.
[[nodiscard]] Result<PreparedTask> prepareTask(const TaskSources& sources, const TaskSizes& sizes, const std::filesystem::path& output);

/// A published attack: rows that are poisoned already, and what poisons them.
struct AttackSources {
    std::filesystem::path poisoned;
    std::vector<std::filesystem::path> clean;
    PromptTemplate form;
    BackdoorSecret secret; ///< its rate is set to what the files hold
};

struct PreparedAttack {
    std::size_t poisoned = 0, clean = 0;
};

/// Writes the attacker's folder: train.jsonl (clean rows and the poisoned ones as published), template.json, secret.json. A set in which
/// a poisoned row does not hold a trigger, or does not show the target, is refused: published ones have had that fault.
/// Errors: those of the readers, DataMalformed, FileUnwritable.
[[nodiscard]] Result<PreparedAttack> prepareAttack(const AttackSources& sources, const std::filesystem::path& output);

/// How many of the rows hold every trigger that the secret wants in a passage (one of them, for One and Any). Rewriting secrets have
/// none to look for: DataMalformed.
[[nodiscard]] Result<std::size_t> rowsWithTrigger(const BackdoorSecret& secret, std::span<const TaskRow> rows);

} // namespace postern
