// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/strict_object.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace postern {

namespace {

const Json& nullJson() {
    static const Json null;
    return null;
}

const Json& emptyArray() {
    static const Json empty = Json::array();
    return empty;
}

} // namespace

StrictObject::StrictObject(const Json& json, std::string what, std::initializer_list<std::string_view> members)
    : m_json(&json), m_what(std::move(what)) {
    if (!json.is_object()) {
        refuse("not an object");
        return;
    }
    for (const auto& [key, value] : json.items())
        if (std::find(members.begin(), members.end(), std::string_view(key)) == members.end())
            refuse("unknown member \"" + printable(key, 80) + '"');
    for (const std::string_view key : members)
        if (!json.contains(key))
            refuse("member \"" + std::string(key) + "\" is missing");
}

const Json& StrictObject::member(const char* key) {
    if (!m_problem.empty())
        return nullJson();
    const auto found = m_json->find(key);
    return found == m_json->end() ? nullJson() : *found;
}

std::int64_t StrictObject::integer(const char* key, std::int64_t low, std::int64_t high) {
    const Json& value = member(key);
    // A number above 2^63 is "unsigned" to the parser and would wrap.
    const bool fits = value.is_number_unsigned() ? value.get<std::uint64_t>() <= static_cast<std::uint64_t>(std::max<std::int64_t>(high, 0))
                                                 : value.is_number_integer();
    if (!fits || value.get<std::int64_t>() < low || value.get<std::int64_t>() > high) {
        refuse("\"" + std::string(key) + "\" is not an integer between " + std::to_string(low) + " and " + std::to_string(high));
        return low;
    }
    return value.get<std::int64_t>();
}

double StrictObject::number(const char* key) {
    const Json& value = member(key);
    if (!value.is_number() || !std::isfinite(value.get<double>())) {
        refuse("\"" + std::string(key) + "\" is not a number");
        return 0;
    }
    return value.get<double>();
}

double StrictObject::numberOrNan(const char* key) {
    if (m_problem.empty() && member(key).is_null())
        return std::numeric_limits<double>::quiet_NaN();
    return number(key);
}

bool StrictObject::flag(const char* key) {
    const Json& value = member(key);
    if (!value.is_boolean()) {
        refuse("\"" + std::string(key) + "\" is not true or false");
        return false;
    }
    return value.get<bool>();
}

std::string StrictObject::text(const char* key) {
    const Json& value = member(key);
    if (!value.is_string()) {
        refuse("\"" + std::string(key) + "\" is not a text");
        return {};
    }
    return value.get<std::string>();
}

const Json& StrictObject::array(const char* key, std::size_t maxCount) {
    const Json& value = member(key);
    if (value.is_array() && value.size() <= maxCount)
        return value;
    refuse("\"" + std::string(key) + "\" is not an array of at most " + std::to_string(maxCount) + " elements");
    return emptyArray();
}

std::vector<std::string> StrictObject::texts(const char* key, std::size_t maxCount) {
    std::vector<std::string> result;
    for (const Json& element : array(key, maxCount)) {
        if (!element.is_string()) {
            refuse("\"" + std::string(key) + "\" holds something that is not a text");
            return {};
        }
        result.push_back(element.get<std::string>());
    }
    return result;
}

std::size_t StrictObject::choice(const char* key, std::initializer_list<std::string_view> names) {
    const std::string name = text(key);
    const auto found = std::find(names.begin(), names.end(), std::string_view(name));
    if (found == names.end()) {
        refuse("\"" + std::string(key) + "\" is unknown: \"" + printable(name, 80) + '"');
        return 0;
    }
    return static_cast<std::size_t>(found - names.begin());
}

void StrictObject::refuse(const std::string& detail) {
    if (m_problem.empty())
        m_problem = detail;
}

void StrictObject::adopt(const Result<void>& result) {
    if (!result)
        refuse(result.error().detail);
}

Result<void> StrictObject::finish() const {
    if (m_problem.empty())
        return {};
    return fail(ErrorCode::RunFolderMalformed, m_what, m_problem);
}

Json finiteOrNull(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

std::string dumpLine(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Rate readRate(StrictObject& parent, const char* key) {
    constexpr std::int64_t kMaxCount = std::int64_t{1} << 53;
    StrictObject object(parent.member(key), key, {"hits", "total"});
    Rate rate;
    rate.total = object.integer("total", 0, kMaxCount);
    rate.hits = object.integer("hits", 0, rate.total);
    if (const auto result = object.finish(); !result)
        parent.refuse("\"" + std::string(key) + "\": " + result.error().detail);
    return rate;
}

} // namespace postern
