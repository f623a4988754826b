// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "engine/core/error.h"

namespace postern {

/// Error: FileUnwritable where `folder` holds any file of a checkpoint; what was written there would replace or mix with it.
[[nodiscard]] Result<void> requireNoCheckpoint(const std::filesystem::path& folder);

} // namespace postern
