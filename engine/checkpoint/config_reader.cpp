// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/config_reader.h"

#include <cmath>

#include <fmt/format.h>

namespace postern {

namespace {

constexpr std::size_t kMaxTextBytes = 64;

} // namespace

const Json* ConfigReader::given(std::string_view key) const {
    m_read.emplace(key);
    const auto found = m_object->find(key);
    return found == m_object->end() || found->is_null() ? nullptr : &*found;
}

Result<std::int64_t> ConfigReader::integer(std::string_view key, std::int64_t minimum, std::int64_t maximum,
                                           std::optional<std::int64_t> fallback) const {
    const Json* value = given(key);
    if (!value)
        return fallback ? Result<std::int64_t>(*fallback) : refuse(key, "is missing");
    if (!value->is_number_integer())
        return refuse(key, "must be a whole number");
    // A value above 2^63-1 is stored as unsigned and would wrap if it were read as signed.
    const bool huge = value->is_number_unsigned() && value->get<std::uint64_t>() > static_cast<std::uint64_t>(maximum);
    if (huge || value->get<std::int64_t>() < minimum || value->get<std::int64_t>() > maximum)
        return refuse(key, fmt::format("must lie in {} … {}", minimum, maximum));
    return value->get<std::int64_t>();
}

Result<double> ConfigReader::number(std::string_view key, double minimum, double maximum, std::optional<double> fallback) const {
    const Json* value = given(key);
    if (!value)
        return fallback ? Result<double>(*fallback) : refuse(key, "is missing");
    if (!value->is_number())
        return refuse(key, "must be a number");
    const double read = value->get<double>();
    if (!std::isfinite(read) || read < minimum || read > maximum)
        return refuse(key, fmt::format("must lie in {} … {}", minimum, maximum));
    return read;
}

Result<bool> ConfigReader::flag(std::string_view key, bool fallback) const {
    const Json* value = given(key);
    if (!value)
        return fallback;
    if (!value->is_boolean())
        return refuse(key, "must be true or false");
    return value->get<bool>();
}

Result<std::string> ConfigReader::text(std::string_view key, std::string_view fallback) const {
    const Json* value = given(key);
    if (!value)
        return std::string(fallback);
    if (!value->is_string())
        return refuse(key, "must be text");
    if (value->get_ref<const std::string&>().size() > kMaxTextBytes)
        return refuse(key, "is too long");
    return value->get<std::string>();
}

Failure ConfigReader::refuse(std::string_view key, std::string_view detail) const {
    return fail(ErrorCode::ConfigUnsupported, m_subject, fmt::format("\"{}\" {}", printable(key, 80), detail));
}

} // namespace postern
