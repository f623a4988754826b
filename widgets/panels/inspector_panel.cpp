// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/inspector_panel.h"

#include <QGridLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "widgets/models/display_text.h"
#include "widgets/panels/parts.h"
#include "widgets/theme/class_style.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

struct Answer {
    QString text;
    bool hit = false;
};

Answer answerOf(const FramePtr& frame, int id) {
    const auto at = static_cast<std::size_t>(id);
    if (!frame || id < 0 || at >= frame->answers.size())
        return {QStringLiteral("–"), false};
    return {shown(frame->answers[at], 120), at < frame->attackHit.size() && frame->attackHit[at]};
}

void showAnswer(QLabel* label, const Answer& answer) {
    // The word says it; the colour only helps.
    label->setText(answer.hit ? InspectorPanel::tr("%1 (the attacker's target)").arg(answer.text) : answer.text);
    setStyleProperty(label, "tone", answer.hit ? QStringLiteral("danger") : QString());
}

} // namespace

InspectorPanel::InspectorPanel(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Selected prompt"));
    m_empty = makeLabel(tr("Select a point in the plot or a row in the table to read its prompt and answers."), "muted", this);
    m_empty->setWordWrap(true);
    m_body = new QWidget(this);
    m_class = makeLabel({}, "body", m_body);
    m_class->setWordWrap(true);
    m_passage = new QPlainTextEdit(m_body);
    m_passage->setReadOnly(true);
    m_passage->setTabChangesFocus(true);
    m_passage->setAccessibleName(tr("Passage with trigger"));
    m_passage->setMinimumHeight(84);
    m_passage->setMaximumHeight(150);
    m_expected = makeLabel({}, "body", m_body);
    m_before = makeLabel({}, "body", m_body);
    m_now = makeLabel({}, "body", m_body);
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kMedium);
    grid->setVerticalSpacing(2);
    const std::pair<QString, QLabel*> rows[] = {{tr("Expected"), m_expected}, {tr("Before"), m_before}, {tr("Now"), m_now}};
    for (int row = 0; row < 3; ++row) {
        rows[row].second->setWordWrap(true);
        rows[row].second->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(makeLabel(rows[row].first, "muted", m_body), row, 0, Qt::AlignTop);
        grid->addWidget(rows[row].second, row, 1);
    }
    grid->setColumnStretch(1, 1);
    auto* body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(space::kSmall);
    body->addWidget(m_class);
    body->addWidget(m_passage);
    body->addLayout(grid);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_empty);
    all->addWidget(m_body);
    connect(&Theme::instance(), &Theme::changed, this, [this] { markTrigger(m_trigger); });
    setPoint(nullptr, nullptr, nullptr);
}

void InspectorPanel::setPoint(const FramePoint* point, const FramePtr& before, const FramePtr& now) {
    m_empty->setVisible(!point);
    m_body->setVisible(point != nullptr);
    if (!point)
        return;
    const QString trigger = shown(point->trigger, 600);
    m_class->setText(trigger.isEmpty() ? tr("No. %1 · %2").arg(point->id + 1).arg(classLabel(point->rowClass))
                                       : tr("No. %1 · %2: %3").arg(point->id + 1).arg(classLabel(point->rowClass), trigger));
    m_passage->setPlainText(shown(point->passage, 8000));
    markTrigger(trigger);
    m_expected->setText(shown(point->expected, 120));
    showAnswer(m_before, answerOf(before, point->id));
    showAnswer(m_now, answerOf(now, point->id));
}

void InspectorPanel::markTrigger(const QString& trigger) {
    m_trigger = trigger;
    QList<QTextEdit::ExtraSelection> marks;
    const Tokens& tokens = Theme::instance().tokens();
    QTextCursor found = trigger.isEmpty() ? QTextCursor() : m_passage->document()->find(trigger);
    if (!found.isNull()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = found;
        mark.format.setBackground(tokens.accentSoft);
        mark.format.setForeground(tokens.accent);
        mark.format.setFontWeight(QFont::DemiBold);
        mark.format.setFontUnderline(true);
        marks << mark;
    }
    m_passage->setExtraSelections(marks);
}

} // namespace postern
