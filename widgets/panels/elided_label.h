// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace postern {

/// One line of plain text that gives way: what has no room becomes an ellipsis, at any text size, and a tooltip has it whole.
class ElidedLabel final : public QLabel {
public:
    ElidedLabel(const char* role, Qt::TextElideMode mode, QWidget* parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString shownText() const;

    Qt::TextElideMode m_mode;
};

} // namespace postern
