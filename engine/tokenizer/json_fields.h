// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/json.h"

namespace postern {

/// Reads the fields of one component of a tokenizer.json. The object must outlive the reader.
/// Errors: TokenizerMalformed, naming component and field.
class JsonFields {
public:
    [[nodiscard]] static Result<JsonFields> of(const Json& value, std::string component, const std::string& subject);

    [[nodiscard]] const std::string& subject() const { return m_subject; }
    [[nodiscard]] const std::string& component() const { return m_component; }

    /// The field, or null where it is absent or null.
    [[nodiscard]] const Json* find(std::string_view key) const;

    [[nodiscard]] Result<std::string> text(std::string_view key) const;
    [[nodiscard]] Result<std::string> text(std::string_view key, std::string_view fallback) const;
    [[nodiscard]] Result<bool> flag(std::string_view key, bool fallback) const;
    [[nodiscard]] Result<std::int64_t> integer(std::string_view key) const; ///< 0 … 2^31-1
    [[nodiscard]] Result<const Json*> array(std::string_view key) const;
    [[nodiscard]] Result<const Json*> object(std::string_view key) const;

    [[nodiscard]] Failure malformed(std::string detail) const;
    [[nodiscard]] Failure unsupported(std::string detail) const;

private:
    JsonFields(const Json& object, std::string component, std::string subject)
        : m_object(&object), m_component(std::move(component)), m_subject(std::move(subject)) {}

    const Json* m_object;
    std::string m_component;
    std::string m_subject;
};

/// A non-negative integer below 2^31, or nothing.
[[nodiscard]] const Json* asIndex(const Json& value, std::int64_t& out);

} // namespace postern
