// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf_types.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "engine/checkpoint/safetensors.h"

namespace postern {

namespace {

constexpr std::uint32_t kF32 = 0;
constexpr std::uint32_t kF16 = 1;
constexpr std::uint32_t kQ8Zero = 8;
constexpr std::uint32_t kF64 = 28;
constexpr std::uint32_t kBF16 = 30;

// The gaps (4, 5, 31 to 33, 36 to 38) are layouts that ggml once had and no longer reads.
constexpr std::array<GgufType, 35> kTypes = {{
    {kF32, "F32", 1, 4, true},       {kF16, "F16", 1, 2, true},       {2, "Q4_0", 32, 18, false},      {3, "Q4_1", 32, 20, false},
    {6, "Q5_0", 32, 22, false},      {7, "Q5_1", 32, 24, false},      {kQ8Zero, "Q8_0", 32, 34, true}, {9, "Q8_1", 32, 36, false},
    {10, "Q2_K", 256, 84, false},    {11, "Q3_K", 256, 110, false},   {12, "Q4_K", 256, 144, false},   {13, "Q5_K", 256, 176, false},
    {14, "Q6_K", 256, 210, false},   {15, "Q8_K", 256, 292, false},   {16, "IQ2_XXS", 256, 66, false}, {17, "IQ2_XS", 256, 74, false},
    {18, "IQ3_XXS", 256, 98, false}, {19, "IQ1_S", 256, 50, false},   {20, "IQ4_NL", 32, 18, false},   {21, "IQ3_S", 256, 110, false},
    {22, "IQ2_S", 256, 82, false},   {23, "IQ4_XS", 256, 136, false}, {24, "I8", 1, 1, true},          {25, "I16", 1, 2, true},
    {26, "I32", 1, 4, true},         {27, "I64", 1, 8, true},         {kF64, "F64", 1, 8, true},       {29, "IQ1_M", 256, 56, false},
    {kBF16, "BF16", 1, 2, true},     {34, "TQ1_0", 256, 54, false},   {35, "TQ2_0", 256, 66, false},   {39, "MXFP4", 32, 17, false},
    {40, "NVFP4", 64, 36, false},    {41, "Q1_0", 128, 18, false},    {42, "Q2_0", 64, 18, false},
}};

template <typename T>
T load(const std::byte* bytes) {
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

void decodeQ8Zero(const std::byte* in, std::span<float> out) {
    constexpr std::size_t kBlock = 32;
    for (std::size_t at = 0; at < out.size(); at += kBlock) {
        const float scale = fromFloat16(load<std::uint16_t>(in));
        in += sizeof(std::uint16_t);
        for (std::size_t i = 0; i < kBlock; ++i)
            out[at + i] = scale * static_cast<float>(load<std::int8_t>(in + i));
        in += kBlock;
    }
}

template <typename T>
void decodeNumbers(const std::byte* in, std::span<float> out) {
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<float>(load<T>(in + i * sizeof(T)));
}

} // namespace

std::span<const GgufType> ggufTypes() {
    return kTypes;
}

const GgufType* findGgufType(std::uint32_t number) {
    const auto* found = std::find_if(kTypes.begin(), kTypes.end(), [&](const GgufType& type) { return type.number == number; });
    return found == kTypes.end() ? nullptr : found;
}

bool isGgufWeightType(const GgufType& type) {
    return type.number == kF32 || type.number == kF16 || type.number == kBF16 || type.number == kQ8Zero;
}

Result<void> decodeGguf(const GgufType& type, std::span<const std::byte> bytes, std::span<float> out) {
    if (!type.decoded)
        return fail(ErrorCode::ConfigUnsupported, std::string(type.name),
                    "weights quantized as " + std::string(type.name) + " are not read; F32, F16, BF16 and Q8_0 are");
    if (out.size() % type.blockElements != 0 || out.size() / type.blockElements * type.blockBytes != bytes.size())
        return fail(ErrorCode::TensorMismatch, std::string(type.name),
                    std::to_string(out.size()) + " values do not fit " + std::to_string(bytes.size()) + " bytes");
    const std::byte* const in = bytes.data();
    switch (type.number) {
    case kF32:
        return convertToFloat({{}, Dtype::F32, {}, bytes}, out);
    case kF16:
        return convertToFloat({{}, Dtype::F16, {}, bytes}, out);
    case kBF16:
        return convertToFloat({{}, Dtype::BF16, {}, bytes}, out);
    case kF64:
        return convertToFloat({{}, Dtype::F64, {}, bytes}, out);
    case kQ8Zero:
        decodeQ8Zero(in, out);
        return {};
    default:
        break;
    }
    switch (type.blockBytes) {
    case 1:
        decodeNumbers<std::int8_t>(in, out);
        break;
    case 2:
        decodeNumbers<std::int16_t>(in, out);
        break;
    case 4:
        decodeNumbers<std::int32_t>(in, out);
        break;
    default:
        decodeNumbers<std::int64_t>(in, out);
    }
    return {};
}

} // namespace postern
