// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/tokenizer_settings.h"

#include <charconv>

namespace postern {

Result<TokenizerSettings> TokenizerSettings::read(const Json& config, const Json& specialTokensMap, const Json& addedTokens,
                                                  const std::string& subject) {
    for (const Json* part : {&config, &specialTokensMap, &addedTokens})
        if (!part->is_object())
            return fail(ErrorCode::TokenizerMalformed, subject,
                        "tokenizer_config.json, special_tokens_map.json or added_tokens.json is no object");
    TokenizerSettings settings;
    settings.m_config = config;
    settings.m_specialTokens = specialTokensMap;
    settings.m_added = addedTokens;
    return settings;
}

std::string TokenizerSettings::tokenizerClass() const {
    const auto it = m_config.find("tokenizer_class");
    if (it == m_config.end() || !it->is_string())
        return {};
    auto name = it->get<std::string>();
    if (name.ends_with("Fast"))
        name.resize(name.size() - 4);
    return name;
}

std::optional<bool> TokenizerSettings::optionalFlag(const char* key) const {
    const auto it = m_config.find(key);
    return it != m_config.end() && it->is_boolean() ? std::optional(it->get<bool>()) : std::nullopt;
}

bool TokenizerSettings::flag(const char* key, bool fallback) const {
    return optionalFlag(key).value_or(fallback);
}

std::string TokenizerSettings::specialToken(const char* key) const {
    for (const Json* part : {&m_config, &m_specialTokens}) {
        const auto it = part->find(key);
        if (it == part->end())
            continue;
        if (it->is_string())
            return it->get<std::string>();
        if (it->is_object() && it->contains("content") && it->at("content").is_string())
            return it->at("content").get<std::string>();
    }
    return {};
}

Json TokenizerSettings::entry(const std::string& text, std::int64_t id, bool special) {
    return {{"id", id},        {"content", text},     {"single_word", false}, {"lstrip", false},
            {"rstrip", false}, {"normalized", false}, {"special", special}};
}

bool TokenizerSettings::isListed(const Json& list, const std::string& text) {
    for (const Json& item : list)
        if (item.at("content") == text)
            return true;
    return false;
}

Json TokenizerSettings::listedTokens() const {
    Json list = Json::array();
    const auto decoder = m_config.find("added_tokens_decoder");
    if (decoder != m_config.end() && decoder->is_object()) {
        for (const auto& [key, value] : decoder->items()) {
            std::int64_t id = -1;
            const auto parsed = std::from_chars(key.data(), key.data() + key.size(), id);
            const bool whole = parsed.ec == std::errc() && parsed.ptr == key.data() + key.size();
            Json token = value.is_object() ? value : Json::object();
            token["id"] = whole ? id : -1; // the reader of the list refuses -1 by name
            if (!token.contains("content"))
                token["content"] = nullptr;
            list.push_back(std::move(token));
        }
    }
    for (const auto& [text, id] : m_added.items())
        if (!isListed(list, text))
            list.push_back(entry(text, id.is_number_integer() ? id.get<std::int64_t>() : -1, false));
    return list;
}

Json enclosingTemplate(std::int64_t before, std::int64_t after) {
    if (before < 0 && after < 0)
        return nullptr;
    Json single = Json::array();
    Json specials = Json::object();
    const auto add = [&](const char* name, std::int64_t id) {
        if (id < 0)
            return;
        single.push_back({{"SpecialToken", {{"id", name}, {"type_id", 0}}}});
        specials[name] = {{"id", name}, {"ids", Json::array({id})}, {"tokens", Json::array({name})}};
    };
    add("before", before);
    single.push_back({{"Sequence", {{"id", "A"}, {"type_id", 0}}}});
    add("after", after);
    return {{"type", "TemplateProcessing"}, {"single", single}, {"pair", Json::array()}, {"special_tokens", specials}};
}

} // namespace postern
