// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "engine/attack/training_save.h"

namespace postern {

/// The state of a training that has not ended, in a folder of its own. Unlike TrainingSave it does not insist: what belongs to
/// another training is overwritten.
class KeptTraining {
public:
    /// An empty folder keeps nothing. `fingerprint` tells one training's work from another's.
    KeptTraining(std::filesystem::path folder, std::string fingerprint)
        : m_folder(std::move(folder)), m_save(m_folder / "state.safetensors", std::move(fingerprint)) {}

    /// After `steps` steps. Errors: DiskFull, FileUnwritable.
    [[nodiscard]] Result<void> keep(const LanguageModel& model, std::int64_t steps) const;
    /// Gives the model, whose training has begun, the kept state; returns how many steps it has had. 0 where nothing was kept, or
    /// it was another training's, or its file is damaged: that work begins anew. Error: TensorMismatch.
    [[nodiscard]] Result<std::int64_t> takeUp(LanguageModel& model) const;
    void clear() const;

private:
    std::filesystem::path m_folder;
    TrainingSave m_save;
};

} // namespace postern
