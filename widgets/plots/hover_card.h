// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include <QFrame>

#include "widgets/theme/class_style.h"

class QVBoxLayout;

namespace postern {

/// One thing under the pointer. All strings are shown as plain text, whatever they contain.
struct HoverEntry {
    Marker marker = Marker::None;
    QColor color;
    QString title;
    QString body; ///< cut to `bodyLines` lines
    std::vector<std::pair<QString, QString>> facts;
};

/// The tooltip of plots. Not QToolTip: that one guesses rich text, and passages come from strangers.
class HoverCard : public QFrame {
    Q_OBJECT

public:
    explicit HoverCard(QWidget* host);

    void showEntries(const std::vector<HoverEntry>& entries, const QString& more, const QPoint& globalPosition);
    /// What is shown, line by line: for accessibility and tests.
    [[nodiscard]] QString plainText() const { return m_plainText; }

    static constexpr int kMaxEntries = 5;
    static constexpr int kBodyLines = 3;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addEntry(const HoverEntry& entry, bool first);
    void place(const QPoint& globalPosition);

    QWidget* m_host;
    QVBoxLayout* m_layout;
    QString m_plainText;
};

/// Wraps to `width` and keeps at most `lines` lines; the last one ends in "…" when something was cut.
[[nodiscard]] QString elideLines(const QString& text, const QFont& font, int width, int lines);

} // namespace postern
