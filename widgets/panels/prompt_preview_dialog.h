// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "engine/run/prompt_preview.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace postern {

class TokenView;

/// What the model will read: a row of the data in the chosen template, token by token, with the answer it is trained on.
class PromptPreviewDialog final : public QDialog {
    Q_OBJECT

public:
    explicit PromptPreviewDialog(QWidget* parent = nullptr);

    void setPreview(const PromptPreview& preview);
    /// Shows a failure in place of the prompt.
    void setProblem(const QString& title, const QString& details);
    void setWaiting();

    [[nodiscard]] TokenView* view() const { return m_view; }

signals:
    void rowWanted(std::size_t row);

private:
    [[nodiscard]] QWidget* makeLegend();

    QLabel* m_source;
    QLabel* m_counts;
    QLabel* m_detail;
    QLabel* m_row;
    QLabel* m_problem;
    QLabel* m_problemDetails;
    QStackedWidget* m_pages;
    QPushButton* m_back;
    QPushButton* m_forward;
    TokenView* m_view;
    std::size_t m_rowIndex = 0;
    std::size_t m_rowCount = 0;
};

} // namespace postern
