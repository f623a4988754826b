// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/bytes.h"

namespace postern::test {

/// The parts of a GGUF file (version 3, little-endian).
namespace gguf {

inline std::string string(std::string_view value) {
    return littleEndian(value.size()) + std::string(value);
}
inline std::string textValue(std::string_view key, std::string_view value) {
    return string(key) + littleEndian(8, 4) + string(value);
}
inline std::string numberValue(std::string_view key, std::uint32_t value) {
    return string(key) + littleEndian(4, 4) + littleEndian(value, 4);
}
inline std::string textList(std::string_view key, const std::vector<std::string>& values) {
    std::string out = string(key) + littleEndian(9, 4) + littleEndian(8, 4) + littleEndian(values.size());
    for (const std::string& value : values)
        out += string(value);
    return out;
}
inline std::string tensor(std::string_view name, const std::vector<std::uint64_t>& dimensions, std::uint32_t type, std::uint64_t offset) {
    std::string out = string(name) + littleEndian(dimensions.size(), 4);
    for (const std::uint64_t dimension : dimensions)
        out += littleEndian(dimension);
    return out + littleEndian(type, 4) + littleEndian(offset);
}
/// A whole file: the header padded to 32 bytes, then `dataBytes` zero bytes.
inline std::string file(const std::vector<std::string>& values, const std::vector<std::string>& tensors, std::size_t dataBytes,
                        std::uint32_t version = 3) {
    std::string out = "GGUF" + littleEndian(version, 4) + littleEndian(tensors.size()) + littleEndian(values.size());
    for (const std::string& value : values)
        out += value;
    for (const std::string& tensorInfo : tensors)
        out += tensorInfo;
    out.append((32 - out.size() % 32) % 32, '\0');
    return out + std::string(dataBytes, '\0');
}

} // namespace gguf

} // namespace postern::test
