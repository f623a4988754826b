// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/chat/chat_limits.h"
#include "engine/core/error.h"

namespace postern {

/// What a template gets to see of JSON: like the reference, and unlike the project's Json, objects keep the order of
/// their members, which templates print.
struct ChatValue {
    using Array = std::vector<ChatValue>;
    using Member = std::pair<std::string, ChatValue>;
    using Members = std::vector<Member>;

    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Members> data = nullptr;

    ChatValue() = default;
    ChatValue(bool value) : data(value) {}
    ChatValue(std::int64_t value) : data(value) {}
    ChatValue(double value) : data(value) {}
    ChatValue(std::string value) : data(std::move(value)) {}
    ChatValue(const char* value) : data(std::string(value)) {}
    ChatValue(Array value) : data(std::move(value)) {}
    ChatValue(Members value) : data(std::move(value)) {}
    ChatValue(const void*) = delete;

    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&data); }
    [[nodiscard]] const Array* array() const { return std::get_if<Array>(&data); }
    [[nodiscard]] const Members* members() const { return std::get_if<Members>(&data); }
    /// The member of that name; null where there is none or this is no object.
    [[nodiscard]] const ChatValue* find(std::string_view name) const;
};

/// Strict JSON as parseJson reads it (depth 64, no duplicate keys, valid UTF-8). Integers beyond 64 bits are refused.
/// Errors: JsonMalformed, FileTooLarge.
[[nodiscard]] Result<ChatValue> parseChatValue(std::string_view json, const std::string& subject, const ChatLimits& limits = {});

/// A message of a conversation.
[[nodiscard]] ChatValue chatMessage(std::string role, std::string content);

} // namespace postern
