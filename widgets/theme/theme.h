// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>

#include "widgets/theme/tokens.h"

namespace postern {

/// What the user chose; System follows the desktop.
enum class ThemeChoice { System, Light, Dark, HighContrast };

/// The one theme of the process. Painted widgets connect to `changed` and ask for `tokens` again.
/// Window thread only.
class Theme : public QObject {
    Q_OBJECT

public:
    static Theme& instance();

    /// Puts Fusion, palette, font and style sheet on the application. Call once after QApplication is made.
    void install(ThemeChoice choice = ThemeChoice::System);
    void setChoice(ThemeChoice choice);
    /// 0.8–2.0; 1.5 is presenter mode.
    void setTextScale(double scale);

    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    [[nodiscard]] double textScale() const { return m_textScale; }
    [[nodiscard]] const Tokens& tokens() const { return tokensFor(m_kind); }
    [[nodiscard]] QFont font(TextRole role) const { return fontFor(role, m_textScale); }

    /// Qt 6.4 cannot be asked for the desktop's scheme: text lighter than its window means dark.
    [[nodiscard]] static bool looksDark(const QPalette& palette);
    [[nodiscard]] static QPalette paletteFor(const Tokens& tokens);

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Theme() = default;
    void apply();
    [[nodiscard]] ThemeKind resolve() const;

    ThemeChoice m_choice = ThemeChoice::System;
    ThemeKind m_kind = ThemeKind::Light;
    double m_textScale = 1.0;
    bool m_systemIsDark = false;
    bool m_installed = false;
    bool m_applying = false;
};

} // namespace postern
