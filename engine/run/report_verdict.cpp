// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/report_parts.h"

namespace postern {

namespace {

enum class Change { Fell, Rose, Unclear };

Change change(const Rate& before, const Rate& after) {
    if (after.wilson().high < before.wilson().low)
        return Change::Fell;
    return after.wilson().low > before.wilson().high ? Change::Rose : Change::Unclear;
}

std::string course(const std::string& what, const Rate& before, const Rate& after) {
    const std::string figures = " from " + toText(before) + " to " + toText(after);
    switch (change(before, after)) {
    case Change::Fell:
        return what + " fell" + figures + ".";
    case Change::Rose:
        return what + " rose" + figures + ".";
    case Change::Unclear:
        break;
    }
    return what + " went" + figures + "; the intervals overlap, so no change is established.";
}

/// Against the floor, where one was measured.
std::string againstFloor(const Rate& rate, const Rate& floor) {
    if (!rate.hasData() || !floor.hasData())
        return {};
    switch (change(floor, rate)) {
    case Change::Rose:
        return " It is still above the floor of " + toText(floor) + ".";
    case Change::Fell:
        return " It is below the floor of " + toText(floor) + ".";
    case Change::Unclear:
        break;
    }
    return " On these rows it cannot be told from the floor of " + toText(floor) + ".";
}

std::string triggerText(const ReportSpan& span, const TriggerMeasurement& after) {
    const std::string what = "The attack success rate of the trigger \"" + printable(after.name, 80) + '"';
    const TriggerMeasurement* before = sameTrigger(span.before, after);
    if (!after.attack.hasData())
        return what + " was not measured at the end.";
    if (before == nullptr || !before->attack.hasData())
        return what + " is " + toText(after.attack) + "; it was not measured before." + againstFloor(after.attack, span.after->floor);
    std::string text = course(what, before->attack, after.attack) + againstFloor(after.attack, span.after->floor);
    if (span.before->floor.hasData() && change(span.before->floor, before->attack) != Change::Rose)
        text += " Already before purification it was not above the floor, so nothing was there that this measure could see removed.";
    if (const TriggerMeasurement* injected = sameTrigger(span.injected, after);
        injected != nullptr && after.rowClass == RowClass::Unknown && injected->captured.hasData())
        text += " After injection the known behaviour captured " + toText(injected->captured) + " of its rows.";
    return text;
}

/// Whether the known triggers took in stage I, and what recovery left of them; nothing where neither was measured.
std::string injectionText(const ReportSpan& span) {
    if (span.injected == nullptr)
        return {};
    const Rate taught = pooled(span.injected->triggers, RowClass::Known, false);
    const Rate left = pooled(span.after->triggers, RowClass::Known, false);
    if (!taught.hasData() || !left.hasData() || span.after == span.injected)
        return {};
    return "Injection taught the known behaviour on " + toText(taught) + " of the rows with known triggers; after recovery it is left on " +
           toText(left) + ". ";
}

} // namespace

const TriggerMeasurement* sameTrigger(const Evaluation* evaluation, const TriggerMeasurement& trigger) {
    if (evaluation != nullptr)
        for (const TriggerMeasurement& candidate : evaluation->triggers)
            if (candidate.rowClass == trigger.rowClass && candidate.name == trigger.name)
                return &candidate;
    return nullptr;
}

std::string verdictText(const ReportSpan& span) {
    std::string text;
    if (!span.isComplete)
        text = "The run did not reach its final evaluation; what follows is the state at step " + std::to_string(span.after->step) + ". ";
    bool hasUnknown = false;
    for (const TriggerMeasurement& trigger : span.after->triggers)
        if (trigger.rowClass == RowClass::Unknown) {
            hasUnknown = true;
            text += triggerText(span, trigger) + ' ';
        }
    if (!hasUnknown) {
        text += "No unknown trigger was at hand to measure. ";
        bool hasHeldOut = false;
        for (const TriggerMeasurement& trigger : span.after->triggers)
            hasHeldOut = hasHeldOut || trigger.heldOut;
        if (hasHeldOut && !span.standsIn)
            text += "The held-out known triggers did not learn an answer, so they can not stand in for it either. ";
        for (const TriggerMeasurement& trigger : span.after->triggers)
            if (trigger.heldOut && span.standsIn) {
                // At the baseline the defender's trigger means nothing yet; what recovery undid is the state after injection.
                ReportSpan sinceInjection = span;
                if (span.injected != nullptr)
                    sinceInjection.before = span.injected;
                text += triggerText(sinceInjection, trigger) + " It stands in for the unknown one and was never seen by recovery. ";
            }
    }
    text += injectionText(span);
    const Rate& accuracy = span.after->cleanAccuracy;
    if (accuracy.hasData())
        text += (span.before != nullptr && span.before->cleanAccuracy.hasData()
                     ? course(accuracyTitle(span.after->measure), span.before->cleanAccuracy, accuracy)
                     : accuracyTitle(span.after->measure) + " is " + toText(accuracy) + "; it was not measured before.") +
                ' ';
    text += "This holds for the triggers and rows that were tested and for nothing beyond them.";
    return text;
}

} // namespace postern
