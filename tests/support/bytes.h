// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace postern::test {

/// A number as little-endian bytes.
inline std::string littleEndian(std::uint64_t value, int bytes = 8) {
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(static_cast<unsigned char>(value >> (8 * i)));
    return text;
}

/// A safetensors file with exactly this header text and `dataBytes` zero bytes behind it.
inline std::string safetensorsBytes(std::string_view header, std::size_t dataBytes) {
    return littleEndian(header.size()) + std::string(header) + std::string(dataBytes, '\0');
}

} // namespace postern::test
