// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

#include "engine/run/run_events.h"

class QLabel;

namespace postern {

class PhaseTrack;

/// Where a run is: the phases, what it does now, how fast, for how long, and for how long still.
class ProgressPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ProgressPanel(QWidget* parent = nullptr);

    struct View {
        std::optional<Phase> phase;
        std::optional<StepProgress> progress;
        std::optional<RunEnding> ending;
        double elapsedSeconds = 0;
        bool running = false;
        bool stopping = false;
        bool replay = false;
        QString problem; ///< why a run cannot start yet; empty when it can
    };
    void setView(const View& view);

private:
    [[nodiscard]] QString headline(const View& view) const;
    [[nodiscard]] QString details(const View& view) const;

    PhaseTrack* m_track;
    QLabel* m_headline;
    QLabel* m_details;
};

} // namespace postern
