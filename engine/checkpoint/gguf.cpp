// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf.h"

#include <bit>
#include <limits>
#include <utility>

#include "engine/checkpoint/gguf_header.h"
#include "engine/checkpoint/mapped_file.h"

namespace postern {

struct GgufFile::State {
    explicit State(MappedFile opened) : file(std::move(opened)) {}

    MappedFile file;
    std::uint32_t version = 0;
    std::map<std::string, GgufValue, std::less<>> metadata;
    std::vector<GgufTensor> tensors;
    std::map<std::string_view, std::size_t> index;
};

GgufFile::GgufFile(std::unique_ptr<State> state) : m_state(std::move(state)) {}
GgufFile::GgufFile(GgufFile&&) noexcept = default;
GgufFile& GgufFile::operator=(GgufFile&&) noexcept = default;
GgufFile::~GgufFile() = default;

std::int64_t GgufTensor::elementCount() const {
    std::int64_t count = 1;
    for (const std::int64_t size : shape)
        count *= size;
    return count;
}

Result<GgufFile> GgufFile::open(const std::filesystem::path& path) {
    static_assert(std::endian::native == std::endian::little, "the format is little-endian and is read in place");
    POSTERN_ASSIGN(MappedFile opened, MappedFile::open(path));
    auto state = std::make_unique<State>(std::move(opened));
    POSTERN_ASSIGN(GgufHeader header, readGgufHeader(state->file));
    state->version = header.version;
    state->metadata = std::move(header.metadata);
    state->tensors.reserve(header.tensors.size());
    for (GgufEntry& entry : header.tensors) {
        const auto bytes =
            state->file.bytes().subspan(static_cast<std::size_t>(header.dataOffset + entry.begin), static_cast<std::size_t>(entry.size));
        state->tensors.push_back({std::move(entry.name), entry.type, std::move(entry.shape), bytes});
    }
    for (std::size_t i = 0; i < state->tensors.size(); ++i)
        state->index.emplace(state->tensors[i].name, i);
    GgufFile file(std::move(state));
    POSTERN_TRY(file.checkUnchanged());
    return file;
}

const std::filesystem::path& GgufFile::path() const {
    return m_state->file.path();
}

std::uint32_t GgufFile::version() const {
    return m_state->version;
}

std::span<const GgufTensor> GgufFile::tensors() const {
    return m_state->tensors;
}

const GgufTensor* GgufFile::find(std::string_view name) const {
    const auto found = m_state->index.find(name);
    return found == m_state->index.end() ? nullptr : &m_state->tensors[found->second];
}

const std::map<std::string, GgufValue, std::less<>>& GgufFile::metadata() const {
    return m_state->metadata;
}

std::optional<std::int64_t> GgufFile::integer(std::string_view key) const {
    const GgufValue* value = find(metadata(), key);
    if (!value)
        return std::nullopt;
    if (const auto* whole = std::get_if<std::int64_t>(value))
        return *whole;
    const auto* positive = std::get_if<std::uint64_t>(value);
    if (!positive || *positive > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return std::nullopt;
    return static_cast<std::int64_t>(*positive);
}

std::optional<double> GgufFile::number(std::string_view key) const {
    const GgufValue* value = find(metadata(), key);
    const auto* real = value ? std::get_if<double>(value) : nullptr;
    if (real)
        return *real;
    if (const auto whole = integer(key))
        return static_cast<double>(*whole);
    return std::nullopt;
}

std::optional<bool> GgufFile::flag(std::string_view key) const {
    const GgufValue* value = find(metadata(), key);
    const auto* flag = value ? std::get_if<bool>(value) : nullptr;
    return flag ? std::optional(*flag) : std::nullopt;
}

const std::string* GgufFile::text(std::string_view key) const {
    const GgufValue* value = find(metadata(), key);
    return value ? std::get_if<std::string>(value) : nullptr;
}

Result<void> GgufFile::checkUnchanged() const {
    return m_state->file.checkUnchanged();
}

bool looksLikeGguf(const std::filesystem::path& path) {
    const auto file = MappedFile::open(path);
    char magic[4] = {};
    return file && file->size() >= sizeof magic && file->readAt(0, magic) && std::string_view(magic, sizeof magic) == "GGUF";
}

} // namespace postern
