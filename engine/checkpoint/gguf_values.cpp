// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf_values.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace postern {

namespace {

/// Stored as float32: 1e-5 comes back as 9.99999974e-06. The shortest decimal that float32 would store the same way is
/// what the author wrote.
double shortest(double value) {
    const auto stored = static_cast<float>(value);
    if (!std::isfinite(stored) || static_cast<double>(stored) != value)
        return value;
    for (int digits = 1; digits <= 9; ++digits) {
        char text[32];
        std::snprintf(text, sizeof text, "%.*e", digits - 1, value);
        if (std::strtof(text, nullptr) == stored)
            return std::strtod(text, nullptr);
    }
    return value;
}

} // namespace

std::string ggufKey(const GgufFile& file, std::string_view name) {
    const std::string* architecture = file.text("general.architecture");
    return (architecture ? *architecture : std::string()) + '.' + std::string(name);
}

Failure refuseGguf(const GgufFile& file, const std::string& key, const std::string& detail) {
    return fail(ErrorCode::ConfigUnsupported, file.path().string(), '"' + printable(key, 80) + "\" " + detail);
}

Result<std::int64_t> ggufSize(const GgufFile& file, std::string_view name, std::optional<std::int64_t> fallback) {
    const std::string key = ggufKey(file, name);
    if (fallback && !file.metadata().contains(key))
        return *fallback;
    const auto value = file.integer(key);
    if (!value || *value < 1 || *value > kMaxGgufSize)
        return refuseGguf(file, key, "is missing, or no whole number from 1 to " + std::to_string(kMaxGgufSize));
    return *value;
}

Result<double> ggufReal(const GgufFile& file, std::string_view name, std::optional<double> fallback) {
    const std::string key = ggufKey(file, name);
    if (fallback && !file.metadata().contains(key))
        return *fallback;
    const auto value = file.number(key);
    if (!value || !std::isfinite(*value))
        return refuseGguf(file, key, "is missing or no number");
    return shortest(*value);
}

std::vector<double> ggufFloats(const GgufTensor& tensor) {
    std::vector<float> values(static_cast<std::size_t>(tensor.elementCount()));
    if (!decodeGguf(*tensor.type, tensor.bytes, values))
        return {};
    std::vector<double> shortened;
    for (const float value : values)
        shortened.push_back(shortest(static_cast<double>(value)));
    return shortened;
}

} // namespace postern
