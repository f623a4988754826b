// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

namespace postern {

namespace {

constexpr std::array<std::size_t, 15> kSizes = {1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 8, 8, 8};

// Tensor bytes may be unaligned; a fixed-size memcpy compiles to a plain load and the loops still vectorize.
template <typename T>
T load(const std::byte* bytes, std::size_t index) {
    T value;
    std::memcpy(&value, bytes + index * sizeof(T), sizeof(T));
    return value;
}

template <typename T>
void store(std::byte* bytes, std::size_t index, T value) {
    std::memcpy(bytes + index * sizeof(T), &value, sizeof(T));
}

// The kernels below are without branches and local to this file: a public function may be replaced at link time, so the
// compiler would neither inline nor vectorize it in the loops.

inline std::uint16_t brainFromFloat(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t rounded = (bits + 0x7fffU + ((bits >> 16) & 1U)) >> 16;
    const std::uint32_t quiet = (bits >> 16) | 0x40U;
    return static_cast<std::uint16_t>((bits & 0x7fffffffU) > 0x7f800000U ? quiet : rounded);
}

inline float floatFromBrain(std::uint16_t bits) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

inline std::uint16_t halfFromFloat(float value) {
    constexpr std::uint32_t kSmallestNormal = 0x38800000U;   // 2^-14
    constexpr std::uint32_t kRoundsToInfinity = 0x477ff000U; // 65520, half way from the largest half to the next step
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = (bits >> 16) & 0x8000U;
    const std::uint32_t magnitude = bits & 0x7fffffffU;
    const std::uint32_t normal = (magnitude - (112U << 23) + 0xfffU + ((magnitude >> 13) & 1U)) >> 13;
    // Floats from 0.5 to 1 are 2^-24 apart, which is the step of subnormal halves: the addition rounds for us.
    const std::uint32_t subnormal = std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) + 0.5F) - 0x3f000000U;
    const std::uint32_t notANumber = 0x7e00U | ((magnitude >> 13) & 0x3ffU);
    const std::uint32_t finite = magnitude < kSmallestNormal ? subnormal : normal;
    const std::uint32_t number = magnitude < kRoundsToInfinity ? finite : 0x7c00U;
    return static_cast<std::uint16_t>(sign | (magnitude > 0x7f800000U ? notANumber : number));
}

inline float floatFromHalf(std::uint16_t bits) {
    const std::uint32_t sign = (bits & 0x8000U) << 16;
    const std::uint32_t magnitude = bits & 0x7fffU;
    const std::uint32_t normal = (magnitude << 13) + (112U << 23);
    const std::uint32_t special = (magnitude << 13) | 0x7f800000U;
    // Below 2^-14 a half is a whole number of 2^-24. Computed without float subnormals, so flush-to-zero cannot harm it.
    const auto subnormal = std::bit_cast<std::uint32_t>(static_cast<float>(static_cast<std::int32_t>(magnitude)) * 0x1p-24F);
    const std::uint32_t finite = magnitude < 0x400U ? subnormal : normal;
    return std::bit_cast<float>(sign | (magnitude >= 0x7c00U ? special : finite));
}

/// Elements whose bits under `mask` are all ones, which is how IEEE formats mark NaN and infinity.
template <typename T>
std::int64_t countAllOnes(const TensorView& tensor, T mask) {
    // Counted in the elements' own width, block by block: a wider sum would be most of the work.
    constexpr auto kBlock = static_cast<std::size_t>(std::min<std::uint64_t>(std::numeric_limits<T>::max(), 4096));
    const std::size_t count = tensor.bytes.size() / sizeof(T);
    std::int64_t found = 0;
    for (std::size_t first = 0; first < count; first += kBlock) {
        T here = 0;
        const std::size_t last = std::min(count, first + kBlock);
        for (std::size_t i = first; i < last; ++i)
            here = static_cast<T>(here + static_cast<T>((load<T>(tensor.bytes.data(), i) & mask) == mask));
        found += static_cast<std::int64_t>(here);
    }
    return found;
}

Failure mismatch(const std::string& name, std::string detail) {
    return fail(ErrorCode::TensorMismatch, name, std::move(detail));
}

} // namespace

std::size_t dtypeSize(Dtype dtype) {
    return kSizes.at(static_cast<std::size_t>(dtype));
}

bool isComputable(Dtype dtype) {
    return dtype == Dtype::F16 || dtype == Dtype::BF16 || dtype == Dtype::F32 || dtype == Dtype::F64;
}

std::int64_t TensorView::elementCount() const {
    return static_cast<std::int64_t>(bytes.size() / dtypeSize(dtype));
}

std::uint16_t toBfloat16(float value) {
    return brainFromFloat(value);
}

float fromBfloat16(std::uint16_t bits) {
    return floatFromBrain(bits);
}

std::uint16_t toFloat16(float value) {
    return halfFromFloat(value);
}

float fromFloat16(std::uint16_t bits) {
    return floatFromHalf(bits);
}

Result<void> convertToFloat(const TensorView& tensor, std::span<float> out) {
    const std::size_t count = out.size();
    if (count != static_cast<std::size_t>(tensor.elementCount()))
        return mismatch(tensor.name, std::to_string(tensor.elementCount()) + " elements do not fit " + std::to_string(count));
    const std::byte* const in = tensor.bytes.data();
    float* const to = out.data();
    switch (tensor.dtype) {
    case Dtype::F32:
        if (count > 0)
            std::memcpy(to, in, tensor.bytes.size());
        return {};
    case Dtype::F16:
        for (std::size_t i = 0; i < count; ++i)
            to[i] = floatFromHalf(load<std::uint16_t>(in, i));
        return {};
    case Dtype::BF16:
        for (std::size_t i = 0; i < count; ++i)
            to[i] = floatFromBrain(load<std::uint16_t>(in, i));
        return {};
    case Dtype::F64:
        for (std::size_t i = 0; i < count; ++i)
            to[i] = static_cast<float>(load<double>(in, i));
        return {};
    default:
        return mismatch(tensor.name, "elements of type " + std::string(dtypeName(tensor.dtype)) + " cannot become weights");
    }
}

Result<void> convertFromFloat(std::span<const float> values, Dtype dtype, std::span<std::byte> out) {
    if (!isComputable(dtype))
        return mismatch({}, "weights cannot be stored as " + std::string(dtypeName(dtype)));
    const std::size_t count = values.size();
    if (out.size() / dtypeSize(dtype) != count || out.size() % dtypeSize(dtype) != 0)
        return mismatch({}, std::to_string(count) + " values do not fit " + std::to_string(out.size()) + " bytes");
    std::byte* const to = out.data();
    switch (dtype) {
    case Dtype::F16:
        for (std::size_t i = 0; i < count; ++i)
            store(to, i, halfFromFloat(values[i]));
        break;
    case Dtype::BF16:
        for (std::size_t i = 0; i < count; ++i)
            store(to, i, brainFromFloat(values[i]));
        break;
    case Dtype::F64:
        for (std::size_t i = 0; i < count; ++i)
            store(to, i, static_cast<double>(values[i]));
        break;
    default:
        if (count > 0)
            std::memcpy(to, values.data(), out.size());
    }
    return {};
}

std::int64_t countNotFinite(const TensorView& tensor) {
    switch (tensor.dtype) {
    case Dtype::F64:
        return countAllOnes<std::uint64_t>(tensor, 0x7ff0000000000000U);
    case Dtype::F32:
        return countAllOnes<std::uint32_t>(tensor, 0x7f800000U);
    case Dtype::BF16:
        return countAllOnes<std::uint16_t>(tensor, 0x7f80U);
    case Dtype::F16:
        return countAllOnes<std::uint16_t>(tensor, 0x7c00U);
    case Dtype::F8E5M2:
        return countAllOnes<std::uint8_t>(tensor, 0x7cU);
    case Dtype::F8E4M3: // this format has no infinity and one NaN of either sign
        return countAllOnes<std::uint8_t>(tensor, 0x7fU);
    default:
        return 0;
    }
}

} // namespace postern
