// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/protobuf_wire.h"

#include <bit>

namespace postern {

std::optional<std::uint64_t> WireReader::varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(m_rest.front());
        m_rest.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if (byte < 0x80)
            return value;
    }
    return std::nullopt;
}

std::optional<std::uint64_t> WireReader::fixed(std::size_t bytes) {
    if (m_rest.size() < bytes)
        return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = bytes; i-- > 0;)
        value = (value << 8U) | static_cast<unsigned char>(m_rest[i]);
    m_rest.remove_prefix(bytes);
    return value;
}

std::optional<WireReader::Field> WireReader::next() {
    if (m_rest.empty() || m_broken)
        return std::nullopt;
    m_broken = true; // until the field has been read
    const auto key = varint();
    if (!key || *key >> 3U == 0 || *key >> 3U > 0x1FFFFFFFU)
        return std::nullopt;
    Field field;
    field.number = static_cast<std::uint32_t>(*key >> 3U);
    std::optional<std::uint64_t> value;
    switch (*key & 7U) {
    case 0:
        field.kind = Field::Kind::Varint;
        value = varint();
        break;
    case 1:
        field.kind = Field::Kind::Fixed64;
        value = fixed(8);
        break;
    case 2:
        field.kind = Field::Kind::Bytes;
        value = varint();
        if (value && *value <= m_rest.size()) {
            field.bytes = m_rest.substr(0, static_cast<std::size_t>(*value));
            m_rest.remove_prefix(field.bytes.size());
        } else {
            value.reset();
        }
        break;
    case 5:
        field.kind = Field::Kind::Fixed32;
        value = fixed(4);
        break;
    default:
        break;
    }
    if (!value)
        return std::nullopt;
    field.value = *value;
    m_broken = false;
    return field;
}

void WireWriter::raw(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U)
        m_message.push_back(static_cast<char>(static_cast<unsigned char>((value & 0x7FU) | 0x80U)));
    m_message.push_back(static_cast<char>(static_cast<unsigned char>(value)));
}

void WireWriter::varint(std::uint32_t field, std::uint64_t value) {
    raw(std::uint64_t{field} << 3U);
    raw(value);
}

void WireWriter::number(std::uint32_t field, float value) {
    raw((std::uint64_t{field} << 3U) | 5U);
    auto bits = std::bit_cast<std::uint32_t>(value);
    for (int i = 0; i < 4; ++i, bits >>= 8U)
        m_message.push_back(static_cast<char>(static_cast<unsigned char>(bits & 0xFFU)));
}

void WireWriter::bytes(std::uint32_t field, std::string_view value) {
    raw((std::uint64_t{field} << 3U) | 2U);
    raw(value.size());
    m_message.append(value);
}

} // namespace postern
