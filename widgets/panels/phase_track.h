// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

#include "engine/run/run_events.h"

class QPainter;

namespace postern {

/// The course of a run as six chips: done, now (with its share filled), to come. How it ended colours the last one reached.
class PhaseTrack final : public QWidget {
    Q_OBJECT

public:
    explicit PhaseTrack(QWidget* parent = nullptr);

    /// `share` of the current phase is 0–1, negative when unknown. No phase: nothing has begun.
    void setPhase(std::optional<Phase> phase, double share);
    void setEnding(std::optional<RunEnding> ending);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    enum class ChipState { Pending, Active, Done, Stopped, Failed };
    [[nodiscard]] ChipState stateOf(int index) const;
    void paintChip(QPainter& painter, const QRectF& chip, int index) const;
    void describe();

    std::optional<Phase> m_phase;
    std::optional<RunEnding> m_ending;
    double m_share = -1;
};

} // namespace postern
