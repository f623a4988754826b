// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace postern {

/// What is shown before anything is open: three ways in, and what was open lately.
class StartPage final : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);

    /// Newest first; shown as given.
    void setRecent(const QStringList& folders);

signals:
    void demoRequested(const QString& variant); ///< "word", "phrase" or "long"
    void checkpointRequested();
    void runRequested();
    void recentRequested(const QString& folder);

private:
    QWidget* makeDemoCard();
    QWidget* makeActionCard(const char* icon, const QString& title, const QString& text, const QString& action,
                            void (StartPage::*request)());

    QWidget* m_recent;
    QVBoxLayout* m_recentList;
};

} // namespace postern
