// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/progress.h"

namespace postern {

/// A file that appears under its name only when it is whole: written to "NAME.part" beside it, flushed, then renamed.
/// What is not committed is removed by the destructor.
class AtomicFile {
public:
    /// Checks that the file system has room for `expectedBytes` before anything is created.
    /// Errors: DiskFull, FileMissing, FileUnwritable.
    [[nodiscard]] static Result<AtomicFile> create(const std::filesystem::path& path, std::uint64_t expectedBytes);

    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    ~AtomicFile();

    [[nodiscard]] Result<void> write(std::span<const std::byte> bytes);
    [[nodiscard]] Result<void> commit();

private:
    AtomicFile(std::filesystem::path path, std::filesystem::path temporary, int descriptor)
        : m_path(std::move(path)), m_temporary(std::move(temporary)), m_descriptor(descriptor) {}

    std::filesystem::path m_path;
    std::filesystem::path m_temporary;
    int m_descriptor;
};

/// Whether the file system that `path` is to lie on has room for so many bytes more. Errors: DiskFull, FileMissing.
[[nodiscard]] Result<void> checkFreeSpace(const std::filesystem::path& path, std::uint64_t bytes);

/// Writes everything to an open descriptor. `subject` names the file. A full disk or quota is DiskFull, every other
/// failure FileUnwritable.
[[nodiscard]] Result<void> writeAll(int descriptor, std::span<const std::byte> bytes, const std::string& subject);

} // namespace postern
