// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/checkpoint/gguf_types.h"
#include "engine/core/error.h"

namespace postern {

/// A list of a GGUF file's metadata. Whole numbers and truth values are widened to 64 bits, F32 to double. Lists of lists
/// are refused when the file is read.
using GgufList = std::variant<std::vector<std::uint64_t>, std::vector<std::int64_t>, std::vector<double>, std::vector<std::string>>;

/// One value of the metadata. Text may be any bytes: it is made printable before it is shown.
using GgufValue = std::variant<std::uint64_t, std::int64_t, double, bool, std::string, GgufList>;

/// One tensor of an open file: a view into the mapping, valid as long as the GgufFile lives.
struct GgufTensor {
    std::string name;
    const GgufType* type = nullptr;
    std::vector<std::int64_t> shape; ///< row-major, the other way round than in the file
    std::span<const std::byte> bytes;

    [[nodiscard]] std::int64_t elementCount() const;
};

/// A memory-mapped GGUF file of version 2 or 3 whose header obeyed every rule of SECURITY.md before anything was allocated
/// for it. Immutable after opening; safe to read from several threads. Movable, not copyable.
class GgufFile {
public:
    /// Errors name the file and the rule's number. Codes GgufRule, FileMissing, FileUnreadable.
    [[nodiscard]] static Result<GgufFile> open(const std::filesystem::path& path);

    GgufFile(GgufFile&&) noexcept;
    GgufFile& operator=(GgufFile&&) noexcept;
    ~GgufFile();

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] std::uint32_t version() const;
    [[nodiscard]] std::span<const GgufTensor> tensors() const; ///< in the order of their places in the file
    [[nodiscard]] const GgufTensor* find(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, GgufValue, std::less<>>& metadata() const;

    /// A metadata value of that kind, or nothing where it is absent or of another kind. A whole number counts as a number.
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key) const;
    [[nodiscard]] std::optional<double> number(std::string_view key) const;
    [[nodiscard]] std::optional<bool> flag(std::string_view key) const;
    [[nodiscard]] const std::string* text(std::string_view key) const;
    template <typename T>
    [[nodiscard]] const std::vector<T>* list(std::string_view key) const {
        const GgufValue* value = find(metadata(), key);
        const auto* list = value ? std::get_if<GgufList>(value) : nullptr;
        return list ? std::get_if<std::vector<T>>(list) : nullptr;
    }

    /// See MappedFile::checkUnchanged.
    [[nodiscard]] Result<void> checkUnchanged() const;

private:
    static const GgufValue* find(const std::map<std::string, GgufValue, std::less<>>& metadata, std::string_view key) {
        const auto found = metadata.find(key);
        return found == metadata.end() ? nullptr : &found->second;
    }

    struct State;
    explicit GgufFile(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Whether a file begins like a GGUF file; false where it cannot be read.
[[nodiscard]] bool looksLikeGguf(const std::filesystem::path& path);

} // namespace postern
