// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

#include "engine/run/memory_estimate.h"

class QCheckBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace postern {

class MemoryBar;

/// How much memory the run will need, on one line with a bar against what is available; the parts on a click. Where it does not
/// fit, it says so and offers to start anyway. Hidden while there is no estimate.
class MemoryPanel final : public QWidget {
    Q_OBJECT

public:
    explicit MemoryPanel(QWidget* parent = nullptr);

    void setEstimate(const std::optional<RunEstimate>& estimate);
    /// Hides the offer of a run that has begun or is only looked at.
    void setReadOnly(bool readOnly);
    [[nodiscard]] bool riskAccepted() const;
    /// Empty when the run may start; otherwise why not and what to do, as a sentence.
    [[nodiscard]] QString problem() const;

signals:
    void acceptedChanged();

private:
    void refresh();
    void fillDetails();

    std::optional<RunEstimate> m_estimate;
    bool m_readOnly = false;
    QLabel* m_figure;
    QPushButton* m_toggle;
    MemoryBar* m_bar;
    QWidget* m_details;
    QGridLayout* m_grid;
    QLabel* m_problem;
    QCheckBox* m_accept;
};

} // namespace postern
