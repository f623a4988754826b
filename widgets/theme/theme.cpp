// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QStyleFactory>
#include <QTimer>

#include "widgets/theme/style_sheet.h"

static void initThemeResources() {
    Q_INIT_RESOURCE(theme);
}

namespace postern {

Theme& Theme::instance() {
    static Theme theme;
    return theme;
}

void Theme::install(ThemeChoice choice) {
    initThemeResources();
    m_choice = choice;
    m_systemIsDark = looksDark(QApplication::palette());
    if (!m_installed) {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        qApp->installEventFilter(this);
        m_installed = true;
    }
    apply();
}

void Theme::setChoice(ThemeChoice choice) {
    m_choice = choice;
    apply();
}

void Theme::setTextScale(double scale) {
    m_textScale = qBound(0.8, scale, 2.0);
    apply();
}

bool Theme::looksDark(const QPalette& palette) {
    const auto luminance = [](const QColor& c) { return 0.2126 * c.redF() + 0.7152 * c.greenF() + 0.0722 * c.blueF(); };
    return luminance(palette.color(QPalette::WindowText)) > luminance(palette.color(QPalette::Window));
}

ThemeKind Theme::resolve() const {
    switch (m_choice) {
    case ThemeChoice::Light:
        return ThemeKind::Light;
    case ThemeChoice::Dark:
        return ThemeKind::Dark;
    case ThemeChoice::HighContrast:
        return ThemeKind::HighContrast;
    case ThemeChoice::System:
        break;
    }
    return m_systemIsDark ? ThemeKind::Dark : ThemeKind::Light;
}

QPalette Theme::paletteFor(const Tokens& t) {
    QPalette p;
    const auto set = [&p](QPalette::ColorRole role, const QColor& normal) { p.setColor(role, normal); };
    set(QPalette::Window, t.window);
    set(QPalette::WindowText, t.text);
    set(QPalette::Base, t.surface);
    set(QPalette::AlternateBase, t.band);
    set(QPalette::Text, t.text);
    set(QPalette::Button, t.raised);
    set(QPalette::ButtonText, t.text);
    set(QPalette::BrightText, t.danger);
    set(QPalette::ToolTipBase, t.raised);
    set(QPalette::ToolTipText, t.text);
    set(QPalette::PlaceholderText, t.textFaint);
    set(QPalette::Highlight, t.accent);
    set(QPalette::HighlightedText, t.onAccent);
    set(QPalette::Link, t.accent);
    set(QPalette::LinkVisited, t.accent);
    set(QPalette::Light, t.raised);
    set(QPalette::Midlight, t.border);
    set(QPalette::Mid, t.borderStrong);
    set(QPalette::Dark, t.borderStrong);
    set(QPalette::Shadow, t.isDark() ? QColor(Qt::black) : QColor(0x9aa4b2));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.textFaint);
    p.setColor(QPalette::Disabled, QPalette::Highlight, t.borderStrong);
    return p;
}

void Theme::apply() {
    if (!m_installed)
        return;
    m_applying = true;
    m_kind = resolve();
    QApplication::setPalette(paletteFor(tokens()));
    QApplication::setFont(font(TextRole::Body));
    qApp->setStyleSheet(styleSheetFor(tokens(), m_textScale));
    m_applying = false;
    emit changed();
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
    if (watched == qApp && event->type() == QEvent::ThemeChange && !m_applying) {
        // Drop our palette for a moment: what shines through is the desktop's.
        m_applying = true;
        QApplication::setPalette(QPalette());
        m_systemIsDark = looksDark(QApplication::palette());
        m_applying = false;
        QTimer::singleShot(0, this, [this] { apply(); });
    }
    return QObject::eventFilter(watched, event);
}

} // namespace postern
