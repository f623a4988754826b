// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "engine/core/error.h"

namespace postern {

/// A regular file, mapped read-only for as long as this object lives. Immutable; safe to read from several threads.
class MappedFile {
public:
    /// Errors: FileMissing, FileUnreadable.
    [[nodiscard]] static Result<MappedFile> open(const std::filesystem::path& path);

    MappedFile(MappedFile&&) noexcept;
    MappedFile& operator=(MappedFile&&) noexcept;
    ~MappedFile();

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] std::uint64_t size() const;
    [[nodiscard]] std::span<const std::byte> bytes() const;

    /// Copies bytes into private memory by a read, not through the mapping: what is judged there cannot be exchanged
    /// between the check and the use. Error: FileUnreadable where the file is shorter.
    [[nodiscard]] Result<void> readAt(std::uint64_t offset, std::span<char> out) const;

    /// Whether the open file still has the size and modification time it had when it was opened. Call it before a long read
    /// of the mapping: touching a page of a file that was truncated meanwhile ends the process (SIGBUS). This narrows that
    /// window, it cannot close it; a file on a share that others cut is not a supported place. Error: HashMismatch.
    [[nodiscard]] Result<void> checkUnchanged() const;

private:
    struct State;
    explicit MappedFile(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace postern
