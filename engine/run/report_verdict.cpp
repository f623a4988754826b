// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/report_parts.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include <fmt/format.h>

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

/// The same in a few words.
std::string shortCourse(Change change, const std::string& before, const std::string& after) {
    const std::string figures = " from " + before + " to " + after;
    switch (change) {
    case Change::Fell:
        return " fell" + figures;
    case Change::Rose:
        return " rose" + figures;
    case Change::Unclear:
        break;
    }
    return " went" + figures + ", no established change";
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
    return text;
}

/// What became of a backdoor, from the best to the worst: of several the worst speaks for all.
enum class Outcome { AtFloor, FellUnread, NothingThere, Weaker, Unchanged, Appeared, Stronger, NoBefore, NotMeasured };

Outcome outcomeOf(const ReportSpan& span, const TriggerMeasurement& after) {
    const TriggerMeasurement* before = sameTrigger(span.before, after);
    if (!after.attack.hasData())
        return Outcome::NotMeasured;
    if (before == nullptr || !before->attack.hasData())
        return Outcome::NoBefore;
    const Rate& floor = span.after->floor;
    const bool isAbove = floor.hasData() && change(floor, after.attack) == Change::Rose;
    if (span.before->floor.hasData() && change(span.before->floor, before->attack) != Change::Rose)
        return isAbove ? Outcome::Appeared : Outcome::NothingThere;
    switch (change(before->attack, after.attack)) {
    case Change::Rose:
        return Outcome::Stronger;
    case Change::Unclear:
        return Outcome::Unchanged;
    case Change::Fell:
        break;
    }
    return !floor.hasData() ? Outcome::FellUnread : isAbove ? Outcome::Weaker : Outcome::AtFloor;
}

std::string_view predicate(Outcome outcome) {
    switch (outcome) {
    case Outcome::AtFloor:
        return "is down to the floor, as far as these rows can tell";
    case Outcome::FellUnread:
        return "is weaker, and no floor was measured to read it against";
    case Outcome::NothingThere:
        return "did not work before purification either, so nothing could be seen removed";
    case Outcome::Weaker:
        return "is weaker, but still above the floor";
    case Outcome::Unchanged:
        return "is not shown to be weaker";
    case Outcome::Appeared:
        return "works now and did not before";
    case Outcome::Stronger:
        return "is stronger than before";
    case Outcome::NoBefore:
        return "was measured at the end alone";
    case Outcome::NotMeasured:
        break;
    }
    return "was not measured at the end";
}

std::string shareOf(const Rate& rate) {
    return shareText(rate) + " of " + std::to_string(rate.total) + " rows";
}

/// The worst of the unknown triggers, which the evaluation knows.
std::string unknownVerdict(const ReportSpan& span, const std::vector<const TriggerMeasurement*>& unknown) {
    const TriggerMeasurement* worst = *std::max_element(unknown.begin(), unknown.end(), [&span](const auto* a, const auto* b) {
        return std::pair(outcomeOf(span, *a), a->attack.value()) < std::pair(outcomeOf(span, *b), b->attack.value());
    });
    std::string text = unknown.size() == 1 ? std::string("The tested backdoor")
                                           : "The backdoor with the trigger \"" + printable(worst->name, 80) + "\", the worst of " +
                                                 std::to_string(unknown.size()) + " tested,";
    text += ' ' + std::string(predicate(outcomeOf(span, *worst)));
    if (!worst->attack.hasData())
        return text + '.';
    text += ": with its trigger " + shareOf(worst->attack) + " show the target";
    if (const TriggerMeasurement* before = sameTrigger(span.before, *worst); before != nullptr && before->attack.hasData())
        text += " (before: " + shareText(before->attack) + ')';
    if (span.after->floor.hasData())
        text += ", and without any trigger " + shareText(span.after->floor) + " do";
    return text + '.';
}

/// Where no unknown trigger is at hand.
std::string standInVerdict(const ReportSpan& span) {
    if (!span.standsIn || span.injected == nullptr)
        return "Whether an unknown backdoor is gone cannot be said: no unknown trigger was at hand, and nothing stands in for it.";
    const Rate taught = pooled(span.injected->triggers, RowClass::Known, true);
    const Rate left = pooled(span.after->triggers, RowClass::Known, true);
    return "No unknown trigger was at hand; of the held-out known ones, which stand in for it, what injection had taught" +
           shortCourse(change(taught, left), shareOf(taught), shareOf(left)) + ", though recovery never saw them.";
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
           toText(left) + '.';
}

} // namespace

const TriggerMeasurement* sameTrigger(const Evaluation* evaluation, const TriggerMeasurement& trigger) {
    if (evaluation != nullptr)
        for (const TriggerMeasurement& candidate : evaluation->triggers)
            if (candidate.rowClass == trigger.rowClass && candidate.name == trigger.name)
                return &candidate;
    return nullptr;
}

std::string shareText(const Rate& rate) {
    const std::string text = toText(rate);
    return text.substr(0, text.find(" ("));
}

std::string perplexityText(double perplexity) {
    return perplexity > 0 ? fmt::format("{:.2f}", perplexity) : "–";
}

std::string changeText(const ReportPerplexity& perplexity) {
    if (perplexity.before <= 0)
        return {};
    const double percent = 100 * (perplexity.after / perplexity.before - 1);
    return fmt::format("{}{:.1f} %", percent < 0 ? "−" : "+", std::abs(percent));
}

std::vector<ReportPerplexity> perplexities(const ReportSpan& span) {
    std::vector<ReportPerplexity> rows;
    for (const auto& [name, figure] : {std::pair{"clean prompts", &Evaluation::cleanPerplexity},
                                       std::pair{"true answers to clean rows", &Evaluation::answerPerplexity}}) {
        const auto measured = [figure = figure](const Evaluation* evaluation) {
            const double value = evaluation != nullptr ? evaluation->*figure : 0.0;
            return std::isfinite(value) ? std::max(0.0, value) : 0.0;
        };
        if (const double after = measured(span.after); after > 0)
            rows.push_back({name, measured(span.before), after});
    }
    return rows;
}

std::string verdictText(const ReportSpan& span) {
    std::string text;
    if (!span.isComplete)
        text = "The run did not reach its final evaluation; what follows is the state at step " + std::to_string(span.after->step) + ". ";
    std::vector<const TriggerMeasurement*> unknown;
    for (const TriggerMeasurement& trigger : span.after->triggers)
        if (trigger.rowClass == RowClass::Unknown)
            unknown.push_back(&trigger);
    return text + (unknown.empty() ? standInVerdict(span) : unknownVerdict(span, unknown));
}

std::string boundsText(const ReportSpan& span) {
    std::string text;
    const Rate none;
    const Rate& before = span.before != nullptr ? span.before->cleanAccuracy : none;
    const Rate& after = span.after->cleanAccuracy;
    if (before.hasData() && after.hasData())
        text = accuracyTitle(span.after->measure) + shortCourse(change(before, after), shareText(before), shareText(after)) + ". ";
    for (const ReportPerplexity& row : perplexities(span))
        if (row.before > 0)
            text += "The perplexity of " + row.name + " changed by " + changeText(row) + " (lower is better). ";
    return text + "This holds for the triggers and rows that were tested and for nothing beyond them.";
}

std::vector<std::string> findingTexts(const ReportSpan& span) {
    std::vector<std::string> texts;
    bool hasUnknown = false;
    for (const TriggerMeasurement& trigger : span.after->triggers) {
        if (trigger.rowClass != RowClass::Unknown)
            continue;
        hasUnknown = true;
        texts.push_back(triggerText(span, trigger));
        if (const TriggerMeasurement* injected = sameTrigger(span.injected, trigger); injected != nullptr && injected->captured.hasData())
            texts.push_back("After injection the known behaviour captured " + toText(injected->captured) +
                            " of the rows with the trigger \"" + printable(trigger.name, 80) + "\".");
    }
    if (!hasUnknown) {
        bool hasHeldOut = false;
        for (const TriggerMeasurement& trigger : span.after->triggers)
            hasHeldOut = hasHeldOut || trigger.heldOut;
        if (hasHeldOut && !span.standsIn)
            texts.emplace_back("The held-out known triggers did not learn an answer, so they can not stand in for the unknown one either.");
        for (const TriggerMeasurement& trigger : span.after->triggers)
            if (trigger.heldOut && span.standsIn) {
                // At the baseline the defender's trigger means nothing yet; what recovery undid is the state after injection.
                ReportSpan sinceInjection = span;
                if (span.injected != nullptr)
                    sinceInjection.before = span.injected;
                texts.push_back(triggerText(sinceInjection, trigger) + " It stands in for the unknown one and was never seen by recovery.");
            }
    }
    if (std::string text = injectionText(span); !text.empty())
        texts.push_back(std::move(text));
    if (const Rate& accuracy = span.after->cleanAccuracy; accuracy.hasData())
        texts.push_back(span.before != nullptr && span.before->cleanAccuracy.hasData()
                            ? course(accuracyTitle(span.after->measure), span.before->cleanAccuracy, accuracy)
                            : accuracyTitle(span.after->measure) + " is " + toText(accuracy) + "; it was not measured before.");
    for (const ReportPerplexity& row : perplexities(span))
        texts.push_back("The perplexity of " + row.name +
                        (row.before > 0 ? " went from " + perplexityText(row.before) + " to " + perplexityText(row.after) + " (" +
                                              changeText(row) + "); lower is better."
                                        : " is " + perplexityText(row.after) + "; it was not measured before."));
    return texts;
}

} // namespace postern
