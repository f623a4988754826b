// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/run/run_record.h"

namespace postern {

/// The folder of a run while it is being written. Valid at every moment: events are appended one whole line at a time and
/// reach the operating system before append() returns; everything else is replaced atomically.
///
/// run.json; events.jsonl (no wall-clock times: the same run gives the same bytes); timing.jsonl (all that is timed);
/// points.jsonl; frames/NNNN.safetensors; metrics.csv. The caller puts checkpoint/ and resume/ beside them.
/// One thread at a time. Movable.
class RunFolder {
public:
    /// Creates the folder and its parents, or takes an existing one that holds no run.
    /// Errors: FileUnwritable, also where it holds a run already; DiskFull.
    [[nodiscard]] static Result<RunFolder> create(const std::filesystem::path& path);

    /// How far the record reached at some moment.
    struct Mark {
        std::int64_t eventBytes = 0;
        std::int64_t timingBytes = 0;
    };
    /// Takes up an interrupted run's folder and forgets what was recorded after the mark.
    /// Errors: RunFolderMalformed where the record is shorter than that, those of readRunRecord, FileUnwritable.
    [[nodiscard]] static Result<RunFolder> reopen(const std::filesystem::path& path, const Mark& mark);
    [[nodiscard]] Mark mark() const;

    RunFolder(RunFolder&&) noexcept;
    RunFolder& operator=(RunFolder&&) noexcept;
    ~RunFolder();

    [[nodiscard]] const std::filesystem::path& path() const;
    /// What an interrupted run had recorded when it was taken up; empty for a new one, and the second time.
    [[nodiscard]] RunRecord takeEarlier();
    /// Everything that was measured so far, of an interrupted run's earlier life too.
    [[nodiscard]] const std::vector<Evaluation>& evaluations() const;
    [[nodiscard]] std::filesystem::path checkpointFolder() const { return path() / "checkpoint"; }
    /// Where the model of a run that was stopped goes: nobody shall take what is treated by half for the purified one.
    [[nodiscard]] std::filesystem::path unfinishedFolder() const { return path() / "checkpoint-unfinished"; }

    /// Takes back what create() made, of a run that could not begin; its folder stays free for another try.
    void discard();

    /// Writes run.json; may be called again, with the ending and the outputs, when the run is over.
    Result<void> writeManifest(const Json& manifest);

    /// Appends one event. Points must come once and before the first frame; frames must come in the order of their index.
    /// A line that could only be written in part (full disk) is taken back, so that later ones stay readable.
    Result<void> append(const RunEvent& event);

    /// Writes metrics.csv of every evaluation appended so far.
    Result<void> writeMetrics();

private:
    struct State;
    explicit RunFolder(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Long form, one measure a line, rates with their Wilson bounds: step,phase,measure,trigger,class,held_out,hits,total,value,low,high.
[[nodiscard]] std::string metricsCsv(const std::vector<Evaluation>& evaluations);

} // namespace postern
