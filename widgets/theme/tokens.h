// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QColor>
#include <QFont>
#include <QString>

#include "engine/run/run_events.h"

namespace postern {

enum class ThemeKind { Light, Dark, HighContrast };

/// Every colour the window uses, by role. Widgets ask for roles, never for literal colours.
struct Tokens {
    ThemeKind kind = ThemeKind::Light;
    QColor window;       ///< behind everything
    QColor surface;      ///< cards, tables, plots
    QColor raised;       ///< menus, hover cards, buttons
    QColor sunken;       ///< grooves, table heads, disabled fields
    QColor border;       ///< hairlines
    QColor borderStrong; ///< fields and buttons
    QColor grid;         ///< plot grid, quieter than hairlines
    QColor band;         ///< alternate phase shading
    QColor text;
    QColor textMuted;
    QColor textFaint;
    QColor accent;
    QColor accentHover;
    QColor accentPressed;
    QColor onAccent;
    QColor accentSoft; ///< selected rows, hover fills
    QColor ok;
    QColor warning;
    QColor danger;
    std::array<QColor, kRowClassCount> rowClass; ///< Okabe–Ito, indexed by RowClass

    [[nodiscard]] bool isDark() const { return kind != ThemeKind::Light; }
    [[nodiscard]] const QColor& of(RowClass rowClassOfRow) const { return rowClass[static_cast<std::size_t>(rowClassOfRow)]; }
};

[[nodiscard]] const Tokens& tokensFor(ThemeKind kind);

/// Distances in device-independent pixels; the only ones layouts should use.
namespace space {
inline constexpr int kHair = 2;
inline constexpr int kTight = 4;
inline constexpr int kSmall = 8;
inline constexpr int kMedium = 12;
inline constexpr int kLarge = 16;
inline constexpr int kHuge = 24;
inline constexpr int kRadius = 6;
inline constexpr int kCardRadius = 10;
} // namespace space

/// The type scale. Sizes are ratios of the body size, so the user's text scale moves all of them.
enum class TextRole { Body, Caption, Label, Heading, Title, Figure };

/// The family the design was drawn with and what stands in for it.
[[nodiscard]] QStringList fontFamilies();
/// A font of the role in pixels of a 96-dpi screen at `scale`; unhinted, so that it spaces well in vector output.
[[nodiscard]] QFont fontFor(TextRole role, double scale = 1.0);

} // namespace postern
