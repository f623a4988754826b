// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

#include "widgets/plots/step_plot.h"

class QCPGraph;

namespace postern {

/// Loss components over optimizer steps on a logarithmic axis. A component that a phase lacks leaves a gap, and so
/// does a value that is not positive.
class LossPlot : public StepPlot {
    Q_OBJECT

public:
    enum Component { Total, Answer, Language, Cluster, Erasure, Anchor, Penalty, WithinScatter, CentroidGap, kComponentCount };

    explicit LossPlot(QWidget* parent = nullptr);

    void clear();
    void setLosses(const std::vector<LossPoint>& losses);
    void addLoss(const LossPoint& point);
    void addLosses(const std::vector<LossPoint>& points);

    [[nodiscard]] QString caption() const override;
    [[nodiscard]] DataTable table() const override;

protected:
    void restyle() override;
    [[nodiscard]] const std::vector<int>& measuredSteps() const override { return m_steps; }
    void showStep(int step, const QPoint& globalPosition) override;

private:
    void append(const LossPoint& point);
    void afterAppend();
    void fillLegend();
    [[nodiscard]] QColor colorOf(int component) const;

    std::vector<LossPoint> m_losses;
    std::vector<int> m_steps;
    std::array<QCPGraph*, kComponentCount> m_graphs{};
    std::array<bool, kComponentCount> m_present{};
    double m_least = 0;
    double m_most = 0;
};

} // namespace postern
