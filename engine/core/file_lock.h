// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>

#include "engine/core/error.h"

namespace postern {

/// A lock that a process holds on a file as long as the object lives, and that the system takes back when the process dies.
class FileLock {
public:
    /// Nothing where another process has it. Makes the file; it stays. Error: FileUnwritable.
    [[nodiscard]] static Result<std::optional<FileLock>> tryLock(const std::filesystem::path& file);

    FileLock(FileLock&& other) noexcept : m_descriptor(other.m_descriptor) { other.m_descriptor = -1; }
    FileLock& operator=(FileLock&&) = delete;
    ~FileLock();

private:
    explicit FileLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

} // namespace postern
