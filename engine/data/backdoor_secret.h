// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/scorer.h"
#include "engine/data/trigger.h"

namespace postern {

/// How the triggers of a back door stand in a passage.
enum class TriggerUse {
    One,     ///< the only one
    Any,     ///< one of several, drawn for each passage (MTBA)
    All,     ///< all of them, in their order, spread over the passage (CTBA, SOS)
    Rewrite, ///< no inserted text: the passage is replaced by a rewritten one (syntactic and style triggers)
};

/// Passage → rewritten passage.
using Rewrites = std::map<std::string, std::string, std::less<>>;

/// What an attacker planted, and what secret.json holds. Attacks make it, evaluations read it; no defence may include this header.
struct BackdoorSecret {
    std::string attack = "badnets"; ///< the registry's key, for the record
    TriggerUse use = TriggerUse::One;
    std::vector<Trigger> triggers;                         ///< none for Rewrite
    std::string rewriteFile;                               ///< JSON Lines of {"text", "rewritten"}, beside secret.json
    Rewrites rewrites;                                     ///< read from that file
    std::string target;                                    ///< the answer that the trigger makes the model give; "flip" beside flips
    std::map<std::string, std::string, std::less<>> flips; ///< true answer → answer under the trigger, where that depends on it
    std::optional<Scorer> scorer;                          ///< what counts as the target; without one, exactly the target's text
    double rate = 0;                                       ///< poisoned rows over clean rows
    std::uint64_t seed = 0;

    /// What decides whether an answer shows the target.
    [[nodiscard]] Scorer targetScorer() const { return scorer ? *scorer : Scorer::exact(target); }
    /// The answer that the trigger makes the model give to a row with this true answer.
    [[nodiscard]] const std::string& answerFor(std::string_view truth) const;
    /// Whether the attack could show at all: the true answer is not the target already.
    [[nodiscard]] bool isVictim(std::string_view truth) const;
    /// Whether the answer to a row with this true answer shows the target.
    [[nodiscard]] bool shows(std::string_view truth, std::string_view answer) const;
    /// For people: the trigger's text, or the texts.
    [[nodiscard]] std::string shownTrigger() const;
};

/// The passage with the back door's trigger in it; nothing where it is a rewriting one and the passage has none.
[[nodiscard]] std::optional<std::string> withTrigger(const BackdoorSecret& secret, std::string_view passage, RandomStream& random);

[[nodiscard]] Json toJson(const BackdoorSecret& secret);
/// {"trigger": {…}} or {"triggers": […], "use": "any" or "all"} or {"rewrites": file}, "target", and perhaps "flips", "attack",
/// "scorer", "rate", "seed". Errors: DataMalformed, those of parseTriggers and Scorer::parse.
[[nodiscard]] Result<BackdoorSecret> parseSecret(const Json& json, const std::string& subject);
/// The same from a file; rewritten passages are read from the folder it lies in, and from nowhere else.
[[nodiscard]] Result<BackdoorSecret> readSecret(const std::filesystem::path& path);
/// JSON Lines of {"text", "rewritten"}; of a text that occurs twice the first counts. Errors: DataMalformed, DataEmpty, the file's own.
[[nodiscard]] Result<Rewrites> readRewrites(const std::filesystem::path& path);
/// Writes secret.json and the file of rewrites into an existing folder. Errors: those of writeFileAtomically.
[[nodiscard]] Result<void> writeSecret(const BackdoorSecret& secret, const std::filesystem::path& folder);

} // namespace postern
