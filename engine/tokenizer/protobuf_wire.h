// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern {

/// Reads the fields of one protobuf message from bytes of unknown origin, one after the other. Groups are not read.
class WireReader {
public:
    struct Field {
        std::uint32_t number = 0;
        std::uint64_t value = 0; ///< of a varint, or the bits of a fixed-size number
        std::string_view bytes;  ///< of a text or an inner message
        enum class Kind { Varint, Fixed64, Bytes, Fixed32 } kind = Kind::Varint;
    };

    explicit WireReader(std::string_view message) : m_rest(message) {}

    /// The next field, or nothing at the end and where the bytes are no field any more (then `broken` is true).
    [[nodiscard]] std::optional<Field> next();
    [[nodiscard]] bool broken() const { return m_broken; }

private:
    [[nodiscard]] std::optional<std::uint64_t> varint();
    [[nodiscard]] std::optional<std::uint64_t> fixed(std::size_t bytes);

    std::string_view m_rest;
    bool m_broken = false;
};

/// Writes fields of a message.
class WireWriter {
public:
    void varint(std::uint32_t field, std::uint64_t value);
    void number(std::uint32_t field, float value);
    void bytes(std::uint32_t field, std::string_view value);

    [[nodiscard]] const std::string& message() const { return m_message; }

private:
    void raw(std::uint64_t value);

    std::string m_message;
};

} // namespace postern
