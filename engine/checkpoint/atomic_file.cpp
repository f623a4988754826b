// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/atomic_file.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace postern {

namespace {

/// Left free beside the file for the file system's own book-keeping.
constexpr std::uint64_t kReserveBytes = std::uint64_t{1} << 20;

Failure failWith(int problem, const std::string& subject) {
    const ErrorCode code = problem == ENOSPC || problem == EDQUOT    ? ErrorCode::DiskFull
                           : problem == ENOENT || problem == ENOTDIR ? ErrorCode::FileMissing
                                                                     : ErrorCode::FileUnwritable;
    return fail(code, subject, std::generic_category().message(problem));
}

std::filesystem::path folderOf(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

} // namespace

Result<void> writeAll(int descriptor, std::span<const std::byte> bytes, const std::string& subject) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written >= 0)
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            return failWith(errno, subject);
    }
    return {};
}

Result<void> checkFreeSpace(const std::filesystem::path& path, std::uint64_t bytes) {
    struct statvfs space = {};
    if (::statvfs(folderOf(path).c_str(), &space) != 0)
        return failWith(errno, path.string());
    const std::uint64_t available = static_cast<std::uint64_t>(space.f_bavail) * space.f_frsize;
    if (bytes > available || available - bytes < kReserveBytes)
        return fail(ErrorCode::DiskFull, path.string(),
                    std::to_string(bytes) + " bytes are needed and " + std::to_string(available) + " are free",
                    "Free some space or choose a folder on another disk");
    return {};
}

Result<AtomicFile> AtomicFile::create(const std::filesystem::path& path, std::uint64_t expectedBytes) {
    POSTERN_TRY(checkFreeSpace(path, expectedBytes));
    std::filesystem::path temporary = path;
    temporary += ".part";
    // Made anew: a link that somebody laid under this name must not be followed.
    ::unlink(temporary.c_str());
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (descriptor < 0)
        return failWith(errno, path.string());
    return AtomicFile(path, std::move(temporary), descriptor);
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : m_path(std::move(other.m_path)), m_temporary(std::move(other.m_temporary)), m_descriptor(std::exchange(other.m_descriptor, -1)) {}

AtomicFile::~AtomicFile() {
    if (m_descriptor < 0)
        return;
    ::close(m_descriptor);
    ::unlink(m_temporary.c_str());
}

Result<void> AtomicFile::write(std::span<const std::byte> bytes) {
    return writeAll(m_descriptor, bytes, m_path.string());
}

Result<void> AtomicFile::commit() {
    int problem = ::fsync(m_descriptor) == 0 ? 0 : errno;
    if (::close(std::exchange(m_descriptor, -1)) != 0 && problem == 0)
        problem = errno;
    if (problem == 0 && ::rename(m_temporary.c_str(), m_path.c_str()) != 0)
        problem = errno;
    if (problem != 0) {
        ::unlink(m_temporary.c_str());
        return failWith(problem, m_path.string());
    }
    // The rename itself is durable only when the folder is on disk. Not every file system can do it; the file is whole anyway.
    if (const int folder = ::open(folderOf(m_path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
    return {};
}

} // namespace postern
