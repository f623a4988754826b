// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace postern {

/// How much memory this process can still get without anything else being pushed out, in bytes: what the system has
/// available, or less where a control group (version 1 or 2, any level above the process) limits it. Nothing where the system
/// does not say. `root` is where proc and sys lie; another one is for tests. Any thread; does not throw.
[[nodiscard]] std::optional<std::uint64_t> availableMemory(const std::filesystem::path& root = "/");

} // namespace postern
