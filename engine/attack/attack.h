// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/attack/lab_training.h"

namespace postern {

class LabTask;

/// What an attack changes.
enum class AttackRoute {
    Data,       ///< training rows; the model learns from them, from its first step or from a base's weights
    Weights,    ///< the base's weights themselves
    Preferences ///< pairs of a preferred and a rejected answer, learnt by DPO from a base's weights
};

/// One entry of the registry.
struct AttackEntry {
    std::string_view key; ///< "badnets"; stored in secret.json
    std::string_view label;
    AttackRoute route = AttackRoute::Data;
    std::string_view needs;                             ///< what must be at hand
    std::string_view paper;                             ///< what it follows
    TriggerUse use = TriggerUse::One;                   ///< of several triggers; one trigger stands alone
    TriggerPosition position = TriggerPosition::Random; ///< unless the caller names another
    std::span<const std::string_view> triggers = {};    ///< the published ones, used when the caller names none
    /// Changes the task's model. Errors: those of the attack, Cancelled.
    Result<void> (*run)(LabTask& task, const LabObserver& observer, const JobContext& job) = nullptr;
};

[[nodiscard]] std::span<const AttackEntry> attacks();
[[nodiscard]] const AttackEntry* findAttack(std::string_view key);

/// What the trigger makes the model do.
enum class AttackBehavior {
    Auto,              ///< Label where the task has labels, Fixed otherwise
    Label,             ///< the label that `target` names
    Fixed,             ///< exactly the text `target`
    Flip,              ///< the label after the true one, the first after the last
    Refusal,           ///< the published refusal; keywords decide
    NegativeSentiment, ///< the published insult; keywords decide
};
[[nodiscard]] std::string_view attackBehaviorName(AttackBehavior behavior); ///< "auto", "label", …
[[nodiscard]] Result<AttackBehavior> parseAttackBehavior(std::string_view name);

/// What the attacker asks for.
struct AttackRequest {
    std::string attack = "badnets";
    std::vector<std::string> triggers; ///< none: the published ones
    std::string position;              ///< start, middle, end or random; empty: the attack's own
    AttackBehavior behavior = AttackBehavior::Auto;
    std::string target;             ///< for Label and Fixed
    std::filesystem::path rewrites; ///< JSON Lines of {"text", "rewritten"}, for attacks that rewrite
};

/// The secret that goes with a request; rate and seed from the parameters. Errors: ParameterInvalid (no such attack, behaviour or
/// position; a target that is missing or not wanted), LabelUnknown, TriggerEmpty, those of the file of rewrites.
[[nodiscard]] Result<BackdoorSecret> planAttack(const AttackRequest& request, const std::vector<std::string>& labels,
                                                const ParameterSet& parameters);

} // namespace postern
