// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/bench/bench_table.h"
#include "widgets/plots/plot_widget.h"

class QCPGraph;
class QCPItemStraightLine;

namespace postern {

/// What the known triggers that recovery never saw foretell (across) against the secret trigger's true rate (up), a mark a run.
/// On the line both agree; above it the estimate was too low. Each defence has its colour and shape.
class EstimatePlot final : public PlotWidget {
    Q_OBJECT

public:
    explicit EstimatePlot(QWidget* parent = nullptr);

    void setResults(const std::vector<std::string>& defenses, const BenchRecord& record, const BenchEstimate& estimate);

    [[nodiscard]] QString caption() const override;
    [[nodiscard]] DataTable table() const override;
    [[nodiscard]] int pointCount() const { return static_cast<int>(m_points.size()); }

protected:
    void restyle() override;
    void leaveEvent(QEvent* event) override;

private:
    struct Point {
        BenchCell cell;
        Rate estimate, truth;
        std::size_t defense = 0;
    };
    void onMouseMove(const QPoint& position);

    std::vector<std::string> m_defenses;
    std::vector<Point> m_points;
    std::vector<QCPGraph*> m_graphs; ///< one a defence
    QCPItemStraightLine* m_diagonal = nullptr;
    BenchEstimate m_estimate;
};

} // namespace postern
