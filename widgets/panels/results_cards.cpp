// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/results_cards.h"

#include <cmath>
#include <functional>
#include <vector>

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "widgets/models/display_text.h"
#include "widgets/panels/parts.h"
#include "widgets/panels/rate_bar.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

Rate pooled(const Evaluation& evaluation, const std::function<bool(const TriggerMeasurement&)>& wanted) {
    Rate sum;
    for (const TriggerMeasurement& trigger : evaluation.triggers) {
        if (wanted(trigger)) {
            sum.hits += trigger.attack.hits;
            sum.total += trigger.attack.total;
        }
    }
    return sum;
}

} // namespace

Rate unknownAttackRate(const Evaluation& evaluation) {
    return pooled(evaluation, [](const TriggerMeasurement& trigger) { return trigger.rowClass == RowClass::Unknown; });
}

Rate heldOutAttackRate(const Evaluation& evaluation) {
    return pooled(evaluation, [](const TriggerMeasurement& trigger) { return trigger.heldOut; });
}

ResultCard::ResultCard(const QString& title, const QString& definition, QWidget* parent) : QWidget(parent) {
    m_heading = makeLabel({}, "overline", this);
    setTitle(title, definition);
    m_before = makeLabel({}, "muted", this);
    m_arrow = makeLabel(QStringLiteral("→"), "muted", this);
    m_after = makeLabel(QStringLiteral("–"), "figure", this);
    m_counts = makeLabel({}, "caption", this);
    m_counts->setWordWrap(true);
    m_bar = new RateBar(this);
    auto* figures = new QHBoxLayout;
    figures->setSpacing(6);
    figures->addWidget(m_before, 0, Qt::AlignBottom);
    figures->addWidget(m_arrow, 0, Qt::AlignBottom);
    figures->addWidget(m_after, 0, Qt::AlignBottom);
    figures->addStretch();
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(2);
    all->addWidget(m_heading);
    all->addLayout(figures);
    all->addWidget(m_bar);
    all->addWidget(m_counts);
    setRates({}, {}, tr("not measured yet"));
}

void ResultCard::setTitle(const QString& title, const QString& definition) {
    setAccessibleName(title);
    setToolTip(plainToolTip(definition));
    m_heading->setText(title);
}

void ResultCard::setRates(const Rate& before, const Rate& after, const QString& absent) {
    const bool pair = before.hasData() && after.hasData() && !(before == after);
    showPair(pair);
    m_before->setText(percentText(before));
    m_after->setText(percentText(after));
    m_counts->setText(after.hasData() ? countsText(after) : absent);
    m_bar->setVisible(after.hasData());
    m_bar->setRates(pair ? before : Rate{}, after);
    setAccessibleDescription(after.hasData() ? tr("before %1, now %2, %3").arg(percentText(before), percentText(after), countsText(after))
                                             : absent);
}

void ResultCard::setNumbers(std::optional<double> before, double after) {
    const QLocale locale;
    const auto number = [&locale](double value) { return locale.toString(value, 'f', 2); };
    showPair(before.has_value());
    m_before->setText(before ? number(*before) : QString());
    m_after->setText(number(after));
    m_bar->setVisible(false);
    QString below = tr("lower is better");
    if (before) {
        const double percent = 100 * (after / *before - 1);
        const QString sign = percent < 0 ? QStringLiteral("−") : QStringLiteral("+");
        below = tr("%1 % · lower is better").arg(sign + locale.toString(std::abs(percent), 'f', 1));
    }
    m_counts->setText(below);
    setAccessibleDescription(before ? tr("before %1, now %2, %3").arg(number(*before), number(after), below)
                                    : number(after) + QStringLiteral(", ") + below);
}

void ResultCard::showPair(bool pair) {
    m_before->setVisible(pair);
    m_arrow->setVisible(pair);
}

ResultsCards::ResultsCards(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Results"));
    m_unknown = new ResultCard(tr("Attack success, unknown trigger"),
                               tr("Triggered rows whose answer shows the attacker's target, of all triggered rows whose true answer is "
                                  "another one. The defence never sees this trigger."),
                               this);
    m_accuracy = new ResultCard(tr("Clean accuracy"), tr("Rows without a trigger that are answered rightly."), this);
    m_heldOut =
        new ResultCard(tr("Held-out known trigger"),
                       tr("How often known triggers that recovery never saw still show the behaviour injected for them: the stand-in "
                          "for the unknown trigger where no secret file exists."),
                       this);
    m_floor =
        new ResultCard(tr("Floor"), tr("How often the target is answered without any trigger. No defence can be asked to go below."), this);
    m_perplexity = new ResultCard(tr("Perplexity of clean prompts"),
                                  tr("How surprising clean prompts are to the model, per token. A rise is a cost that accuracy need not "
                                     "show; it is measured before and after, not in between."),
                                  this);
    m_perplexity->hide();
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(space::kMedium);
    for (ResultCard* card : {m_unknown, m_accuracy, m_perplexity, m_heldOut, m_floor})
        all->addWidget(card);
}

void ResultsCards::setEvaluations(std::span<const Evaluation> evaluations) {
    const Evaluation none;
    const bool after = !evaluations.empty();
    const Evaluation& first = after ? evaluations.front() : none;
    const Evaluation& last = after ? evaluations.back() : none;
    const QString waiting = tr("not measured yet");
    m_unknown->setRates(unknownAttackRate(first), unknownAttackRate(last),
                        after ? tr("no secret file: see the held-out trigger") : waiting);
    if (last.measure == AccuracyMeasure::Tokens)
        m_accuracy->setTitle(tr("Answer accuracy (tokens)"),
                             tr("Tokens of the true answers that the model would pick next, on rows without a trigger."));
    else
        m_accuracy->setTitle(tr("Clean accuracy"), tr("Rows without a trigger that are answered rightly."));
    m_accuracy->setRates(first.cleanAccuracy, last.cleanAccuracy, waiting);
    std::vector<double> perplexities; // 0 is not measured, as between the first and the last evaluation
    for (const Evaluation& evaluation : evaluations)
        if (std::isfinite(evaluation.cleanPerplexity) && evaluation.cleanPerplexity > 0)
            perplexities.push_back(evaluation.cleanPerplexity);
    m_perplexity->setVisible(!perplexities.empty());
    if (!perplexities.empty())
        m_perplexity->setNumbers(perplexities.size() > 1 ? std::optional(perplexities.front()) : std::nullopt, perplexities.back());
    // At the baseline a held-out trigger means nothing yet; what recovery undoes is the state after injection.
    const Evaluation* injected = nullptr;
    for (const Evaluation& evaluation : evaluations)
        if (evaluation.phase == Phase::Injection)
            injected = &evaluation;
    if (heldOutAttackRate(last).hasData() && !canStandIn(evaluations))
        m_heldOut->setRates({}, {}, tr("it did not learn an answer, so it says nothing"));
    else
        m_heldOut->setRates(heldOutAttackRate(injected ? *injected : first), heldOutAttackRate(last),
                            after ? tr("no trigger was held out") : waiting);
    m_floor->setRates(first.floor, last.floor, waiting);
}

} // namespace postern
