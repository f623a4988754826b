// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/rate.h"
#include "engine/core/error.h"
#include "engine/core/json.h"

namespace postern {

/// Reads the members of a JSON object of untrusted origin. The first rule that is broken is kept and every later call returns
/// a harmless value, so that a reader can take all its members and ask once at the end.
class StrictObject {
public:
    /// `what` names the object in the error. Every member must be listed in `members`, and all of them must be there.
    StrictObject(const Json& json, std::string what, std::initializer_list<std::string_view> members);

    [[nodiscard]] std::int64_t integer(const char* key, std::int64_t low, std::int64_t high);
    [[nodiscard]] double number(const char* key);      ///< finite
    [[nodiscard]] double numberOrNan(const char* key); ///< finite, or null for "not measured"
    [[nodiscard]] bool flag(const char* key);
    [[nodiscard]] std::string text(const char* key);
    [[nodiscard]] std::vector<std::string> texts(const char* key, std::size_t maxCount);
    /// The array under the key; an empty one when it is something else or too long.
    [[nodiscard]] const Json& array(const char* key, std::size_t maxCount);
    /// Any member, null after a failure.
    [[nodiscard]] const Json& member(const char* key);
    /// One of `names`: its index.
    [[nodiscard]] std::size_t choice(const char* key, std::initializer_list<std::string_view> names);

    /// Records a broken rule from outside, for rules between members.
    void refuse(const std::string& detail);
    void adopt(const Result<void>& result);
    [[nodiscard]] Result<void> finish() const;

private:
    const Json* m_json;
    std::string m_what;
    std::string m_problem;
};

/// A rate as toJson(const Rate&) writes it; a broken rule goes to the object.
[[nodiscard]] Rate readRate(StrictObject& object, const char* key);

/// null for a number JSON cannot hold.
[[nodiscard]] Json finiteOrNull(double value);

/// One line of JSON; invalid UTF-8 in the texts becomes U+FFFD instead of an exception.
[[nodiscard]] std::string dumpLine(const Json& json);

} // namespace postern
