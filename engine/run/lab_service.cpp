// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/lab_service.h"

#include "engine/data/dataset.h"
#include "engine/run/lab_run.h"

namespace postern {

namespace {

Result<LabSpecification> specify(const LabOrder& order) {
    AttackRequest request;
    request.attack = order.attack;
    request.triggers = order.triggers;
    request.position = order.position;
    request.target = order.target;
    request.rewrites = order.rewrites;
    POSTERN_ASSIGN(request.behavior, parseAttackBehavior(order.behavior));
    LabSpecification specification;
    specification.data = order.data;
    specification.base = order.base;
    specification.output = order.output;
    specification.parameters = order.parameters;
    POSTERN_ASSIGN(const std::vector<std::string> labels, readTaskLabels(order.data));
    POSTERN_ASSIGN(specification.backdoor, planAttack(request, labels, order.parameters));
    return specification;
}

LabRates ratesOf(const LabMeasurement& measured) {
    return {measured.attack, measured.floor, measured.cleanAccuracy, measured.empty, measured.measure == AccuracyMeasure::Tokens};
}

} // namespace

std::vector<LabAttack> labAttacks() {
    std::vector<LabAttack> list;
    for (const AttackEntry& entry : attacks()) {
        LabAttack attack;
        attack.key = entry.key;
        attack.label = entry.label;
        attack.needs = entry.needs;
        attack.paper = entry.paper;
        attack.triggers.assign(entry.triggers.begin(), entry.triggers.end());
        attack.position = triggerPositionName(entry.position);
        attack.changesBase = entry.route != AttackRoute::Data;
        attack.rewrites = entry.use == TriggerUse::Rewrite;
        attack.severalTriggers = entry.use == TriggerUse::Any || entry.use == TriggerUse::All;
        list.push_back(std::move(attack));
    }
    return list;
}

const ParameterTable& labParameterTable() {
    return labParameters();
}

Result<std::vector<std::string>> labLabels(const std::filesystem::path& data) {
    return readTaskLabels(data);
}

Result<LabExamples> previewOrder(const LabOrder& order, std::size_t rows) {
    POSTERN_ASSIGN(const LabSpecification specification, specify(order));
    POSTERN_ASSIGN(PoisonPreview preview, previewPoison(specification, rows));
    LabExamples examples;
    examples.clean = preview.clean;
    examples.poisoned = preview.poisoned;
    examples.negative = preview.negative;
    examples.form = preview.form;
    for (PoisonPreview::Row& row : preview.rows)
        examples.rows.push_back(
            {row.kind == "poisoned", std::move(row.text), std::move(row.trueAnswer), std::move(row.answer), std::move(row.marks)});
    return examples;
}

Result<LabOutcome> carryOutOrder(const LabOrder& order, const LabPointSink& points, const JobContext& job) {
    POSTERN_ASSIGN(const LabSpecification specification, specify(order));
    const LabObserver observer = [&](const LabStep& step) {
        if (points)
            points({step.step, step.totalSteps, step.answerLoss, step.promptLoss, step.rowsPerSecond, step.secondsLeft});
    };
    LabOutcome outcome;
    outcome.checkpoint = order.output;
    outcome.attack = order.attack;
    outcome.trigger = specification.backdoor->shownTrigger();
    outcome.target = specification.backdoor->target;
    outcome.bar = kAttackTakes;
    std::error_code none;
    if (!std::filesystem::exists(order.data / "test.jsonl", none)) {
        POSTERN_TRY(trainCheckpoint(specification, observer, job));
        return outcome;
    }
    POSTERN_ASSIGN(const LabReport report, runLab(specification, observer, job));
    outcome.undefended = ratesOf(report.undefended);
    if (report.survived)
        outcome.survived = ratesOf(*report.survived);
    outcome.took = report.took();
    outcome.isCommon = report.undefended.floor.value() >= kHighFloor;
    outcome.seconds = report.seconds;
    return outcome;
}

} // namespace postern
