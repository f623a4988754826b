// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace postern {

/// A failure, told in place: what happened, what to do, details on request. Stays until dismissed; the same failure again
/// raises a counter instead of a second banner.
class ErrorBanner final : public QFrame {
    Q_OBJECT

public:
    explicit ErrorBanner(QWidget* parent = nullptr);

    void showError(const QString& title, const QString& advice, const QString& details);
    void dismiss();

private:
    void toggleDetails(bool open);

    QLabel* m_title;
    QLabel* m_advice;
    QPlainTextEdit* m_details;
    QPushButton* m_detailsButton;
    QString m_plainTitle;
    int m_repeats = 0;
};

} // namespace postern
