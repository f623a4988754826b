// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chat/chat_value.h"

#include <limits>
#include <set>

#include "engine/core/json.h"

namespace postern {

namespace {

constexpr std::size_t kDeepest = 64;

class Builder : public nlohmann::json_sax<Json> {
public:
    bool null() override { return put({}); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(static_cast<std::int64_t>(value)); }
    bool number_unsigned(number_unsigned_t value) override {
        if (value > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max()))
            return refuse("an integer beyond 64 bits");
        return put(static_cast<std::int64_t>(value));
    }
    bool number_float(number_float_t value, const string_t& text) override {
        if (text.find_first_of(".eE") == std::string::npos)
            return refuse("an integer beyond 64 bits");
        return put(value);
    }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t&) override { return refuse("binary data"); }
    bool start_object(std::size_t) override { return open(ChatValue::Members()); }
    bool start_array(std::size_t) override { return open(ChatValue::Array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        Level& level = m_levels.back();
        if (!level.keys.insert(name).second)
            return refuse("duplicate key \"" + printable(name, 80) + '"');
        level.key = std::move(name);
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        return refuse("syntax error or invalid UTF-8 at byte " + std::to_string(position));
    }

    ChatValue root;
    std::string problem;

private:
    struct Level {
        ChatValue value;
        std::string key;
        std::set<std::string> keys;
    };

    bool refuse(std::string text) {
        problem = std::move(text);
        return false;
    }

    bool put(ChatValue value) {
        if (m_levels.empty()) {
            root = std::move(value);
            return true;
        }
        Level& level = m_levels.back();
        if (auto* const members = std::get_if<ChatValue::Members>(&level.value.data))
            members->emplace_back(std::move(level.key), std::move(value));
        else
            std::get<ChatValue::Array>(level.value.data).push_back(std::move(value));
        return true;
    }

    bool open(ChatValue value) {
        if (m_levels.size() >= kDeepest)
            return refuse("nested deeper than " + std::to_string(kDeepest) + " levels");
        m_levels.push_back({std::move(value), {}, {}});
        return true;
    }

    bool close() {
        ChatValue value = std::move(m_levels.back().value);
        m_levels.pop_back();
        return put(std::move(value));
    }

    std::vector<Level> m_levels;
};

} // namespace

const ChatValue* ChatValue::find(std::string_view name) const {
    if (const Members* const all = members())
        for (const auto& [known, value] : *all)
            if (known == name)
                return &value;
    return nullptr;
}

Result<ChatValue> parseChatValue(std::string_view json, const std::string& subject, const ChatLimits& limits) {
    if (json.size() > limits.inputBytes)
        return fail(ErrorCode::FileTooLarge, subject,
                    std::to_string(json.size()) + " bytes of JSON; the limit is " + std::to_string(limits.inputBytes));
    if (json.find('\0') != std::string_view::npos)
        return fail(ErrorCode::JsonMalformed, subject, "a NUL byte");
    if (json.starts_with("\xef\xbb\xbf"))
        return fail(ErrorCode::JsonMalformed, subject, "a byte order mark");
    Builder builder;
    if (!Json::sax_parse(json.begin(), json.end(), &builder) || !builder.problem.empty())
        return fail(ErrorCode::JsonMalformed, subject, builder.problem.empty() ? "syntax error" : builder.problem);
    return std::move(builder.root);
}

ChatValue chatMessage(std::string role, std::string content) {
    return ChatValue::Members{{"role", std::move(role)}, {"content", std::move(content)}};
}

} // namespace postern
