// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/safetensors.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "engine/checkpoint/mapped_file.h"
#include "engine/checkpoint/safetensors_header.h"

namespace postern {

struct SafetensorsFile::Mapping {
    explicit Mapping(MappedFile opened) : file(std::move(opened)) {}

    MappedFile file;
    std::size_t headSize = 0; ///< of the length and the header
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
    POSTERN_ASSIGN(MappedFile opened, MappedFile::open(path));
    auto mapping = std::make_unique<Mapping>(std::move(opened));
    const MappedFile& file = mapping->file;

    std::uint64_t length = 0;
    if (file.size() < sizeof length)
        return failRule(1, subject, "the file has " + std::to_string(file.size()) + " bytes, less than the 8 of the header length");
    char lengthBytes[sizeof length];
    POSTERN_TRY(file.readAt(0, lengthBytes));
    std::memcpy(&length, lengthBytes, sizeof length);
    const std::uint64_t room = file.size() - sizeof length;
    if (length < kMinHeaderBytes || length > std::min(kMaxHeaderBytes, room))
        return failRule(1, subject,
                        "it is none, or damaged: a header of " + std::to_string(length) + " bytes is declared; " +
                            std::to_string(kMinHeaderBytes) + " to " + std::to_string(std::min(kMaxHeaderBytes, room)) + " are possible");
    // The header is judged on a private copy, so that nobody can exchange it between the check and the use.
    std::string text(static_cast<std::size_t>(length), '\0');
    POSTERN_TRY(file.readAt(sizeof length, text));
    POSTERN_ASSIGN(SafetensorsHeader header, parseSafetensorsHeader(text, room - length, subject));

    mapping->headSize = sizeof length + static_cast<std::size_t>(length);
    const std::byte* const data = file.bytes().data() + sizeof length + length;
    mapping->metadata = std::move(header.metadata);
    mapping->tensors.reserve(header.tensors.size());
    for (HeaderEntry& entry : header.tensors) {
        const std::span<const std::byte> bytes(data + entry.begin, static_cast<std::size_t>(entry.end - entry.begin));
        mapping->tensors.push_back({std::move(entry.name), entry.dtype, std::move(entry.shape), bytes});
    }
    for (std::size_t i = 0; i < mapping->tensors.size(); ++i)
        mapping->index.emplace(mapping->tensors[i].name, i);
    SafetensorsFile result(std::move(mapping));
    POSTERN_TRY(result.checkUnchanged());
    return result;
}

const std::filesystem::path& SafetensorsFile::path() const {
    return m_mapping->file.path();
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
    return m_mapping->file.bytes().first(m_mapping->headSize);
}

Result<void> SafetensorsFile::checkUnchanged() const {
    return m_mapping->file.checkUnchanged();
}

bool SafetensorsFile::holds(const TensorView& tensor) const {
    const std::span<const std::byte> file = m_mapping->file.bytes();
    return tensor.bytes.data() >= file.data() && tensor.bytes.data() + tensor.bytes.size() <= file.data() + file.size();
}

Result<void> SafetensorsFile::read(const TensorView& tensor, std::size_t offset, std::span<std::byte> out) const {
    if (!holds(tensor) || offset > tensor.bytes.size() || out.size() > tensor.bytes.size() - offset)
        return fail(ErrorCode::Internal, path().string(), "a read outside the tensor");
    const auto start = static_cast<std::uint64_t>(tensor.bytes.data() - m_mapping->file.bytes().data());
    return m_mapping->file.readAt(start + offset, {reinterpret_cast<char*>(out.data()), out.size()});
}

} // namespace postern
