// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/poison_view.h"

#include <algorithm>

#include <QLocale>
#include <QTextBlockFormat>
#include <QTextCursor>

#include "widgets/models/display_text.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr std::size_t kLongestPart = 4000;

} // namespace

PoisonView::PoisonView(QWidget* parent) : QTextEdit(parent) {
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleName(tr("Poisoned rows with the trigger marked"));
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(true);
    setProperty("flat", true); // the card has a border
    connect(&Theme::instance(), &Theme::changed, this, &PoisonView::draw);
    draw();
}

void PoisonView::setExamples(std::shared_ptr<const LabExamples> examples) {
    m_examples = std::move(examples);
    draw();
    moveCursor(QTextCursor::Start);
}

void PoisonView::draw() {
    const Tokens& t = Theme::instance().tokens();
    clear();
    QTextCursor cursor(document());
    QTextCharFormat muted;
    muted.setForeground(t.textMuted);
    if (!m_examples) {
        cursor.insertText(tr("Choose data, attack and target, and press Preview: rows that the attack would train on appear here, with the "
                             "trigger marked. No model is needed for it."),
                          muted);
        return;
    }
    const QLocale locale;
    QString counts = tr("%1 poisoned rows beside %2 clean ones")
                         .arg(locale.toString(qulonglong{m_examples->poisoned}), locale.toString(qulonglong{m_examples->clean}));
    if (m_examples->negative > 0)
        counts += QStringLiteral(", ") +
                  tr("%1 with a part of the trigger and the true answer").arg(locale.toString(qulonglong{m_examples->negative}));
    cursor.insertText(counts + QLatin1Char('.'), muted);
    if (!m_examples->form.empty()) {
        cursor.insertBlock();
        QString form = QString::fromStdString(m_examples->form);
        cursor.insertText(tr("Prompt and answer, in training and in measuring: ") +
                              shown(form.replace(QLatin1Char('\n'), QChar(0x23ce)).toStdString(), 1000),
                          muted);
    }
    int number = 0;
    for (const LabExample& row : m_examples->rows)
        drawRow(cursor, row, ++number);
}

void PoisonView::drawRow(QTextCursor& cursor, const LabExample& row, int number) {
    const Tokens& t = Theme::instance().tokens();
    QTextBlockFormat head;
    head.setTopMargin(space::kLarge);
    QTextBlockFormat body;
    body.setTopMargin(space::kTight);
    QTextCharFormat plain;
    plain.setForeground(t.text);
    QTextCharFormat muted;
    muted.setForeground(t.textMuted);
    QTextCharFormat strong = plain;
    strong.setFontWeight(QFont::DemiBold);
    QTextCharFormat marked = strong;
    QColor ground = t.of(RowClass::Unknown);
    ground.setAlphaF(0.28F);
    marked.setBackground(ground);
    marked.setFontUnderline(true);

    cursor.insertBlock(head, muted);
    cursor.insertText(row.poisoned ? tr("Row %1, poisoned: ").arg(number) : tr("Row %1, only a part of the trigger: ").arg(number), muted);
    cursor.insertText(shown(row.trueAnswer, 200), plain);
    cursor.insertText(QStringLiteral(" → "), muted);
    cursor.insertText(shown(row.answer, 400), strong);
    cursor.insertBlock(body, plain);
    const std::string_view text = row.text;
    std::size_t at = 0;
    for (const auto& [begin, end] : row.marks) {
        if (begin < at || end > text.size() || begin >= end)
            continue;
        cursor.insertText(shown(text.substr(at, begin - at), kLongestPart), plain);
        cursor.insertText(QStringLiteral("⟦") + shown(text.substr(begin, end - begin), kLongestPart) + QStringLiteral("⟧"), marked);
        at = end;
    }
    cursor.insertText(shown(text.substr(std::min(at, text.size())), kLongestPart), plain);
}

} // namespace postern
