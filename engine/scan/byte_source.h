// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <sys/stat.h>

#include "engine/core/error.h"

namespace postern {

/// Bytes of untrusted origin that are read piece by piece: an open file, a part of one, or memory.
class ByteSource {
public:
    ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    virtual ~ByteSource() = default;

    [[nodiscard]] virtual std::uint64_t size() const = 0;
    /// Copies up to `size` bytes from `offset` and says how many there were; fewer only at the end or where reading fails.
    [[nodiscard]] virtual std::size_t read(std::uint64_t offset, char* out, std::size_t size) const = 0;

    /// Exactly `size` bytes, or nothing where they are not all there. The caller bounds `size`.
    [[nodiscard]] std::optional<std::string> text(std::uint64_t offset, std::size_t size) const;
};

/// A regular file, opened once: what is parsed and what is hashed is the same file.
class OpenFile final : public ByteSource {
public:
    /// Follows no link in the last component. Errors: FileMissing, FileUnreadable (also: not a regular file).
    [[nodiscard]] static Result<std::unique_ptr<OpenFile>> open(const std::filesystem::path& path);
    ~OpenFile() override;

    [[nodiscard]] std::uint64_t size() const override { return static_cast<std::uint64_t>(m_status.st_size); }
    [[nodiscard]] std::size_t read(std::uint64_t offset, char* out, std::size_t size) const override;
    [[nodiscard]] int descriptor() const { return m_descriptor; }

    /// Whether the open file still has the size and times it had when it was opened.
    [[nodiscard]] bool isUnchanged() const;
    /// What the system said when it was opened.
    [[nodiscard]] const struct stat& status() const { return m_status; }
    /// Whether it is the same file in the same state as the one that this was said of.
    [[nodiscard]] bool wasIn(const struct stat& status) const;

private:
    OpenFile(int descriptor, const struct stat& status) : m_descriptor(descriptor), m_status(status) {}
    int m_descriptor;
    struct stat m_status;
};

/// Memory that the caller keeps alive.
class MemorySource final : public ByteSource {
public:
    explicit MemorySource(std::string_view bytes) : m_bytes(bytes) {}
    [[nodiscard]] std::uint64_t size() const override { return m_bytes.size(); }
    [[nodiscard]] std::size_t read(std::uint64_t offset, char* out, std::size_t size) const override;

private:
    std::string_view m_bytes;
};

/// `size` bytes of another source from `offset`, cut to what is there.
class SliceSource final : public ByteSource {
public:
    SliceSource(const ByteSource& whole, std::uint64_t offset, std::uint64_t size);
    [[nodiscard]] std::uint64_t size() const override { return m_size; }
    [[nodiscard]] std::size_t read(std::uint64_t offset, char* out, std::size_t size) const override;

private:
    const ByteSource* m_whole;
    std::uint64_t m_offset;
    std::uint64_t m_size;
};

/// Reads a source from front to back through a buffer. Every call says whether all the bytes were there.
class ByteCursor {
public:
    explicit ByteCursor(const ByteSource& source, std::uint64_t offset = 0) : m_source(&source), m_position(offset) {}

    [[nodiscard]] std::uint64_t position() const { return m_position; }
    [[nodiscard]] std::uint64_t left() const { return m_source->size() - std::min(m_source->size(), m_position); }
    [[nodiscard]] bool atEnd() const { return left() == 0; }

    [[nodiscard]] bool byte(unsigned char& out);
    /// Little-endian, `bytes` of 1, 2, 4 or 8.
    [[nodiscard]] bool number(std::uint64_t& out, int bytes);
    /// The next `size` bytes; the caller bounds `size`.
    [[nodiscard]] bool text(std::string& out, std::size_t size);
    /// Up to the next line feed, which is taken and left out; false where the line is longer than `maxBytes` or has no end.
    [[nodiscard]] bool line(std::string& out, std::size_t maxBytes);
    [[nodiscard]] bool skip(std::uint64_t size);

private:
    bool fill();

    const ByteSource* m_source;
    std::uint64_t m_position;
    std::uint64_t m_bufferStart = 0;
    std::size_t m_bufferSize = 0;
    std::array<char, 16384> m_buffer;
};

} // namespace postern
