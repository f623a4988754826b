// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "engine/model/language_model.h"

namespace postern {

/// A point of a training from which it can go on.
struct SavedTraining {
    TrainingState state;
    std::int64_t step = 0; ///< the next one to take
};

/// One file that is replaced atomically: whatever happens while it is written, the older one stays whole.
class TrainingSave {
public:
    /// `fingerprint` tells one training's work from another's.
    TrainingSave(std::filesystem::path file, std::string fingerprint) : m_file(std::move(file)), m_fingerprint(std::move(fingerprint)) {}

    /// Errors: DiskFull, FileUnwritable.
    [[nodiscard]] Result<void> write(const SavedTraining& saved) const;
    /// Nothing where there is no file. Errors: HashMismatch (of another training), SafetensorsRule and the like (damaged).
    [[nodiscard]] Result<std::optional<SavedTraining>> read() const;

private:
    std::filesystem::path m_file;
    std::string m_fingerprint;
};

} // namespace postern
