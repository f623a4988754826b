// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/chat/chat_template.h"

/// What the tests of this folder share.
namespace postern::test {

/// Monday, 23 November 2026, 09:05.
inline std::tm fixedClock() {
    std::tm clock{};
    clock.tm_year = 126;
    clock.tm_mon = 10;
    clock.tm_mday = 23;
    clock.tm_hour = 9;
    clock.tm_min = 5;
    clock.tm_wday = 1;
    clock.tm_yday = 326;
    return clock;
}

inline Result<std::string> rendered(std::string_view source, const ChatValue::Members& variables = {}, const ChatLimits& limits = {}) {
    const auto parsed = ChatTemplate::parse(source, "t.jinja", limits);
    if (!parsed)
        return tl::make_unexpected(parsed.error());
    return parsed->render(variables, fixedClock());
}

/// The text, or the error's code and detail: what a table of expectations compares.
inline std::string outcome(std::string_view source, const ChatValue::Members& variables = {}, const ChatLimits& limits = {}) {
    const auto result = rendered(source, variables, limits);
    return result ? *result : "! " + std::string(errorCodeName(result.error().code)) + ": " + result.error().detail;
}

} // namespace postern::test
