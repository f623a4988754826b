// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QString>
#include <QToolButton>

/// Small pieces that every panel is made of. The style sheets know them by their "role" property.
namespace postern {

enum class IconInk { Text, Accent, OnAccent };

/// A role of the theme's style sheet ("title", "heading", "muted", …), or "body". Always plain text.
QLabel* makeLabel(const QString& text, const char* role, QWidget* parent = nullptr);
/// A surface with a rounded border.
QFrame* makeCard(QWidget* parent = nullptr);
/// A button with a word on it; role "primary", "danger", "quiet", "link" or "secondary".
QPushButton* makeButton(const QString& text, const char* role, QWidget* parent = nullptr);
/// A button with an icon only; `name` is what a screen reader says and the tooltip shows.
QToolButton* makeIconButton(const char* icon, const QString& name, QWidget* parent = nullptr);

/// An icon of the resources, drawn in a colour of the palette at the moment of painting, so that it follows the theme.
[[nodiscard]] QIcon tintedIcon(const char* name, IconInk ink = IconInk::Text);

/// An icon that stands by itself and is not operable; repainted in the theme's colours.
class IconView final : public QWidget {
public:
    IconView(const char* icon, int extent, IconInk ink = IconInk::Text, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QIcon m_icon;
    int m_extent;
};

/// Plain text for a tooltip: Qt would otherwise guess rich text.
[[nodiscard]] QString plainToolTip(const QString& text);

/// Makes a combo box or a spin box leave the wheel to the area it lies in: scrolling past it must not change it, not even where it
/// has the focus, as it does from the moment something was chosen in it.
void leaveWheelToScrolling(QWidget* input);

/// Gives `widget` a property that the style sheet looks at, and restyles it.
void setStyleProperty(QWidget* widget, const char* name, const QVariant& value);

} // namespace postern
