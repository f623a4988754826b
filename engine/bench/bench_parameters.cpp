// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/bench_parameters.h"

#include "engine/attack/attack.h"
#include "engine/attack/lab_parameters.h"
#include "engine/defense/defense_catalog.h"
#include "engine/run/runner.h"

namespace postern {

/// The first seed of the benchmark is the attacker's.
Result<ParameterSet> benchLabParameters(const BenchSpecification& specification, const BenchSubject& subject) {
    ParameterSet parameters(labParameters());
    POSTERN_TRY(parameters.set("seed", static_cast<std::int64_t>(specification.seeds.front())));
    POSTERN_TRY(parameters.setFromJson(specification.lab, "lab"));
    POSTERN_TRY(parameters.setFromJson(benchEntry(specification.tasks, subject.task).lab, "lab of task " + subject.task));
    POSTERN_TRY(parameters.setFromJson(benchEntry(specification.models, subject.model).lab, "lab of model " + subject.model));
    if (subject.attack != kCleanAttack) {
        POSTERN_TRY(parameters.setFromJson(benchEntry(specification.attacks, subject.attack).lab, "lab of attack " + subject.attack));
        POSTERN_TRY(parameters.setFromJson(specification.survival, "survival"));
        POSTERN_TRY(parameters.set("lab.survival", true));
    }
    return parameters;
}

Result<ParameterSet> benchRunParameters(const BenchSpecification& specification, const std::string& task, const std::string& defense) {
    POSTERN_ASSIGN(ParameterSet parameters, presetParameters("postern"));
    POSTERN_TRY(parameters.set("save_checkpoint", false));
    POSTERN_TRY(parameters.setFromJson(specification.run, "run"));
    POSTERN_TRY(parameters.setFromJson(benchEntry(specification.tasks, task).run, "run of task " + task));
    POSTERN_TRY(parameters.setFromJson(benchEntry(specification.defenses, defense).run, "run of defense " + defense));
    return parameters;
}

Result<void> checkBenchParameters(const BenchSpecification& specification) {
    for (const BenchSubject& subject : benchSubjects(specification))
        if (const auto lab = benchLabParameters(specification, subject); !lab)
            return Failure(lab.error());
    for (const BenchAttack& attack : specification.attacks) {
        if (attack.attack.empty())
            continue;
        const std::string where = "attack " + attack.name;
        const AttackEntry* entry = findAttack(attack.attack);
        if (!entry)
            return fail(ErrorCode::ParameterInvalid, where, "\"" + printable(attack.attack, 60) + "\" is no attack that there is",
                        "See postern-cli lab attacks");
        if (!attack.position.empty())
            POSTERN_TRY(parseTriggerPosition(attack.position));
        if ((entry->use == TriggerUse::Rewrite) == attack.rewrites.empty())
            return fail(ErrorCode::ParameterInvalid, where,
                        attack.rewrites.empty() ? "it needs a file of \"rewrites\"" : "it inserts a trigger and has no \"rewrites\"");
    }
    for (const BenchDefense& defense : specification.defenses)
        if (const auto run = benchRunParameters(specification, specification.tasks.front().name, defense.name);
            run && defense.base && findDefenseFacts(run->text("defense"))->base == BaseUse::None)
            return fail(ErrorCode::ParameterInvalid, "defense " + defense.name, "it makes no use of a base, and asks for one");
    for (const BenchTask& task : specification.tasks)
        for (const BenchDefense& defense : specification.defenses)
            if (const auto run = benchRunParameters(specification, task.name, defense.name); !run)
                return Failure(run.error());
    return {};
}

} // namespace postern
