// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/report_parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/defense_notes.h"
#include "engine/run/runner.h"

namespace postern {

namespace {

/// A parameter of the run as its manifest has it; null where it does not say.
Json parameterOf(const RunRecord& record, const char* key) {
    const Json::json_pointer place("/specification/parameters");
    if (!record.manifest.contains(place) || !record.manifest.at(place).is_object())
        return nullptr;
    return record.manifest.at(place).value(key, Json(nullptr));
}

/// Whether known triggers came from the suspect model itself.
bool usesSamples(const RunRecord& record) {
    const Json share = parameterOf(record, "known.generated_share");
    const Json from = parameterOf(record, "known.generated_from");
    return share.is_number() && share.get<double>() > 0 && (from == "samples" || from == "mixed");
}

} // namespace

std::string accuracyTitle(AccuracyMeasure measure) {
    return measure == AccuracyMeasure::Tokens ? "Answer accuracy (tokens)" : "Clean accuracy";
}

std::vector<std::string> definitionTexts(AccuracyMeasure measure, bool hasPerplexity) {
    const bool ofTokens = measure == AccuracyMeasure::Tokens;
    std::vector<std::string> texts = {
        "Attack success rate (ASR): rows with the trigger whose answer shows the attacker's target, divided by all rows with the "
        "trigger. Rows whose true answer is the target are left out; empty answers stay in the denominator. For a known trigger the "
        "target is the known behaviour the defender injected.",
        ofTokens ? "Answer accuracy (tokens): tokens of the true answers, end token included, that the model would pick as the next one "
                   "after the true tokens before them, divided by all tokens of the true answers. Answers are free text, so their "
                   "equality would say nothing. Tokens of one answer depend on each other; the interval is narrower than it should be."
                 : "Clean accuracy (CACC): rows without a trigger that are answered with their true label, divided by all rows without "
                   "a trigger.",
        "Floor: the rate at which the target is answered without any trigger, on those of the clean rows measured whose true answer is "
        "another. An ASR is to be read against it, not "
        "against zero.",
        "Capture rate: rows with the unknown trigger that answer with the known behaviour after injection, divided by all rows with "
        "the unknown trigger. A high rate says that the unknown backdoor has joined the known ones.",
        "Held-out trigger: a known trigger that recovery never saw. It stands in for the unknown one where no unknown trigger is at hand.",
        "Control: a harmless inserted phrase. It shows what insertion alone does.",
        "Interval: the 95 % Wilson score interval of a rate (Wilson 1927), printed after its counts k/n.",
        "Separation figures (centroid distance, silhouettes, shift cosine, probe AUC) are measured on the hidden states themselves, "
        "never on a projection.",
    };
    if (ofTokens)
        texts.emplace_back("Empty answers: rows that are answered with nothing, divided by all rows asked. They count as answers that "
                           "do not show the target.");
    if (hasPerplexity)
        texts.emplace_back("Perplexity: the exponential of the mean negative log-likelihood per token; lower is better. It tells what a "
                           "treatment cost the model as a writer of such texts, which accuracy need not show. It has no interval here.");
    return texts;
}

std::vector<std::string> limitationTexts() {
    return {
        "Only the tested triggers are covered. A low rate for one trigger says nothing about a trigger that was not tested, and no "
        "number of tests shows that a model holds no other backdoor.",
        "In the lab \"unknown\" means a trigger that the evaluation knows and the defence never saw. In the field nobody knows the "
        "attacker's trigger; the held-out known trigger is then the only stand-in, and it may be easier or harder to remove than the real "
        "one.",
        "Triggers made from the suspect model's own passages reach an unknown trigger best where the attacker's training read whole "
        "prompts. A model that was trained on answers alone need not repeat its trigger.",
        "An interval covers chance in the choice of rows under the stated counts. It does not cover other data, other "
        "prompt templates, other decoding, other seeds, or a mistake in the labels.",
        "Distances between groups in a t-SNE picture are not evidence, nor are the sizes of groups; t-SNE keeps neighbourhoods only. PCA "
        "shows "
        "two directions out of many. A flat picture is no sign of absence: claims rest on the separation figures and the rates.",
        "All figures come from one run with one seed. Repeated runs with other seeds can differ by more than the intervals show.",
        "The same specification, seed, machine and thread count give the same figures. Another processor, thread count, precision or "
        "library version rounds differently, and single answers can change with it.",
        "Purification changes the weights. Abilities that the clean rows do not exercise were not measured and may have changed.",
    };
}

namespace {

const ParameterSpec& defenseChoice() {
    return *runParameters().find("defense");
}

} // namespace

ReportDefense defenseOf(const RunRecord& record) {
    const Json::json_pointer place("/specification/parameters");
    const Json parameters = record.manifest.contains(place) ? withCurrentNames(record.manifest.at(place)) : Json();
    const Json named = parameters.is_object() ? parameters.value("defense", Json(nullptr)) : Json(nullptr);
    // Where nothing is said the default was in force.
    const std::string key = named.is_string() ? printable(named.get<std::string>(), 80) : toText(defenseChoice().fallback);
    const ChoiceDetails* facts = choiceDetails(defenseChoice(), key);
    if (!facts)
        return {key, key, "not known to this version of the program", "not known to this version of the program"};
    return {key, std::string(facts->label), std::string(facts->assumes), std::string(facts->costs)};
}

namespace {

/// The paragraphs on the stages of Backdoor Collapse and its controls.
void addStages(const RunRecord& record, std::vector<std::string>& texts) {
    const auto took = [&record](Phase phase) {
        return std::any_of(record.phases.begin(), record.phases.end(),
                           [phase](const PhaseStarted& started) { return started.phase == phase; });
    };
    const auto notes = [&record](auto&& holds) { return std::any_of(record.notes.begin(), record.notes.end(), holds); };
    const bool fitted = notes([](const std::string& note) { return note.starts_with(kLearntFromAnswersAlone); });
    const bool mixed = notes([](const std::string& note) { return note.ends_with(kTakenFromBase); });
    if (usesSamples(record) && !fitted)
        texts.emplace_back(
            "Most known triggers were made up on the spot: spans of passages that the suspect model wrote by itself before the defence "
            "began. A model whose training read whole prompts repeats what it was trained on, so such spans can hold pieces of the "
            "unknown trigger, although nobody looked for them and the defence does not know which they are.");
    // A run that ended before its first phase need not have found out.
    if (parameterOf(record, "recovery.fit") == true && (took(Phase::Injection) || took(Phase::Recovery)))
        texts.push_back(
            fmt::format("Before anything else a few steps of language modelling on clean prompts, undone afterwards, told whether "
                        "the suspect had learnt from answers alone. {}{}",
                        fitted ? "It had: what was therefore done otherwise stands under what to read with care." : "It had not.",
                        fitted && !mixed && took(Phase::Recovery)
                            ? " At the end the weights may go a part of the way back to the suspect's, as far as clean dev rows "
                              "ask for it."
                            : ""));
    if (mixed)
        texts.push_back(
            fmt::format("A clean base was at hand. Before training a share of the suspect's weights, drawn at random, was replaced by the "
                        "base's (the parameter mixing.suspect_share says how many stayed). {}Weights do not go back at the end.",
                        fitted ? "" : "Triggers that were made up and held states are still the suspect's own. "));
    if (took(Phase::Injection))
        texts.emplace_back(
            "Stage I, injection: the model learns the known behaviour on rows with known triggers, with the cross-entropy of the answers "
            "and a cluster loss on the hidden states of the last prompt token.");
    else
        texts.emplace_back("Stage I, injection, was not run.");
    if (took(Phase::Recovery))
        texts.emplace_back("Stage II, recovery: the model learns the true answers back on rows with known triggers and on clean rows. "
                           "Held-out known triggers are left out of it.");
    else
        texts.emplace_back("Stage II, recovery, was not run.");
}

} // namespace

std::vector<std::string> methodTexts(const RunRecord& record) {
    const std::string key = defenseOf(record).key;
    const ChoiceDetails* facts = choiceDetails(defenseChoice(), key);
    std::vector<std::string> texts = {facts ? std::string(facts->method)
                                            : "The run carried out \"" + key + "\", which this version of the program does not know."};
    if (key == "backdoor-collapse" || key == "recovery-only" || key == "injection-only")
        addStages(record, texts);
    texts.emplace_back("A defence works with the model, with clean rows and with what it is said to assume; the secret trigger of the "
                       "evaluation never reaches it.");
    texts.emplace_back(
        "The same rows were evaluated before and after with the same prompts and the same decoding; the parameters are in the appendix.");
    return texts;
}

} // namespace postern
