// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/element_values.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

namespace postern {

namespace {

template <typename From, typename To>
void spread(const std::byte* in, std::span<To> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        From value;
        std::memcpy(&value, in + i * sizeof value, sizeof value);
        out[i] = static_cast<To>(value);
    }
}

/// An 8-bit float with a sign, `exponentBits` and the rest of mantissa. E5M2 follows IEEE; E4M3 has no infinity, and only
/// the pattern of all ones is NaN.
float smallFloat(unsigned bits, int exponentBits, bool hasInfinity) {
    const int mantissaBits = 7 - exponentBits;
    const int bias = (1 << (exponentBits - 1)) - 1;
    const auto mantissa = static_cast<int>(bits & ((1U << mantissaBits) - 1U));
    const auto exponent = static_cast<int>((bits >> mantissaBits) & ((1U << exponentBits) - 1U));
    const float sign = (bits & 0x80U) != 0 ? -1.0F : 1.0F;
    const int allOnes = (1 << exponentBits) - 1;
    if (exponent == allOnes && hasInfinity)
        return mantissa == 0 ? sign * std::numeric_limits<float>::infinity() : std::numeric_limits<float>::quiet_NaN();
    if (exponent == allOnes && mantissa == (1 << mantissaBits) - 1)
        return std::numeric_limits<float>::quiet_NaN();
    if (exponent == 0)
        return sign * std::ldexp(static_cast<float>(mantissa), 1 - bias - mantissaBits);
    return sign * std::ldexp(static_cast<float>(mantissa + (1 << mantissaBits)), exponent - bias - mantissaBits);
}

std::array<float, 256> smallFloatTable(int exponentBits, bool hasInfinity) {
    std::array<float, 256> table = {};
    for (unsigned i = 0; i < table.size(); ++i)
        table[i] = smallFloat(i, exponentBits, hasInfinity);
    return table;
}

template <typename To>
void lookUp(const std::array<float, 256>& table, const std::byte* in, std::span<To> out) {
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<To>(table[static_cast<std::size_t>(in[i])]);
}

template <typename To>
Result<void> decode(Dtype dtype, std::span<const std::byte> bytes, std::span<To> out) {
    if (bytes.size() != out.size() * dtypeSize(dtype))
        return fail(ErrorCode::TensorMismatch, std::string(dtypeName(dtype)),
                    std::to_string(out.size()) + " values do not fit " + std::to_string(bytes.size()) + " bytes");
    static const std::array<float, 256> kE5M2 = smallFloatTable(5, true);
    static const std::array<float, 256> kE4M3 = smallFloatTable(4, false);
    const std::byte* const in = bytes.data();
    switch (dtype) {
    case Dtype::Bool:
    case Dtype::U8:
        spread<std::uint8_t>(in, out);
        break;
    case Dtype::I8:
        spread<std::int8_t>(in, out);
        break;
    case Dtype::F8E5M2:
        lookUp(kE5M2, in, out);
        break;
    case Dtype::F8E4M3:
        lookUp(kE4M3, in, out);
        break;
    case Dtype::I16:
        spread<std::int16_t>(in, out);
        break;
    case Dtype::U16:
        spread<std::uint16_t>(in, out);
        break;
    case Dtype::I32:
        spread<std::int32_t>(in, out);
        break;
    case Dtype::U32:
        spread<std::uint32_t>(in, out);
        break;
    case Dtype::I64:
        spread<std::int64_t>(in, out);
        break;
    case Dtype::U64:
        spread<std::uint64_t>(in, out);
        break;
    case Dtype::F64:
        spread<double>(in, out);
        break;
    case Dtype::F16:
    case Dtype::BF16:
    case Dtype::F32:
        if constexpr (std::is_same_v<To, float>) {
            return convertToFloat({{}, dtype, {}, bytes}, out);
        } else {
            std::vector<float> floats(out.size());
            POSTERN_TRY(convertToFloat({{}, dtype, {}, bytes}, floats));
            std::copy(floats.begin(), floats.end(), out.begin());
        }
        break;
    }
    return {};
}

} // namespace

Result<void> decodeElements(Dtype dtype, std::span<const std::byte> bytes, std::span<float> out) {
    return decode(dtype, bytes, out);
}

Result<void> decodeElements(Dtype dtype, std::span<const std::byte> bytes, std::span<double> out) {
    return decode(dtype, bytes, out);
}

Result<void> decodeGgufElements(const GgufType& type, std::span<const std::byte> bytes, std::span<float> out) {
    return decodeGguf(type, bytes, out);
}

Result<void> decodeGgufElements(const GgufType& type, std::span<const std::byte> bytes, std::span<double> out) {
    for (const Dtype wide : {Dtype::F64, Dtype::I64, Dtype::I32}) {
        if (dtypeName(wide) == type.name)
            return decodeElements(wide, bytes, out);
    }
    std::vector<float> floats(out.size());
    POSTERN_TRY(decodeGguf(type, bytes, floats));
    std::copy(floats.begin(), floats.end(), out.begin());
    return {};
}

} // namespace postern
