// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/run/run_events.h"
#include "widgets/plots/plot_widget.h"

class QCPAxisRect;
class QCPItemRect;
class QCPItemStraightLine;
class QCPItemText;
class QCPLayer;
class QMouseEvent;

namespace postern {

/// A plot over optimizer steps: shaded and named phases, the cursor of the selected key frame, a line under the pointer.
class StepPlot : public PlotWidget {
    Q_OBJECT

public:
    explicit StepPlot(QWidget* parent = nullptr);

    /// Phases without optimizer steps of their own (loading, reporting) are not drawn.
    void setPhases(const std::vector<PhaseStarted>& phases);
    void addPhase(const PhaseStarted& phase);
    /// Marks the step of the key frame shown elsewhere; nothing removes the mark.
    void setCursorStep(std::optional<int> step);
    /// The axis reaches at least this far (the planned end of a live run).
    void setLastStep(int step);

    [[nodiscard]] std::optional<int> cursorStep() const { return m_cursorStep; }
    [[nodiscard]] std::optional<int> hoveredStep() const { return m_hoveredStep; }
    /// Horizontal position of a step in coordinates of this widget.
    [[nodiscard]] double positionOfStep(int step) const;

signals:
    /// A click beside a measured step.
    void stepActivated(int step);

protected:
    /// Steps that have data, ascending, may repeat.
    [[nodiscard]] virtual const std::vector<int>& measuredSteps() const = 0;
    virtual void showStep(int step, const QPoint& globalPosition) = 0;
    /// Call after data came: moves the axis and the last phase's end.
    void stepsChanged();
    void resetSteps();
    void restyle() override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct PhaseMark {
        PhaseStarted phase;
        QCPItemRect* area;
        QCPItemText* name;
    };

    [[nodiscard]] int lastStep() const;
    [[nodiscard]] std::optional<int> nearestStep(double pixel) const;
    void layOutPhases();
    void fitPhaseNames();
    void fitFlag();
    void onMouseMove(QMouseEvent* event);
    void setHoveredStep(std::optional<int> step, const QPoint& globalPosition);

    std::vector<PhaseMark> m_marks;
    QCPLayer* m_overlay = nullptr;
    QCPItemStraightLine* m_cursor = nullptr;
    QCPItemText* m_cursorName = nullptr;
    QCPItemStraightLine* m_pointer = nullptr;
    std::optional<int> m_cursorStep;
    std::optional<int> m_hoveredStep;
    int m_plannedEnd = 0;
};

} // namespace postern
