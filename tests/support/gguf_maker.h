// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/files.h"

namespace postern::test {

/// Writes GGUF files byte by byte, by the published description of the format and without a line of the reader's.
/// Every number can be changed to a wrong one before the bytes are put together.
class GgufMaker {
public:
    enum Kind : std::uint32_t { U8, I8, U16, I16, U32, I32, F32, Bool, Text, List, U64, I64, F64 };

    struct Tensor {
        std::string name;
        std::vector<std::uint64_t> dims; ///< as in the file: the fastest first
        std::uint32_t type = 0;
        std::string bytes;
        std::int64_t offset = -1; ///< where negative: the next aligned place
    };

    std::uint32_t version = 3;
    std::uint64_t alignment = 32;
    std::int64_t entryCount = -1;  ///< where negative: the true one
    std::int64_t tensorCount = -1; ///< where negative: the true one
    std::vector<Tensor> tensors;

    static std::string text(std::string_view value) { return littleEndian(value.size()) + std::string(value); }
    static std::string number(double value) { return littleEndian(std::bit_cast<std::uint32_t>(static_cast<float>(value)), 4); }

    void entry(std::string_view key, std::uint32_t kind, std::string_view bytes) {
        m_entries += text(key) + littleEndian(kind, 4) + std::string(bytes);
        ++m_entryCount;
    }
    void addText(std::string_view key, std::string_view value) { entry(key, Text, text(value)); }
    void addU32(std::string_view key, std::uint32_t value) { entry(key, U32, littleEndian(value, 4)); }
    void addF32(std::string_view key, double value) { entry(key, F32, number(value)); }
    void addFlag(std::string_view key, bool value) { entry(key, Bool, littleEndian(value ? 1 : 0, 1)); }
    void addList(std::string_view key, std::uint32_t kind, std::uint64_t count, std::string_view elements) {
        entry(key, List, littleEndian(kind, 4) + littleEndian(count) + std::string(elements));
    }
    void addTexts(std::string_view key, const std::vector<std::string>& values) {
        std::string elements;
        for (const std::string& value : values)
            elements += text(value);
        addList(key, Text, values.size(), elements);
    }

    /// The whole file; the last tensor is padded like the others.
    [[nodiscard]] std::string bytes() const {
        std::string head = "GGUF" + littleEndian(version, 4) + littleEndian(count(tensorCount, tensors.size())) +
                           littleEndian(count(entryCount, m_entryCount)) + m_entries;
        std::string data;
        for (const Tensor& tensor : tensors) {
            head += text(tensor.name) + littleEndian(tensor.dims.size(), 4);
            for (const std::uint64_t size : tensor.dims)
                head += littleEndian(size);
            const std::uint64_t place = tensor.offset < 0 ? data.size() : static_cast<std::uint64_t>(tensor.offset);
            head += littleEndian(tensor.type, 4) + littleEndian(place);
            data += tensor.bytes;
            pad(data);
        }
        pad(head);
        return head + data;
    }

private:
    static std::uint64_t count(std::int64_t wanted, std::uint64_t real) { return wanted < 0 ? real : static_cast<std::uint64_t>(wanted); }
    void pad(std::string& to) const { to.append((alignment - to.size() % alignment) % alignment, '\0'); }

    std::string m_entries;
    std::uint64_t m_entryCount = 0;
};

/// Elements as little-endian F32.
inline std::string floatBytes(const std::vector<float>& values) {
    std::string bytes;
    for (const float value : values)
        bytes += littleEndian(std::bit_cast<std::uint32_t>(value), 4);
    return bytes;
}

} // namespace postern::test
