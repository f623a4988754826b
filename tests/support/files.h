// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include <QString>
#include <QTemporaryDir>

namespace postern::test {

/// A folder that goes away with the test.
class TemporaryFolder {
public:
    [[nodiscard]] std::filesystem::path path() const { return m_dir.path().toStdString(); }
    [[nodiscard]] std::filesystem::path file(std::string_view name) const { return path() / name; }

private:
    QTemporaryDir m_dir;
};

inline void writeBytes(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

inline std::string readBytes(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

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

inline QString text(std::string_view bytes) {
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

} // namespace postern::test
