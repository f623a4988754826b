// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine_face.h"

namespace postern {

/// The engine of this program. `resourceFolder` holds the demo checkpoints.
[[nodiscard]] EngineFace realEngine(const std::filesystem::path& resourceFolder);

} // namespace postern
