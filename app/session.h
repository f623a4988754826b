// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "app/engine_host.h"

namespace postern {

/// Which picture of the hidden states is shown.
enum class ProjectionMethod { Pca, Tsne };

/// What is on the table: one specification, its run (live or read back), and where in it the person looks.
/// Lives on the window's thread; the engine's thread never sees it.
class Session final : public QObject {
    Q_OBJECT

public:
    /// Empty: nothing chosen. Ready: a specification, no run yet. Finished, Cancelled and Failed are final for a run.
    enum class State { Empty, Ready, Reading, Running, Stopping, Finished, Cancelled, Failed };
    Q_ENUM(State)

    explicit Session(const EngineFace& face, QObject* parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isBusy() const { return m_state == State::Running || m_state == State::Stopping; }
    [[nodiscard]] bool isReplay() const { return m_replay; }
    [[nodiscard]] const EngineFace& engine() const { return m_face; }

    [[nodiscard]] const RunSpecification& specification() const { return m_specification; }
    /// A new subject: what was shown of an earlier run is put away. Ignored while a run goes on.
    void setSpecification(const RunSpecification& specification);
    /// The same subject with other values, as the forms have them; the run on show stays. Ignored while a run goes on.
    void updateSpecification(const RunSpecification& specification);

    [[nodiscard]] const RunRecord& record() const { return m_record; }
    [[nodiscard]] const std::optional<StepProgress>& progress() const { return m_progress; }
    [[nodiscard]] std::optional<Phase> phase() const;
    [[nodiscard]] double elapsedSeconds() const;
    [[nodiscard]] const std::optional<RunOutcome>& outcome() const { return m_outcome; }

    /// How the run on show ended; nothing while it goes on, or where there is none. One that was cut off counts as stopped.
    [[nodiscard]] std::optional<RunEnding> ending() const;

    [[nodiscard]] int frameIndex() const { return m_frameIndex; } ///< -1 where there is no frame
    [[nodiscard]] FramePtr frame() const;
    [[nodiscard]] int layerIndex() const { return m_layerIndex; } ///< index into Frame::layers
    [[nodiscard]] ProjectionMethod method() const { return m_method; }
    [[nodiscard]] bool followsNewest() const { return m_followsNewest; }

    /// False when a run goes on already or nothing is chosen.
    bool start();
    /// Whether the run on show was stopped or cut off and has kept what it needs to go on.
    [[nodiscard]] bool canResume() const;
    /// Goes on with it; false where it can not.
    bool resume();
    void stop();
    /// Asks how much memory a run of this specification needs; `estimated` follows, unless a run is going on.
    void requestEstimate(const RunSpecification& specification) { m_host.estimate(specification); }
    void openRun(const std::filesystem::path& folder);
    /// Reads the folder of the run on show, for a report; `storedRecordRead` or `failed` follows.
    void readStoredRecord();
    void close();
    /// Encodes a row with the values that `specification` has; `promptPreviewed` or `previewRefused` follows.
    void previewPrompt(const RunSpecification& specification, std::size_t row);

    /// Choosing the last frame makes the view follow a live run again.
    void setFrameIndex(int index);
    void setLayerIndex(int index);
    void setMethod(ProjectionMethod method);

signals:
    void stateChanged(Session::State state);
    void specificationChanged();
    void recordReset(); ///< everything shown of a run is to be read anew
    void pointsArrived();
    void seriesGrew(); ///< evaluations, losses or phases
    void framesGrew();
    void notesGrew();
    void progressChanged();
    void frameChanged(int index);
    void layerChanged(int index);
    void methodChanged(ProjectionMethod method);
    void runEnded(const RunOutcome& outcome);
    void estimated(const std::optional<RunEstimate>& estimate);
    void storedRecordRead(const std::shared_ptr<const RunRecord>& record);
    void promptPreviewed(const std::shared_ptr<const PromptPreview>& preview);
    void previewRefused(const Error& error);
    void failed(const Error& error); ///< a run or a reading that went wrong

private:
    void setState(State state);
    void beginRun();
    void resetRecord();
    void takeBatch(const EventBatch& batch);
    void takeOutcome(const RunOutcome& outcome);
    void showNewFrames();
    void takeRecord(const std::shared_ptr<const RunRecord>& record);
    void clampLayer();

    EngineFace m_face;
    State m_state = State::Empty;
    State m_stateBeforeReading = State::Empty;
    bool m_replay = false;
    RunSpecification m_specification;
    RunRecord m_record;
    std::optional<StepProgress> m_progress;
    std::optional<RunOutcome> m_outcome;
    QElapsedTimer m_clock;
    double m_finalSeconds = 0;

    int m_frameIndex = -1;
    int m_layerIndex = -1;
    bool m_followsNewest = true;
    QTimer m_frameTurn; ///< frames that came and are not shown yet
    ProjectionMethod m_method = ProjectionMethod::Pca;

    EngineHost m_host; ///< last: its thread ends before the rest goes
};

} // namespace postern
