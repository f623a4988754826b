// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "engine/model/language_model.h"

namespace postern {

/// The state of a training that has not ended, in one file that is replaced atomically.
class KeptTraining {
public:
    /// An empty folder keeps nothing. `fingerprint` tells one training's work from another's.
    KeptTraining(std::filesystem::path folder, std::string fingerprint)
        : m_folder(std::move(folder)), m_fingerprint(std::move(fingerprint)) {}

    /// After `steps` steps. Errors: DiskFull, FileUnwritable.
    [[nodiscard]] Result<void> keep(const LanguageModel& model, std::int64_t steps) const;
    /// Gives the model, whose training has begun, the kept state; returns how many steps it has had. 0 where nothing was kept, or
    /// it was another training's, or its file is damaged: that work begins anew. Error: TensorMismatch.
    [[nodiscard]] Result<std::int64_t> takeUp(LanguageModel& model) const;
    void clear() const;

private:
    [[nodiscard]] std::filesystem::path file() const { return m_folder / "state.safetensors"; }

    std::filesystem::path m_folder;
    std::string m_fingerprint;
};

} // namespace postern
