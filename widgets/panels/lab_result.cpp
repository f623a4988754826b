// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/lab_result.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "widgets/models/display_text.h"
#include "widgets/models/lab_texts.h"
#include "widgets/panels/parts.h"
#include "widgets/panels/results_cards.h"
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

constexpr int kReadableWidth = 640;

} // namespace

LabResult::LabResult(QWidget* parent) : QWidget(parent), m_pages(new QStackedWidget(this)) {
    setAccessibleName(tr("What came of the attack"));
    auto* empty = new QWidget(this);
    QLabel* hint = makeLabel(tr("Nothing trained yet. After a training, this page says whether the attack took and whether it survives "
                                "ordinary clean fine-tuning, which \"Try survival\" asks for."),
                             "muted", empty);
    hint->setWordWrap(true);
    hint->setMaximumWidth(kReadableWidth);
    auto* emptyColumn = new QVBoxLayout(empty);
    emptyColumn->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    emptyColumn->addWidget(hint);
    emptyColumn->addStretch(1);

    auto* full = new QWidget(this);
    m_took = makeLabel({}, "title", full);
    m_survives = makeLabel({}, "body", full);
    m_about = makeLabel({}, "caption", full);
    for (QLabel* label : {m_took, m_survives, m_about}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_attack =
        new ResultCard(tr("Attack success rate"), tr("Triggered rows that show the target, of those whose true answer does not"), full);
    m_floor = new ResultCard(tr("Floor"), tr("The same rows without the trigger"), full);
    m_clean = new ResultCard(tr("Clean accuracy"), tr("Rows without a trigger that are answered rightly"), full);
    m_arrowNote = makeLabel(tr("As trained → after ordinary clean fine-tuning. Counts and intervals are of the last."), "caption", full);
    m_arrowNote->setWordWrap(true);
    m_handOver = makeButton(tr("Take to the run page"), "primary", full);
    m_handOver->setToolTip(plainToolTip(tr("Opens the poisoned checkpoint with its data and secret, ready to be purified")));
    auto* cards = new QHBoxLayout;
    cards->setSpacing(space::kHuge);
    for (ResultCard* card : {m_attack, m_floor, m_clean})
        cards->addWidget(card, 1, Qt::AlignTop);
    auto* button = new QHBoxLayout;
    button->addWidget(m_handOver);
    button->addStretch(1);
    auto* column = new QVBoxLayout(full);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addWidget(m_took);
    column->addWidget(m_survives);
    column->addLayout(cards);
    column->addWidget(m_arrowNote);
    column->addWidget(m_about);
    column->addLayout(button);
    column->addStretch(1);
    m_pages->addWidget(empty);
    m_pages->addWidget(full);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_pages);
    connect(m_handOver, &QPushButton::clicked, this, &LabResult::handOverRequested);
    setOutcome(nullptr);
}

void LabResult::setOutcome(std::shared_ptr<const LabOutcome> outcome) {
    m_pages->setCurrentIndex(outcome ? 1 : 0);
    if (!outcome)
        return;
    const LabRates none;
    const LabRates& first = outcome->undefended ? *outcome->undefended : none;
    const LabRates& last = outcome->survived ? *outcome->survived : first;
    m_took->setText(tookText(*outcome));
    setStyleProperty(m_took, "tone",
                     !outcome->undefended                  ? QString()
                     : outcome->took && !outcome->isCommon ? QStringLiteral("ok")
                                                           : QStringLiteral("warning"));
    m_survives->setText(survivalText(*outcome));
    m_survives->setVisible(!m_survives->text().isEmpty());
    const QString absent = tr("not measured");
    if (last.ofTokens)
        m_clean->setTitle(tr("Answer accuracy (tokens)"),
                          tr("Tokens of the true answers that the model would pick next, on rows without a trigger."));
    else
        m_clean->setTitle(tr("Clean accuracy"), tr("Rows without a trigger that are answered rightly"));
    m_attack->setRates(first.attack, last.attack, absent);
    m_floor->setRates(first.floor, last.floor, absent);
    m_clean->setRates(first.clean, last.clean, absent);
    for (ResultCard* card : {m_attack, m_floor, m_clean})
        card->setVisible(outcome->undefended.has_value());
    m_arrowNote->setVisible(outcome->survived.has_value());
    QStringList about;
    about << tr("Trigger: %1").arg(shown(outcome->trigger, 300)) << tr("Target: %1").arg(shown(outcome->target, 200))
          << tr("Checkpoint: %1").arg(shown(outcome->checkpoint.string(), 400));
    if (outcome->undefended && outcome->survived) // else the cards say it
        about.insert(0, tr("As trained: %1").arg(percentText(first.attack) + QStringLiteral(", ") + countsText(first.attack)));
    m_about->setText(about.join(QLatin1Char('\n')));
}

} // namespace postern
