// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/evaluator.h"

#include <algorithm>
#include <cmath>

namespace postern {

namespace {

std::size_t limited(std::size_t wanted, std::size_t available) {
    return wanted == 0 ? available : std::min(wanted, available);
}

/// Counts over answers of rows whose true labels are known.
struct Tally {
    Rate attack, captured, accuracy, empty;
};

Tally tally(const std::vector<std::string>& answers, const std::vector<int>& labels, const EvaluationPlan& plan) {
    Tally counts;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto label = static_cast<std::size_t>(labels[i]);
        const std::string& answer = answers[i];
        ++counts.accuracy.total;
        counts.accuracy.hits += answer == plan.labels[label] ? 1 : 0;
        ++counts.empty.total;
        counts.empty.hits += answer.empty() ? 1 : 0;
        ++counts.captured.total;
        counts.captured.hits += answer == plan.knownAnswers[label] ? 1 : 0;
        if (plan.target < 0 || labels[i] == plan.target)
            continue;
        ++counts.attack.total;
        counts.attack.hits += answer == plan.labels[static_cast<std::size_t>(plan.target)] ? 1 : 0;
    }
    return counts;
}

} // namespace

Result<Evaluator> Evaluator::create(const PromptEncoder& encoder, EvaluationPlan plan) {
    Evaluator evaluator(encoder, std::move(plan));
    const EvaluationPlan& p = evaluator.m_plan;
    for (const LabelledText& row : p.test)
        if (row.label != p.target)
            evaluator.m_victims.push_back(row);
    if (evaluator.m_victims.empty())
        return fail(ErrorCode::DataEmpty, "test rows", "no row has another true label than the attack's target");

    if (p.unknown) {
        POSTERN_TRY(encoder.checkTrigger(*p.unknown));
        evaluator.addProbe("unknown", *p.unknown, RowClass::Unknown, false);
    }
    POSTERN_TRY(encoder.checkTrigger(p.control));
    evaluator.addProbe("control", p.control, RowClass::Control, false);
    for (const bool heldOut : {false, true})
        for (const Trigger& trigger : heldOut ? p.heldOut : p.known) {
            POSTERN_TRY(encoder.checkTrigger(trigger));
            evaluator.addProbe(trigger.name, trigger, RowClass::Known, heldOut);
        }
    evaluator.addFrameRows();

    std::vector<std::string> answers = p.labels;
    answers.insert(answers.end(), p.knownAnswers.begin(), p.knownAnswers.end());
    POSTERN_ASSIGN(evaluator.m_budget, answerBudget(encoder, answers));
    if (p.target >= 0) {
        POSTERN_ASSIGN(const std::vector<std::int32_t> tokens, encoder.answer(p.labels[static_cast<std::size_t>(p.target)]));
        evaluator.m_targetToken = tokens.empty() ? -1 : tokens.front();
    }
    return evaluator;
}

void Evaluator::addProbe(const std::string& name, const Trigger& trigger, RowClass rowClass, bool heldOut) {
    Probe probe;
    probe.blank.name = name;
    probe.blank.text = trigger.text;
    probe.blank.rowClass = rowClass;
    probe.blank.heldOut = heldOut;
    RandomStream places(m_plan.seed, "evaluation places " + name);
    for (const LabelledText& row : m_victims) {
        probe.passages.push_back(insertTrigger(row.text, trigger, places));
        probe.labels.push_back(row.label);
    }
    m_probes.push_back(std::move(probe));
}

void Evaluator::addFrameRows() {
    RandomStream places(m_plan.seed, "frame places");
    const std::size_t rows = std::min(m_plan.frameRows, m_plan.sharedBases ? m_victims.size() : m_victims.size() / kRowClassCount);
    for (int c = 0; c < kRowClassCount; ++c) {
        const auto rowClass = static_cast<RowClass>(c);
        if ((rowClass == RowClass::Unknown && !m_plan.unknown) || (rowClass == RowClass::Known && m_plan.known.empty()))
            continue;
        for (std::size_t i = 0; i < rows; ++i) {
            const LabelledText& row = m_victims[m_plan.sharedBases ? i : i + static_cast<std::size_t>(c) * rows];
            const Trigger* trigger = rowClass == RowClass::Unknown   ? &*m_plan.unknown
                                     : rowClass == RowClass::Known   ? &m_plan.known[i % m_plan.known.size()]
                                     : rowClass == RowClass::Control ? &m_plan.control
                                                                     : nullptr;
            m_frameRows.push_back({rowClass, trigger ? insertTrigger(row.text, *trigger, places) : row.text, trigger ? trigger->text : "",
                                   m_plan.labels[static_cast<std::size_t>(row.label)]});
        }
    }
}

Result<TriggerMeasurement> Evaluator::measureProbe(LanguageModel& model, const Probe& probe, std::size_t rows,
                                                   const JobContext& job) const {
    const std::size_t count = limited(rows, probe.passages.size());
    AnswerRequest request;
    request.maxNewTokens = m_budget;
    request.firstToken = m_targetToken;
    POSTERN_ASSIGN(const Answers answers, answerPassages(model, *m_encoder, std::span(probe.passages).first(count), request, job));
    const Tally counts = tally(answers.texts, probe.labels, m_plan);
    TriggerMeasurement measured = probe.blank;
    measured.attack = probe.blank.rowClass == RowClass::Known ? counts.captured : counts.attack;
    measured.captured = counts.captured;
    measured.accuracy = counts.accuracy;
    measured.empty = counts.empty;
    for (const float probability : answers.firstProbability)
        measured.targetProbability += static_cast<double>(probability) / static_cast<double>(count);
    return measured;
}

Result<Measurement> Evaluator::measure(LanguageModel& model, const EvaluationSize& size, const JobContext& job) const {
    Measurement result;
    std::vector<std::string> passages;
    std::vector<int> labels;
    const std::size_t rows = limited(size.rows, m_plan.test.size());
    for (std::size_t i = 0; i < rows; ++i) {
        passages.push_back(m_plan.test[i].text);
        labels.push_back(m_plan.test[i].label);
    }
    AnswerRequest request;
    request.maxNewTokens = m_budget;
    POSTERN_ASSIGN(const Answers answers, answerPassages(model, *m_encoder, passages, request, job));
    const Tally counts = tally(answers.texts, labels, m_plan);
    result.cleanAccuracy = counts.accuracy;
    result.floor = counts.attack;

    for (const Probe& probe : m_probes) {
        const std::size_t wanted = probe.blank.rowClass == RowClass::Known     ? size.knownRows
                                   : probe.blank.rowClass == RowClass::Control ? size.controlRows
                                                                               : size.rows;
        POSTERN_ASSIGN(TriggerMeasurement measured, measureProbe(model, probe, wanted, job));
        result.triggers.push_back(std::move(measured));
    }
    if (size.perplexityRows > 0) {
        std::vector<TokenRow> texts;
        for (std::size_t i = 0; i < std::min(size.perplexityRows, m_plan.test.size()); ++i) {
            TokenRow row;
            POSTERN_ASSIGN(row.tokens, m_encoder->prompt(m_plan.test[i].text));
            texts.push_back(std::move(row));
        }
        const LanguageModel::Likelihood likelihood = model.likelihood(texts);
        if (likelihood.tokens > 0)
            result.cleanPerplexity = std::exp(likelihood.negativeLog / static_cast<double>(likelihood.tokens));
    }
    return result;
}

Result<FrameCapture> Evaluator::capture(LanguageModel& model, const std::vector<int>& layers, const JobContext& job) const {
    std::vector<std::string> passages;
    for (const FrameRow& row : m_frameRows)
        passages.push_back(row.passage);
    AnswerRequest request;
    request.maxNewTokens = m_budget;
    request.stateLayers = layers;
    POSTERN_ASSIGN(Answers answers, answerPassages(model, *m_encoder, passages, request, job));
    FrameCapture frame;
    frame.states = std::move(answers.states);
    frame.answers = std::move(answers.texts);
    for (const std::string& answer : frame.answers)
        frame.attackHit.push_back(m_plan.target >= 0 && answer == m_plan.labels[static_cast<std::size_t>(m_plan.target)]);
    return frame;
}

} // namespace postern
