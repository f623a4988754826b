// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "engine/core/error.h"
#include "engine/core/json.h"

namespace postern {

/// Reads typed, range-checked values from one JSON object. A key that is absent or null counts as not given.
/// Every error is ConfigUnsupported and names the key.
class ConfigReader {
public:
    ConfigReader(const Json& object, std::string subject) : m_object(&object), m_subject(std::move(subject)) {}

    [[nodiscard]] const std::string& subject() const { return m_subject; }
    [[nodiscard]] const Json& object() const { return *m_object; }
    /// The value, or nullptr where it is absent or null.
    [[nodiscard]] const Json* given(std::string_view key) const;
    /// Whether anybody has looked at the key so far: what nobody read may not change the computation.
    [[nodiscard]] bool wasRead(std::string_view key) const { return m_read.contains(key); }

    [[nodiscard]] Result<std::int64_t> integer(std::string_view key, std::int64_t minimum, std::int64_t maximum,
                                               std::optional<std::int64_t> fallback = {}) const;
    [[nodiscard]] Result<double> number(std::string_view key, double minimum, double maximum, std::optional<double> fallback = {}) const;
    [[nodiscard]] Result<bool> flag(std::string_view key, bool fallback) const;
    [[nodiscard]] Result<std::string> text(std::string_view key, std::string_view fallback) const;

    [[nodiscard]] Failure refuse(std::string_view key, std::string_view detail) const;

private:
    const Json* m_object;
    std::string m_subject;
    mutable std::set<std::string, std::less<>> m_read;
};

} // namespace postern
