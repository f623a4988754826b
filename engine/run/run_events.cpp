// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_events.h"

#include "engine/run/event_json.h"

namespace postern {

namespace {

Json triggerJson(const TriggerMeasurement& trigger) {
    return {{"name", trigger.name},
            {"text", trigger.text},
            {"class", rowClassName(trigger.rowClass)},
            {"heldOut", trigger.heldOut},
            {"attack", toJson(trigger.attack)},
            {"captured", toJson(trigger.captured)},
            {"accuracy", toJson(trigger.accuracy)},
            {"empty", toJson(trigger.empty)},
            {"targetProbability", finiteOrNull(trigger.targetProbability)}};
}

Result<TriggerMeasurement> triggerFromJson(const Json& json) {
    StrictObject object(json, "trigger",
                        {"name", "text", "class", "heldOut", "attack", "captured", "accuracy", "empty", "targetProbability"});
    TriggerMeasurement trigger;
    trigger.name = object.text("name");
    trigger.text = object.text("text");
    trigger.rowClass = readRowClass(object, "class");
    trigger.heldOut = object.flag("heldOut");
    trigger.attack = readRate(object, "attack");
    trigger.captured = readRate(object, "captured");
    trigger.accuracy = readRate(object, "accuracy");
    trigger.empty = readRate(object, "empty");
    trigger.targetProbability = object.numberOrNan("targetProbability");
    POSTERN_TRY(object.finish());
    return trigger;
}

} // namespace

std::string_view phaseName(Phase phase) {
    switch (phase) {
    case Phase::Loading:
        return "loading";
    case Phase::Baseline:
        return "baseline";
    case Phase::Injection:
        return "injection";
    case Phase::Recovery:
        return "recovery";
    case Phase::Final:
        return "final";
    case Phase::Reporting:
        return "reporting";
    }
    return "loading";
}

std::string_view rowClassName(RowClass rowClass) {
    switch (rowClass) {
    case RowClass::Clean:
        return "clean";
    case RowClass::Unknown:
        return "unknown";
    case RowClass::Known:
        return "known";
    case RowClass::Control:
        return "control";
    }
    return "clean";
}

Phase readPhase(StrictObject& object, const char* key) {
    return static_cast<Phase>(object.choice(key, {"loading", "baseline", "injection", "recovery", "final", "reporting"}));
}

RowClass readRowClass(StrictObject& object, const char* key) {
    return static_cast<RowClass>(object.choice(key, {"clean", "unknown", "known", "control"}));
}

Json toJson(const Rate& rate) {
    return {{"hits", rate.hits}, {"total", rate.total}};
}

Json toJson(const Evaluation& evaluation) {
    Json triggers = Json::array();
    for (const TriggerMeasurement& trigger : evaluation.triggers)
        triggers.push_back(triggerJson(trigger));
    Json json = {{"type", "evaluation"},
                 {"step", evaluation.step},
                 {"phase", phaseName(evaluation.phase)},
                 {"triggers", std::move(triggers)},
                 {"floor", toJson(evaluation.floor)},
                 {"cleanAccuracy", toJson(evaluation.cleanAccuracy)},
                 {"cleanPerplexity", finiteOrNull(evaluation.cleanPerplexity)}};
    if (evaluation.measure != AccuracyMeasure::Labels) {
        json["measure"] = accuracyMeasureName(evaluation.measure);
        json["cleanEmpty"] = toJson(evaluation.cleanEmpty);
        json["answerPerplexity"] = finiteOrNull(evaluation.answerPerplexity);
    }
    return json;
}

Json toJson(const LossPoint& point) {
    return {{"type", "loss"},
            {"step", point.step},
            {"phase", phaseName(point.phase)},
            {"total", finiteOrNull(point.total)},
            {"answer", finiteOrNull(point.answer)},
            {"language", finiteOrNull(point.language)},
            {"cluster", finiteOrNull(point.cluster)},
            {"withinScatter", finiteOrNull(point.withinScatter)},
            {"centroidGap", finiteOrNull(point.centroidGap)},
            {"erasure", finiteOrNull(point.erasure)},
            {"anchor", finiteOrNull(point.anchor)},
            {"penalty", finiteOrNull(point.penalty)},
            {"learningRate", finiteOrNull(point.learningRate)}};
}

Result<Evaluation> evaluationFromJson(const Json& json) {
    // A record without "measure" counts labels; runs from before there was another measure have none.
    const bool ofTokens = json.is_object() && json.contains("measure");
    using Names = std::initializer_list<std::string_view>;
    StrictObject object(json, "evaluation",
                        ofTokens ? Names{"type", "step", "phase", "triggers", "floor", "cleanAccuracy", "cleanPerplexity", "measure",
                                         "cleanEmpty", "answerPerplexity"}
                                 : Names{"type", "step", "phase", "triggers", "floor", "cleanAccuracy", "cleanPerplexity"});
    (void)object.choice("type", {"evaluation"});
    Evaluation evaluation;
    evaluation.step = static_cast<int>(object.integer("step", 0, kMaxStep));
    evaluation.phase = readPhase(object, "phase");
    for (const Json& element : object.array("triggers", kMaxTriggers)) {
        POSTERN_ASSIGN(TriggerMeasurement trigger, triggerFromJson(element));
        evaluation.triggers.push_back(std::move(trigger));
    }
    evaluation.floor = readRate(object, "floor");
    evaluation.cleanAccuracy = readRate(object, "cleanAccuracy");
    evaluation.cleanPerplexity = object.numberOrNan("cleanPerplexity");
    if (ofTokens) {
        (void)object.choice("measure", {"tokens"});
        evaluation.measure = AccuracyMeasure::Tokens;
        evaluation.cleanEmpty = readRate(object, "cleanEmpty");
        evaluation.answerPerplexity = object.numberOrNan("answerPerplexity");
    }
    POSTERN_TRY(object.finish());
    return evaluation;
}

Result<LossPoint> lossPointFromJson(const Json& stored) {
    Json json = stored;
    if (json.is_object() && !json.contains("penalty"))
        json["penalty"] = nullptr; // records of before there were defences with a loss of their own
    StrictObject object(json, "loss",
                        {"type", "step", "phase", "total", "answer", "language", "cluster", "withinScatter", "centroidGap", "erasure",
                         "anchor", "penalty", "learningRate"});
    (void)object.choice("type", {"loss"});
    LossPoint point;
    point.step = static_cast<int>(object.integer("step", 0, kMaxStep));
    point.phase = readPhase(object, "phase");
    point.total = object.numberOrNan("total");
    point.answer = object.numberOrNan("answer");
    point.language = object.numberOrNan("language");
    point.cluster = object.numberOrNan("cluster");
    point.withinScatter = object.numberOrNan("withinScatter");
    point.centroidGap = object.numberOrNan("centroidGap");
    point.erasure = object.numberOrNan("erasure");
    point.anchor = object.numberOrNan("anchor");
    point.penalty = object.numberOrNan("penalty");
    point.learningRate = object.numberOrNan("learningRate");
    POSTERN_TRY(object.finish());
    return point;
}

bool canStandIn(std::span<const Evaluation> evaluations) {
    Rate taught;
    for (const Evaluation& evaluation : evaluations)
        if (evaluation.phase == Phase::Injection)
            taught = pooled(evaluation.triggers, RowClass::Known, true);
    return taught.hasData() && 2 * taught.hits >= taught.total;
}

} // namespace postern
