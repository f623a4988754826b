// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "widgets/plots/step_plot.h"

class QCPGraph;

namespace postern {

/// Attack success and clean accuracy over the run. y is fixed at 0–100 %; Wilson 95 % bands lie under the unknown
/// trigger, the control and the clean accuracy. Exports are the raw counts.
class CurvePlot : public StepPlot {
    Q_OBJECT

public:
    /// Legend keys. All known triggers that recovery uses share one.
    enum Series { Unknown, KnownMean, HeldOut, Control, Clean, Floor, kSeriesCount };

    explicit CurvePlot(QWidget* parent = nullptr);

    /// Forgets everything: a new run.
    void clear();
    void setEvaluations(const std::vector<Evaluation>& evaluations);
    /// Appends; costs the same however long the run is.
    void addEvaluation(const Evaluation& evaluation);

    [[nodiscard]] const std::vector<Evaluation>& evaluations() const { return m_evaluations; }
    [[nodiscard]] QString caption() const override;
    [[nodiscard]] DataTable table() const override;

protected:
    void restyle() override;
    [[nodiscard]] const std::vector<int>& measuredSteps() const override { return m_steps; }
    void showStep(int step, const QPoint& globalPosition) override;

private:
    struct Line {
        QCPGraph* graph = nullptr;
        QCPGraph* low = nullptr; ///< with `high` the band; null where a series has none
        QCPGraph* high = nullptr;
        Series series = Unknown;
        bool thin = false;
    };

    Line makeLine(Series series, bool withBand, bool thin);
    Line& lineOf(const TriggerMeasurement& trigger);
    void append(const Evaluation& evaluation);
    void addPoint(Line& line, int step, const Rate& rate);
    void fillLegend();
    [[nodiscard]] bool ofTokens() const; ///< what the accuracies count, by the newest measurement
    [[nodiscard]] QString accuracyName() const;
    void applyHidden();
    [[nodiscard]] QColor colorOf(Series series) const;

    std::vector<Evaluation> m_evaluations;
    std::vector<int> m_steps;
    std::map<std::string, Line> m_triggers; ///< by trigger name
    Line m_knownMean;
    Line m_clean;
    Line m_floor;
};

} // namespace postern
