// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/byte_source.h"

#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace postern {

std::optional<std::string> ByteSource::text(std::uint64_t offset, std::size_t size) const {
    if (offset > this->size() || size > this->size() - offset)
        return std::nullopt;
    std::string bytes(size, '\0');
    if (read(offset, bytes.data(), size) != size)
        return std::nullopt;
    return bytes;
}

Result<std::unique_ptr<OpenFile>> OpenFile::open(const std::filesystem::path& path) {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (descriptor < 0)
        return fail(errno == ENOENT || errno == ENOTDIR ? ErrorCode::FileMissing : ErrorCode::FileUnreadable, path.string(),
                    std::generic_category().message(errno));
    struct stat status = {};
    const bool known = ::fstat(descriptor, &status) == 0;
    if (!known || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return fail(ErrorCode::FileUnreadable, path.string(), known ? "it is not a regular file" : "it cannot be examined");
    }
    return std::unique_ptr<OpenFile>(new OpenFile(descriptor, status));
}

OpenFile::~OpenFile() {
    ::close(m_descriptor);
}

std::size_t OpenFile::read(std::uint64_t offset, char* out, std::size_t size) const {
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = ::pread(m_descriptor, out + done, size - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

namespace {

bool isSameState(const struct stat& a, const struct stat& b) {
    const auto sameTime = [](const timespec& x, const timespec& y) { return x.tv_sec == y.tv_sec && x.tv_nsec == y.tv_nsec; };
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size && sameTime(a.st_mtim, b.st_mtim);
}

} // namespace

bool OpenFile::isUnchanged() const {
    struct stat now = {};
    return ::fstat(m_descriptor, &now) == 0 && isSameState(m_status, now);
}

bool OpenFile::wasIn(const struct stat& status) const {
    return isSameState(m_status, status);
}

std::size_t MemorySource::read(std::uint64_t offset, char* out, std::size_t size) const {
    if (offset >= m_bytes.size())
        return 0;
    const std::size_t count = std::min(size, m_bytes.size() - static_cast<std::size_t>(offset));
    std::memcpy(out, m_bytes.data() + offset, count);
    return count;
}

SliceSource::SliceSource(const ByteSource& whole, std::uint64_t offset, std::uint64_t size)
    : m_whole(&whole), m_offset(std::min(offset, whole.size())), m_size(std::min(size, whole.size() - m_offset)) {}

std::size_t SliceSource::read(std::uint64_t offset, char* out, std::size_t size) const {
    if (offset >= m_size)
        return 0;
    return m_whole->read(m_offset + offset, out, static_cast<std::size_t>(std::min<std::uint64_t>(size, m_size - offset)));
}

bool ByteCursor::fill() {
    m_bufferStart = m_position;
    m_bufferSize = m_source->read(m_position, m_buffer.data(), m_buffer.size());
    return m_bufferSize > 0;
}

bool ByteCursor::byte(unsigned char& out) {
    if (m_position < m_bufferStart || m_position >= m_bufferStart + m_bufferSize) {
        if (atEnd() || !fill())
            return false;
    }
    out = static_cast<unsigned char>(m_buffer[static_cast<std::size_t>(m_position - m_bufferStart)]);
    ++m_position;
    return true;
}

bool ByteCursor::number(std::uint64_t& out, int bytes) {
    out = 0;
    for (int i = 0; i < bytes; ++i) {
        unsigned char next = 0;
        if (!byte(next))
            return false;
        out |= static_cast<std::uint64_t>(next) << (8 * i);
    }
    return true;
}

bool ByteCursor::text(std::string& out, std::size_t size) {
    if (size > left())
        return false;
    out.resize(size);
    if (size <= m_buffer.size() / 4) { // most are short, and a system call for each would be slow
        for (char& character : out) {
            unsigned char next = 0;
            if (!byte(next))
                return false;
            character = static_cast<char>(next);
        }
        return true;
    }
    if (m_source->read(m_position, out.data(), size) != size)
        return false;
    m_position += size;
    return true;
}

bool ByteCursor::line(std::string& out, std::size_t maxBytes) {
    out.clear();
    unsigned char next = 0;
    while (byte(next)) {
        if (next == '\n')
            return true;
        if (out.size() == maxBytes)
            return false;
        out += static_cast<char>(next);
    }
    return false;
}

bool ByteCursor::skip(std::uint64_t size) {
    if (size > left())
        return false;
    m_position += size;
    return true;
}

} // namespace postern
