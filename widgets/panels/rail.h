// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QFrame;
class QString;
class QWidget;

namespace postern {

/// A card that scrolls its content up and down, never sideways: at least `width` wide, and wider where the content needs
/// more, as it does in long languages and at large text sizes.
[[nodiscard]] QFrame* makeRail(QWidget* content, int width, const QString& name, QWidget* parent);

} // namespace postern
