// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_style.h"

#include <utility>

namespace postern {

namespace {

constexpr auto kSheet = R"(
QLabel[role="display"] { font-size: @displaypx; font-weight: 600; color: @text; }
QLabel[role="lead"] { font-size: @leadpx; color: @textMuted; }
QLabel[role="problem"] { font-size: @captionpx; color: @danger; }
QLabel[role="request"] { font-size: @captionpx; color: @accent; }
QLabel[changed="true"] { font-weight: 600; color: @accent; }
QLineEdit[invalid="true"] { border: 1px solid @danger; }
QFrame[role="dropzone"] { border: 1px dashed @borderStrong; border-radius: 10px; background: transparent; }
QFrame[role="dropzone"][active="true"] { border: 2px dashed @accent; background: @accentSoft; }
QFrame[role="banner"] { background: @surface; border: 1px solid @danger; border-radius: 8px; }
QFrame[role="banner"] QLabel[role="title"] { font-size: @bodypx; }
QFrame[role="rule"] { background: @border; border: none; }
QFrame[role="header"] { background: @surface; border: none; border-bottom: 1px solid @border; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px 8px; text-align: left; color: @text; }
QPushButton[role="link"]:hover { background: @accentSoft; }
QPushButton[role="link"]:focus { border: 1px solid @accent; }
QToolButton[role="section"] { font-weight: 600; text-align: left; padding: 6px 4px; border: none; border-top: 1px solid @border; border-radius: 0; background: transparent; }
QToolButton[role="section"]:hover { color: @accent; }
QToolButton[role="section"]:checked { color: @text; }
QToolButton[role="section"]:focus { color: @accent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QTabWidget::pane { border: none; border-top: 1px solid @border; background: transparent; }
QTabWidget { background: transparent; }
)";

} // namespace

QString windowStyleSheet(const Tokens& t, double textScale) {
    const auto pixels = [textScale](double size) { return QStringLiteral("%1px").arg(qRound(size * textScale)); };
    // Longer names first: "@text" is a prefix of "@textMuted".
    const std::pair<const char*, QString> names[] = {
        {"@accentSoft", t.accentSoft.name()},
        {"@accent", t.accent.name()},
        {"@borderStrong", t.borderStrong.name()},
        {"@border", t.border.name()},
        {"@bodypx", pixels(13)},
        {"@captionpx", pixels(11)},
        {"@danger", t.danger.name()},
        {"@displaypx", pixels(30)},
        {"@leadpx", pixels(15)},
        {"@surface", t.surface.name()},
        {"@textMuted", t.textMuted.name()},
        {"@text", t.text.name()},
    };
    QString sheet = QString::fromUtf8(kSheet);
    for (const auto& [name, value] : names)
        sheet.replace(QLatin1String(name), value);
    return sheet;
}

} // namespace postern
