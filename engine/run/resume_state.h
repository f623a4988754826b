// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>

#include "engine/defense/defense.h"
#include "engine/run/run_folder.h"

namespace postern {

/// A point of a run from which it can go on after its process is gone.
struct ResumeState {
    DefenseState defense;
    Json frames;          ///< FrameMaker::state
    RunFolder::Mark mark; ///< how far the record reached
    int step = 0;         ///< optimizer steps over all phases
    double seconds = 0;   ///< spent so far
};

/// Writes and reads `resume/` of a run folder: two generations in turn, each replaced atomically, so that one whole
/// state survives whatever happens during the writing of the other.
class ResumeStore {
public:
    explicit ResumeStore(const std::filesystem::path& runFolder) : m_folder(runFolder / "resume") {}

    /// Errors: DiskFull, FileUnwritable.
    [[nodiscard]] Result<void> write(const ResumeState& state);
    /// The younger of the states that can be read. Error: RunFolderMalformed where there is none.
    [[nodiscard]] Result<ResumeState> read();
    /// Removes the folder: a run that ended has nothing to resume.
    void clear();

private:
    std::filesystem::path m_folder;
    std::int64_t m_generation = 0;
};

} // namespace postern
