// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/evaluation/evaluator.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace postern {

namespace {

constexpr std::size_t kAnswersAtOnce = 16; ///< between two looks at the stop token

std::size_t limited(std::size_t wanted, std::size_t available) {
    return wanted == 0 ? available : std::min(wanted, available);
}

double perplexity(const LanguageModel::Likelihood& likelihood) {
    return likelihood.tokens == 0 ? 0 : std::exp(likelihood.negativeLog / static_cast<double>(likelihood.tokens));
}

} // namespace

Evaluator::Tally Evaluator::tally(const std::vector<std::string>& answers, std::span<const std::size_t> rows) const {
    Tally counts;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const TaskRow& row = m_plan.test[rows[i]];
        const std::string& answer = answers[i];
        if (!isFree()) {
            ++counts.accuracy.total;
            counts.accuracy.hits += answer == row.answer ? 1 : 0;
        }
        ++counts.empty.total;
        counts.empty.hits += answer.empty() ? 1 : 0;
        ++counts.captured.total;
        const std::string& known = m_plan.knownAnswers[rows[i]];
        counts.captured.hits += (isFree() ? answer.starts_with(known) : answer == known) ? 1 : 0;
        ++counts.heldOut.total;
        counts.heldOut.hits += answer == m_plan.heldOutAnswer ? 1 : 0;
        if (!m_plan.unknown || !m_plan.unknown->isVictim(row.answer))
            continue;
        ++counts.attack.total;
        counts.attack.hits += m_plan.unknown->shows(row.answer, answer) ? 1 : 0;
    }
    return counts;
}

Result<Evaluator> Evaluator::create(const PromptEncoder& encoder, EvaluationPlan plan) {
    Evaluator evaluator(encoder, std::move(plan));
    const EvaluationPlan& p = evaluator.m_plan;
    for (std::size_t i = 0; i < p.test.size(); ++i)
        if (!p.unknown || p.unknown->isVictim(p.test[i].answer))
            evaluator.m_victims.push_back(i);
    if (evaluator.m_victims.empty())
        return fail(ErrorCode::DataEmpty, "test rows", "no row has another true answer than the attack's target");

    if (p.unknown)
        POSTERN_TRY(evaluator.addUnknown());
    POSTERN_TRY(encoder.checkTrigger(p.control));
    evaluator.addProbe("control", p.control, RowClass::Control, false);
    for (const bool heldOut : {false, true})
        for (const Trigger& trigger : heldOut ? p.heldOut : p.known) {
            POSTERN_TRY(encoder.checkTrigger(trigger));
            evaluator.addProbe(trigger.name, trigger, RowClass::Known, heldOut);
        }
    evaluator.addFrameRows();

    std::vector<std::string> answers = p.labels;
    const std::set<std::string> known(p.knownAnswers.begin(), p.knownAnswers.end());
    answers.insert(answers.end(), known.begin(), known.end());
    if (p.unknown) {
        answers.push_back(p.unknown->target);
        POSTERN_ASSIGN(const std::vector<std::int32_t> tokens, encoder.answer(p.unknown->target));
        evaluator.m_targetToken = tokens.empty() || !p.unknown->flips.empty() ? -1 : tokens.front();
    }
    POSTERN_ASSIGN(evaluator.m_budget, answerBudget(encoder, answers));
    if (evaluator.isFree())
        evaluator.m_budget = std::max(evaluator.m_budget, p.maxNewTokens);
    return evaluator;
}

Result<void> Evaluator::addUnknown() {
    for (const Trigger& trigger : m_plan.unknown->triggers)
        POSTERN_TRY(m_encoder->checkTrigger(trigger));
    Probe probe;
    probe.blank.name = "unknown";
    probe.blank.text = m_plan.unknown->shownTrigger();
    probe.blank.rowClass = RowClass::Unknown;
    RandomStream places(m_plan.seed, "evaluation places unknown");
    for (const std::size_t row : m_victims) {
        std::optional<std::string> passage = withTrigger(*m_plan.unknown, m_plan.test[row].text, places);
        if (!passage)
            continue;
        probe.passages.push_back(std::move(*passage));
        probe.rows.push_back(row);
    }
    if (probe.passages.empty())
        return fail(ErrorCode::DataEmpty, "test rows", "the secret has a rewritten passage for none of them");
    m_probes.push_back(std::move(probe));
    return {};
}

void Evaluator::addProbe(const std::string& name, const Trigger& trigger, RowClass rowClass, bool heldOut) {
    Probe probe;
    probe.blank.name = name;
    probe.blank.text = trigger.text;
    probe.blank.rowClass = rowClass;
    probe.blank.heldOut = heldOut;
    RandomStream places(m_plan.seed, "evaluation places " + name);
    // With an answer of its own a trigger has victims of its own, which may all be rows that the secret one leaves alone.
    std::vector<std::size_t> own;
    if (hasOwnAnswer(probe.blank))
        for (std::size_t row = 0; row < m_plan.test.size(); ++row)
            if (m_plan.test[row].answer != m_plan.heldOutAnswer)
                own.push_back(row);
    for (const std::size_t row : hasOwnAnswer(probe.blank) ? own : m_victims) {
        probe.passages.push_back(insertTrigger(m_plan.test[row].text, trigger, places));
        probe.rows.push_back(row);
    }
    m_probes.push_back(std::move(probe));
}

void Evaluator::addFrameRows() {
    RandomStream places(m_plan.seed, "frame places");
    // Rows that can carry the unknown trigger, so that all classes may share their passages.
    const std::vector<std::size_t>& bases = m_plan.unknown ? m_probes.front().rows : m_victims;
    const std::size_t rows = std::min(m_plan.frameRows, m_plan.sharedBases ? bases.size() : bases.size() / kRowClassCount);
    for (int c = 0; c < kRowClassCount; ++c) {
        const auto rowClass = static_cast<RowClass>(c);
        if ((rowClass == RowClass::Unknown && !m_plan.unknown) || (rowClass == RowClass::Known && m_plan.known.empty()))
            continue;
        for (std::size_t i = 0; i < rows; ++i) {
            const TaskRow& row = m_plan.test[bases[m_plan.sharedBases ? i : i + static_cast<std::size_t>(c) * rows]];
            FrameRow frame{rowClass, row.text, "", row.answer};
            if (rowClass == RowClass::Unknown) {
                frame.passage = withTrigger(*m_plan.unknown, row.text, places).value_or(row.text);
                frame.trigger = m_plan.unknown->shownTrigger();
            } else if (rowClass != RowClass::Clean) {
                const Trigger& trigger = rowClass == RowClass::Known ? m_plan.known[i % m_plan.known.size()] : m_plan.control;
                frame.passage = insertTrigger(row.text, trigger, places);
                frame.trigger = trigger.text;
            }
            m_frameRows.push_back(std::move(frame));
        }
    }
}

Result<LanguageModel::Likelihood> Evaluator::trueAnswers(LanguageModel& model, std::span<const std::string> passages,
                                                         std::span<const std::size_t> rows, const JobContext& job) const {
    LanguageModel::Likelihood all;
    for (std::size_t first = 0; first < passages.size(); first += kAnswersAtOnce) {
        POSTERN_TRY(job.checkStop());
        std::vector<TokenRow> texts;
        for (std::size_t i = first; i < std::min(passages.size(), first + kAnswersAtOnce); ++i) {
            POSTERN_ASSIGN(TokenRow row, m_encoder->row(passages[i], m_plan.test[rows[i]].answer));
            texts.push_back(std::move(row));
        }
        const LanguageModel::Likelihood part = model.likelihood(texts, LanguageModel::LikelihoodOf::Answers);
        all.negativeLog += part.negativeLog;
        all.tokens += part.tokens;
        all.picked += part.picked;
    }
    return all;
}

Result<TriggerMeasurement> Evaluator::measureProbe(LanguageModel& model, const Probe& probe, std::size_t rows,
                                                   const JobContext& job) const {
    const std::size_t count = limited(rows, probe.passages.size());
    AnswerRequest request;
    request.maxNewTokens = m_budget;
    request.firstToken = m_targetToken;
    POSTERN_ASSIGN(const Answers answers, answerPassages(model, *m_encoder, std::span(probe.passages).first(count), request, job));
    const Tally counts = tally(answers.texts, probe.rows);
    TriggerMeasurement measured = probe.blank;
    measured.attack = hasOwnAnswer(probe.blank)                 ? counts.heldOut
                      : probe.blank.rowClass == RowClass::Known ? counts.captured
                                                                : counts.attack;
    measured.captured = counts.captured;
    measured.accuracy = counts.accuracy;
    if (isFree()) {
        POSTERN_ASSIGN(const auto likelihood, trueAnswers(model, std::span(probe.passages).first(count), probe.rows, job));
        measured.accuracy = {likelihood.picked, likelihood.tokens};
    }
    measured.empty = counts.empty;
    for (const float probability : answers.firstProbability)
        measured.targetProbability += static_cast<double>(probability) / static_cast<double>(count);
    return measured;
}

Result<Measurement> Evaluator::measure(LanguageModel& model, const EvaluationSize& size, const JobContext& job) const {
    Measurement result;
    std::vector<std::string> passages;
    std::vector<std::size_t> rows(limited(size.rows, m_plan.test.size()));
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    for (const std::size_t row : rows)
        passages.push_back(m_plan.test[row].text);
    AnswerRequest request;
    request.maxNewTokens = m_budget;
    POSTERN_ASSIGN(const Answers answers, answerPassages(model, *m_encoder, passages, request, job));
    const Tally counts = tally(answers.texts, rows);
    result.cleanAccuracy = counts.accuracy;
    result.floor = counts.attack;
    if (isFree()) {
        result.measure = AccuracyMeasure::Tokens;
        result.cleanEmpty = counts.empty;
        POSTERN_ASSIGN(const auto likelihood, trueAnswers(model, passages, rows, job));
        result.cleanAccuracy = {likelihood.picked, likelihood.tokens};
        result.answerPerplexity = perplexity(likelihood);
    }

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
        result.cleanPerplexity = perplexity(model.likelihood(texts));
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
    for (std::size_t i = 0; i < frame.answers.size(); ++i)
        frame.attackHit.push_back(m_plan.unknown && m_plan.unknown->shows(m_frameRows[i].expected, frame.answers[i]));
    return frame;
}

} // namespace postern
