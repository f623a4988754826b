// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/mapped_file.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace postern {

struct MappedFile::State {
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (address)
            ::munmap(address, size);
        if (descriptor >= 0)
            ::close(descriptor);
    }

    std::filesystem::path path;
    int descriptor = -1; // stays open: checkUnchanged must ask about this file, not about a later one of the same name
    void* address = nullptr;
    std::size_t size = 0;
    timespec modified = {};
};

MappedFile::MappedFile(std::unique_ptr<State> state) : m_state(std::move(state)) {}
MappedFile::MappedFile(MappedFile&&) noexcept = default;
MappedFile& MappedFile::operator=(MappedFile&&) noexcept = default;
MappedFile::~MappedFile() = default;

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    const std::string subject = path.string();
    auto state = std::make_unique<State>();
    state->path = path;
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    state->descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (state->descriptor < 0)
        return fail(errno == ENOENT || errno == ENOTDIR ? ErrorCode::FileMissing : ErrorCode::FileUnreadable, subject,
                    std::generic_category().message(errno));
    struct stat status = {};
    if (::fstat(state->descriptor, &status) != 0)
        return fail(ErrorCode::FileUnreadable, subject, std::generic_category().message(errno));
    if (!S_ISREG(status.st_mode))
        return fail(ErrorCode::FileUnreadable, subject, "it is not a regular file");
    state->size = static_cast<std::size_t>(status.st_size);
    state->modified = status.st_mtim;
    if (state->size > 0) { // an empty range cannot be mapped
        void* const address = ::mmap(nullptr, state->size, PROT_READ, MAP_PRIVATE, state->descriptor, 0);
        if (address == MAP_FAILED)
            return fail(ErrorCode::FileUnreadable, subject, std::generic_category().message(errno));
        state->address = address;
    }
    return MappedFile(std::move(state));
}

const std::filesystem::path& MappedFile::path() const {
    return m_state->path;
}

std::uint64_t MappedFile::size() const {
    return m_state->size;
}

std::span<const std::byte> MappedFile::bytes() const {
    return {static_cast<const std::byte*>(m_state->address), m_state->size};
}

Result<void> MappedFile::readAt(std::uint64_t offset, std::span<char> out) const {
    while (!out.empty()) {
        const ssize_t got = ::pread(m_state->descriptor, out.data(), out.size(), static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return fail(ErrorCode::FileUnreadable, m_state->path.string(), "the read failed or the file shrank");
        out = out.subspan(static_cast<std::size_t>(got));
        offset += static_cast<std::uint64_t>(got);
    }
    return {};
}

Result<void> MappedFile::checkUnchanged() const {
    struct stat status = {};
    if (::fstat(m_state->descriptor, &status) != 0)
        return fail(ErrorCode::FileUnreadable, m_state->path.string(), std::generic_category().message(errno));
    const timespec& before = m_state->modified;
    if (static_cast<std::size_t>(status.st_size) != m_state->size || status.st_mtim.tv_sec != before.tv_sec ||
        status.st_mtim.tv_nsec != before.tv_nsec)
        return fail(ErrorCode::HashMismatch, m_state->path.string(), "the file was changed after it was opened",
                    "Open it again when nobody writes to it");
    return {};
}

} // namespace postern
