// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_evaluation.h"

#include "engine/run/run_estimate.h"

namespace postern {

Result<Evaluator> makeEvaluator(const ParameterSet& parameters, const RunInputs& inputs, const PromptEncoder& encoder,
                                const KnownTriggers& triggers) {
    EvaluationPlan plan;
    plan.test = inputs.test.rows;
    plan.labels = inputs.labels;
    plan.unknown = inputs.secret;
    plan.known = triggers.known;
    plan.heldOut = triggers.heldOut;
    plan.control = controlTrigger();
    POSTERN_ASSIGN(const KnownBehavior behavior, KnownBehavior::fromParameters(parameters, inputs.labels));
    for (const TaskRow& row : plan.test)
        plan.knownAnswers.push_back(behavior.answerFor(row));
    plan.heldOutAnswer = heldOutLabel(parameters, inputs.labels);
    plan.seed = static_cast<std::uint64_t>(parameters.integer("seed"));
    plan.frameRows = static_cast<std::size_t>(parameters.integer("projection.rows"));
    plan.maxNewTokens = static_cast<int>(parameters.integer("evaluation.max_new_tokens"));
    plan.sharedBases = parameters.flag("projection.shared_bases");
    return Evaluator::create(encoder, std::move(plan));
}

EvaluationSize evaluationSize(const ParameterSet& parameters, bool whole) {
    const auto count = [&](const char* key) { return static_cast<std::size_t>(parameters.integer(key)); };
    if (whole)
        return {count("evaluation.final_rows"), count("evaluation.final_control_rows"), count("evaluation.final_known_rows"),
                count("evaluation.perplexity_rows")};
    return {count("evaluation.rows"), count("evaluation.control_rows"), count("evaluation.known_rows"), 0};
}

Evaluation asEvaluation(Measurement measured, Phase phase, int step) {
    Evaluation evaluation;
    evaluation.step = step;
    evaluation.phase = phase;
    evaluation.triggers = std::move(measured.triggers);
    evaluation.floor = measured.floor;
    evaluation.cleanAccuracy = measured.cleanAccuracy;
    evaluation.cleanPerplexity = measured.cleanPerplexity;
    evaluation.measure = measured.measure;
    evaluation.cleanEmpty = measured.cleanEmpty;
    evaluation.answerPerplexity = measured.answerPerplexity;
    return evaluation;
}

Result<Evaluation> evaluateCheckpoint(const RunSpecification& specification, const JobContext& job) {
    POSTERN_TRY(refuseWhatDoesNotFit(specification, true, job));
    const ParameterSet& p = specification.parameters;
    setComputeThreads(static_cast<int>(p.integer("threads")));
    POSTERN_ASSIGN(const Precision precision, parsePrecision(p.text("precision")));
    POSTERN_ASSIGN(const RunInputs inputs, readRunInputs(specification, job));
    POSTERN_ASSIGN(LanguageModel model, LanguageModel::load(inputs.folder, precision, job, LanguageModel::Purpose::Inference,
                                                            withAdapter(specification, inputs)));
    const PromptEncoder encoder = makeEncoder(specification, inputs);
    POSTERN_ASSIGN(const KnownTriggers triggers, chooseKnownTriggers(p));
    POSTERN_ASSIGN(const Evaluator evaluator, makeEvaluator(p, inputs, encoder, triggers));
    POSTERN_ASSIGN(Measurement measured, evaluator.measure(model, evaluationSize(p, true), job));
    return asEvaluation(std::move(measured), Phase::Baseline, 0);
}

} // namespace postern
