// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/error.h"

namespace postern {

/// The names in "${name}" of a specification, each once, sorted: what readBenchSpecification wants places for. Errors: those of the
/// file, which must be JSON.
[[nodiscard]] Result<std::vector<std::string>> benchPlaces(const std::filesystem::path& file);

} // namespace postern
