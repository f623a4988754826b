// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/token_view.h"

#include <algorithm>

#include <QFontDatabase>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QTextBlockFormat>
#include <QToolTip>

#include "widgets/models/display_text.h"
#include "widgets/panels/parts.h"
#include "widgets/theme/theme.h"

namespace postern {

namespace {

constexpr std::size_t kLongestToken = 4000;
constexpr std::size_t kMostTokens = 20'000; ///< a document of more would make the window wait

QColor mixed(const QColor& over, const QColor& under, double share) {
    const auto part = [share](int a, int b) { return static_cast<int>(share * a + (1.0 - share) * b + 0.5); };
    return {part(over.red(), under.red()), part(over.green(), under.green()), part(over.blue(), under.blue())};
}

TokenView::Ink inkOf(const PreviewToken& token) {
    if (token.special)
        return TokenView::Ink::Special;
    switch (token.part) {
    case PreviewToken::Part::Passage:
        return TokenView::Ink::Passage;
    case PreviewToken::Part::Answer:
        return TokenView::Ink::Answer;
    case PreviewToken::Part::Template:
        break;
    }
    return TokenView::Ink::Template;
}

/// Line breaks and tabs get a sign of their own, other hidden characters are spelled out; a token without text of its own (a
/// later byte of a character) is a point.
QString visibleText(const std::string& text) {
    if (text.empty())
        return QStringLiteral("\u00b7");
    QString result;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find_first_of("\n\t", begin), text.size());
        result += shown(std::string_view(text).substr(begin, end - begin), kLongestToken);
        if (end < text.size())
            result += text[end] == '\n' ? QStringLiteral("\u21b5\n") : QStringLiteral("\u21e5");
        begin = end + 1;
    }
    return result;
}

} // namespace

TokenView::TokenView(QWidget* parent) : QTextEdit(parent) {
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleName(tr("Prompt with its tokens marked"));
    setLineWrapMode(QTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(true);
    viewport()->setMouseTracking(true);
    connect(this, &QTextEdit::cursorPositionChanged, this, [this] { emit pointedAt(tokenAt(textCursor().position())); });
    connect(&Theme::instance(), &Theme::changed, this, &TokenView::draw);
}

void TokenView::setTokens(std::vector<PreviewToken> tokens) {
    m_tokens = std::move(tokens);
    if (m_tokens.size() > kMostTokens)
        m_tokens.resize(kMostTokens);
    draw();
    moveCursor(QTextCursor::Start);
}

TokenView::Shade TokenView::shadeOf(Ink ink, bool second) {
    const Tokens& t = Theme::instance().tokens();
    const double strength = t.isDark() ? (second ? 0.40 : 0.24) : (second ? 0.26 : 0.13);
    switch (ink) {
    case Ink::Passage:
        return {mixed(t.accent, t.surface, strength), t.text};
    case Ink::Answer:
        return {mixed(t.ok, t.surface, strength), t.text};
    case Ink::Special:
        return {mixed(t.textMuted, t.surface, second ? 0.88 : 1.0), t.surface};
    case Ink::Template:
        break;
    }
    return {mixed(t.textFaint, t.surface, second ? 0.32 : 0.16), t.text};
}

void TokenView::draw() {
    setFont(Theme::instance().font(TextRole::Body));
    QFont code = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    code.setPixelSize(Theme::instance().font(TextRole::Body).pixelSize());
    const int place = textCursor().position();
    const QSignalBlocker quiet(this);
    clear();
    m_starts.clear();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    QTextBlockFormat lines;
    lines.setLineHeight(145, QTextBlockFormat::ProportionalHeight);
    cursor.setBlockFormat(lines);
    bool second = false;
    for (const PreviewToken& token : m_tokens) {
        const Shade shade = shadeOf(inkOf(token), second);
        QTextCharFormat format;
        format.setFont(code);
        format.setBackground(shade.background);
        format.setForeground(shade.text);
        if (token.special)
            format.setFontWeight(QFont::DemiBold);
        m_starts.push_back(cursor.position());
        cursor.insertText(visibleText(token.text), format);
        second = !second;
    }
    m_starts.push_back(cursor.position());
    cursor.endEditBlock();
    cursor.setPosition(std::min(place, m_starts.back()));
    setTextCursor(cursor);
}

int TokenView::tokenAt(int position) const {
    if (m_starts.size() < 2 || position < 0 || position >= m_starts.back())
        return -1;
    return static_cast<int>(std::upper_bound(m_starts.begin(), m_starts.end(), position) - m_starts.begin()) - 1;
}

QString TokenView::describe(int token) const {
    if (token < 0 || static_cast<std::size_t>(token) >= m_tokens.size())
        return {};
    const PreviewToken& it = m_tokens[static_cast<std::size_t>(token)];
    const QString part = it.part == PreviewToken::Part::Passage  ? tr("passage")
                         : it.part == PreviewToken::Part::Answer ? tr("answer")
                                                                 : tr("template");
    const QLocale locale;
    return tr("Token %1 of %2 · id %3 · %4 · %5")
        .arg(locale.toString(token + 1), locale.toString(static_cast<qulonglong>(m_tokens.size())), QString::number(it.id),
             QChar(0x201c) + shown(it.token, 80) + QChar(0x201d), it.special ? tr("special token, %1").arg(part) : part);
}

bool TokenView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QTextCursor under = cursorForPosition(help->pos());
        const QString text = describe(tokenAt(under.position()));
        QToolTip::showText(help->globalPos(), plainToolTip(text), viewport());
        return true;
    }
    if (event->type() == QEvent::MouseMove)
        emit pointedAt(tokenAt(cursorForPosition(static_cast<QMouseEvent*>(event)->position().toPoint()).position()));
    if (event->type() == QEvent::Leave)
        emit pointedAt(tokenAt(textCursor().position()));
    return QTextEdit::viewportEvent(event);
}

} // namespace postern
