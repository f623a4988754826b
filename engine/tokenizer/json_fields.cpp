// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/json_fields.h"

#include <limits>

#include "engine/tokenizer/unicode.h"

namespace postern {

Result<JsonFields> JsonFields::of(const Json& value, std::string component, const std::string& subject) {
    if (!value.is_object())
        return fail(ErrorCode::TokenizerMalformed, subject, component + " is not an object");
    return JsonFields(value, std::move(component), subject);
}

const Json* JsonFields::find(std::string_view key) const {
    const auto it = m_object->find(std::string(key));
    return it == m_object->end() || it->is_null() ? nullptr : &*it;
}

Result<std::string> JsonFields::text(std::string_view key) const {
    const Json* value = find(key);
    if (value == nullptr || !value->is_string())
        return malformed("the text \"" + std::string(key) + "\" is missing or of another type");
    // Parsed files are UTF-8 already; a value that was built in memory need not be, and PCRE2 relies on it.
    const auto& content = value->get_ref<const std::string&>();
    if (!unicode::isValidUtf8(content))
        return malformed('"' + std::string(key) + "\" is not UTF-8");
    return content;
}

Result<std::string> JsonFields::text(std::string_view key, std::string_view fallback) const {
    if (find(key) == nullptr)
        return std::string(fallback);
    return text(key);
}

Result<bool> JsonFields::flag(std::string_view key, bool fallback) const {
    const Json* value = find(key);
    if (value == nullptr)
        return fallback;
    if (!value->is_boolean())
        return malformed('"' + std::string(key) + "\" is not true or false");
    return value->get<bool>();
}

Result<std::int64_t> JsonFields::integer(std::string_view key) const {
    const Json* value = find(key);
    std::int64_t number = 0;
    if (value == nullptr || asIndex(*value, number) == nullptr)
        return malformed('"' + std::string(key) + "\" is not a whole number from 0 to 2147483647");
    return number;
}

Result<const Json*> JsonFields::array(std::string_view key) const {
    const Json* value = find(key);
    if (value == nullptr || !value->is_array())
        return malformed("the list \"" + std::string(key) + "\" is missing or of another type");
    return value;
}

Result<const Json*> JsonFields::object(std::string_view key) const {
    const Json* value = find(key);
    if (value == nullptr || !value->is_object())
        return malformed("the object \"" + std::string(key) + "\" is missing or of another type");
    return value;
}

Failure JsonFields::malformed(std::string detail) const {
    return fail(ErrorCode::TokenizerMalformed, m_subject, m_component + ": " + detail);
}

Failure JsonFields::unsupported(std::string detail) const {
    return fail(ErrorCode::TokenizerUnsupported, m_subject, m_component + ": " + detail,
                "Postern reads the components of Hugging Face's tokenizers library");
}

const Json* asIndex(const Json& value, std::int64_t& out) {
    if (value.is_number_unsigned()) {
        const auto number = value.get<std::uint64_t>();
        if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max()))
            return nullptr;
        out = static_cast<std::int64_t>(number);
        return &value;
    }
    if (value.is_number_integer()) {
        const auto number = value.get<std::int64_t>();
        if (number < 0 || number > std::numeric_limits<std::int32_t>::max())
            return nullptr;
        out = number;
        return &value;
    }
    return nullptr;
}

} // namespace postern
