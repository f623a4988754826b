// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/tokens.h"

namespace postern {

namespace {

Tokens lightTokens() {
    Tokens t;
    t.kind = ThemeKind::Light;
    t.window = QColor(0xf4f6f8);
    t.surface = QColor(0xffffff);
    t.raised = QColor(0xffffff);
    t.sunken = QColor(0xeef1f4);
    t.border = QColor(0xdfe4ea);
    t.borderStrong = QColor(0xc5ccd6);
    t.grid = QColor(0xeceff3);
    t.band = QColor(0xf6f8fa);
    t.text = QColor(0x1b2430);
    t.textMuted = QColor(0x566272);
    t.textFaint = QColor(0x8792a2);
    t.accent = QColor(0x1f5fa8);
    t.accentHover = QColor(0x2a6fbd);
    t.accentPressed = QColor(0x184e8b);
    t.onAccent = QColor(0xffffff);
    t.accentSoft = QColor(0xe3edf8);
    t.ok = QColor(0x00734f);
    t.warning = QColor(0x9a6400);
    t.danger = QColor(0xb3261e);
    t.rowClass = {QColor(0x0072b2), QColor(0xcc79a7), QColor(0xd55e00), QColor(0xe69f00)};
    return t;
}

Tokens darkTokens() {
    Tokens t;
    t.kind = ThemeKind::Dark;
    t.window = QColor(0x12161c);
    t.surface = QColor(0x191f28);
    t.raised = QColor(0x222a35);
    t.sunken = QColor(0x0e1217);
    t.border = QColor(0x2b3441);
    t.borderStrong = QColor(0x414d5e);
    t.grid = QColor(0x242c37);
    t.band = QColor(0x1d242e);
    t.text = QColor(0xe7ebf1);
    t.textMuted = QColor(0xa3aebc);
    t.textFaint = QColor(0x748091);
    t.accent = QColor(0x6ea8ee);
    t.accentHover = QColor(0x86b8f3);
    t.accentPressed = QColor(0x5793dc);
    t.onAccent = QColor(0x0d1420);
    t.accentSoft = QColor(0x24384f);
    t.ok = QColor(0x4fc49a);
    t.warning = QColor(0xe6b24c);
    t.danger = QColor(0xf28b82);
    t.rowClass = {QColor(0x56b4e9), QColor(0xcc79a7), QColor(0xd55e00), QColor(0xe69f00)};
    return t;
}

Tokens contrastTokens() {
    Tokens t = darkTokens();
    t.kind = ThemeKind::HighContrast;
    t.window = t.surface = t.raised = t.sunken = QColor(Qt::black);
    t.border = t.borderStrong = QColor(0xffffff);
    t.grid = QColor(0x4a4a4a);
    t.band = QColor(0x1c1c1c);
    t.text = t.textMuted = QColor(0xffffff);
    t.textFaint = QColor(0xd0d0d0);
    t.accent = QColor(0x6fd3ff);
    t.accentHover = QColor(0xa5e4ff);
    t.accentPressed = QColor(0x3fbdf0);
    t.onAccent = QColor(Qt::black);
    t.accentSoft = QColor(0x00425c);
    t.ok = QColor(0x5dffb4);
    t.warning = QColor(0xffd23f);
    t.danger = QColor(0xff9a92);
    t.rowClass = {QColor(0x56b4e9), QColor(0xf09fcb), QColor(0xff7a1a), QColor(0xffc033)};
    return t;
}

struct Step {
    double size;
    QFont::Weight weight;
};

Step stepOf(TextRole role) {
    switch (role) {
    case TextRole::Body:
        return {13, QFont::Normal};
    case TextRole::Caption:
        return {11, QFont::Normal};
    case TextRole::Label:
        return {12, QFont::Medium};
    case TextRole::Heading:
        return {15, QFont::DemiBold};
    case TextRole::Title:
        return {20, QFont::DemiBold};
    case TextRole::Figure:
        return {24, QFont::DemiBold};
    }
    return {13, QFont::Normal};
}

} // namespace

const Tokens& tokensFor(ThemeKind kind) {
    static const Tokens kLight = lightTokens();
    static const Tokens kDark = darkTokens();
    static const Tokens kContrast = contrastTokens();
    switch (kind) {
    case ThemeKind::Dark:
        return kDark;
    case ThemeKind::HighContrast:
        return kContrast;
    case ThemeKind::Light:
        break;
    }
    return kLight;
}

QStringList fontFamilies() {
    return {QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")};
}

QFont fontFor(TextRole role, double scale) {
    const Step step = stepOf(role);
    QFont font;
    font.setFamilies(fontFamilies());
    font.setPixelSize(qMax(6, qRound(step.size * scale)));
    font.setWeight(step.weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace postern
