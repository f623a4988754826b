// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/safetensors.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/checkpoint/safetensors_header.h"

namespace postern {

namespace {

/// Reads exactly `size` bytes at `offset`; false where the file is shorter or cannot be read.
bool readExactly(int descriptor, char* out, std::size_t size, std::uint64_t offset) {
    while (size > 0) {
        const ssize_t got = ::pread(descriptor, out, size, static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        out += got;
        size -= static_cast<std::size_t>(got);
        offset += static_cast<std::uint64_t>(got);
    }
    return true;
}

} // namespace

struct SafetensorsFile::Mapping {
    Mapping() = default;
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    ~Mapping() {
        if (address)
            ::munmap(address, size);
        if (descriptor >= 0)
            ::close(descriptor);
    }

    std::filesystem::path path;
    int descriptor = -1; // stays open: checkUnchanged must ask about this file, not about a later one of the same name
    void* address = nullptr;
    std::size_t size = 0;
    std::size_t headSize = 0;
    timespec modified = {};
    std::vector<TensorView> tensors;
    std::map<std::string_view, std::size_t> index;
    std::map<std::string, std::string> metadata;
};

SafetensorsFile::SafetensorsFile(std::unique_ptr<Mapping> mapping) : m_mapping(std::move(mapping)) {}
SafetensorsFile::SafetensorsFile(SafetensorsFile&&) noexcept = default;
SafetensorsFile& SafetensorsFile::operator=(SafetensorsFile&&) noexcept = default;
SafetensorsFile::~SafetensorsFile() = default;

Result<SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& path) {
    static_assert(std::endian::native == std::endian::little, "the format is little-endian and is read in place");
    const std::string subject = path.string();
    auto mapping = std::make_unique<Mapping>();
    mapping->path = path;
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    mapping->descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (mapping->descriptor < 0)
        return fail(errno == ENOENT || errno == ENOTDIR ? ErrorCode::FileMissing : ErrorCode::FileUnreadable, subject,
                    std::generic_category().message(errno));
    struct stat status = {};
    if (::fstat(mapping->descriptor, &status) != 0)
        return fail(ErrorCode::FileUnreadable, subject, std::generic_category().message(errno));
    if (!S_ISREG(status.st_mode))
        return fail(ErrorCode::FileUnreadable, subject, "it is not a regular file");
    mapping->size = static_cast<std::size_t>(status.st_size);
    mapping->modified = status.st_mtim;

    char lengthBytes[sizeof(std::uint64_t)] = {};
    if (mapping->size >= sizeof lengthBytes && !readExactly(mapping->descriptor, lengthBytes, sizeof lengthBytes, 0))
        return fail(ErrorCode::FileUnreadable, subject, "the read failed or the file shrank");
    POSTERN_ASSIGN(const std::uint64_t length, parseHeaderLength({lengthBytes, sizeof lengthBytes}, mapping->size, subject));
    const std::uint64_t room = mapping->size - sizeof length;
    // The header is judged on a private copy, so that nobody can exchange it between the check and the use.
    std::string text(static_cast<std::size_t>(length), '\0');
    if (!readExactly(mapping->descriptor, text.data(), text.size(), sizeof length))
        return fail(ErrorCode::FileUnreadable, subject, "the read failed or the file shrank");
    POSTERN_ASSIGN(SafetensorsHeader header, parseSafetensorsHeader(text, room - length, subject));

    void* const address = ::mmap(nullptr, mapping->size, PROT_READ, MAP_PRIVATE, mapping->descriptor, 0);
    if (address == MAP_FAILED)
        return fail(ErrorCode::FileUnreadable, subject, std::generic_category().message(errno));
    mapping->address = address;
    mapping->headSize = sizeof length + static_cast<std::size_t>(length);
    const auto* const data = static_cast<const std::byte*>(address) + sizeof length + length;
    mapping->metadata = std::move(header.metadata);
    mapping->tensors.reserve(header.tensors.size());
    for (HeaderEntry& entry : header.tensors) {
        const std::span<const std::byte> bytes(data + entry.begin, static_cast<std::size_t>(entry.end - entry.begin));
        mapping->tensors.push_back({std::move(entry.name), entry.dtype, std::move(entry.shape), bytes});
    }
    for (std::size_t i = 0; i < mapping->tensors.size(); ++i)
        mapping->index.emplace(mapping->tensors[i].name, i);
    SafetensorsFile file(std::move(mapping));
    POSTERN_TRY(file.checkUnchanged());
    return file;
}

const std::filesystem::path& SafetensorsFile::path() const {
    return m_mapping->path;
}

std::span<const TensorView> SafetensorsFile::tensors() const {
    return m_mapping->tensors;
}

const TensorView* SafetensorsFile::find(std::string_view name) const {
    const auto found = m_mapping->index.find(name);
    return found == m_mapping->index.end() ? nullptr : &m_mapping->tensors[found->second];
}

const std::map<std::string, std::string>& SafetensorsFile::metadata() const {
    return m_mapping->metadata;
}

std::span<const std::byte> SafetensorsFile::head() const {
    return {static_cast<const std::byte*>(m_mapping->address), m_mapping->headSize};
}

Result<void> SafetensorsFile::checkUnchanged() const {
    struct stat status = {};
    if (::fstat(m_mapping->descriptor, &status) != 0)
        return fail(ErrorCode::FileUnreadable, m_mapping->path.string(), std::generic_category().message(errno));
    const timespec& before = m_mapping->modified;
    if (static_cast<std::size_t>(status.st_size) != m_mapping->size || status.st_mtim.tv_sec != before.tv_sec ||
        status.st_mtim.tv_nsec != before.tv_nsec)
        return fail(ErrorCode::HashMismatch, m_mapping->path.string(), "the file was changed after it was opened",
                    "Open it again when nobody writes to it");
    return {};
}

void SafetensorsFile::release(const TensorView& tensor) const {
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto base = reinterpret_cast<std::uintptr_t>(m_mapping->address);
    const auto first = reinterpret_cast<std::uintptr_t>(tensor.bytes.data());
    const auto last = first + tensor.bytes.size();
    if (first < base || last > base + m_mapping->size)
        return;
    const std::uintptr_t begin = (first + page - 1) / page * page;
    const std::uintptr_t end = last / page * page;
    if (begin < end)
        ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
}

} // namespace postern
