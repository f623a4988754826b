// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/gguf_json.h"

#include <cmath>
#include <cstring>
#include <type_traits>

#include "engine/core/hash.h"

namespace postern {

namespace {

constexpr std::size_t kMostShown = 16;
constexpr std::size_t kLongestText = 4096;

Json textJson(const std::string& text) {
    // printable() changes nothing but hidden characters and bytes that are not UTF-8; line feeds are common in templates.
    bool plain = text.size() <= kLongestText;
    if (plain) {
        std::string rest;
        for (const char c : text) {
            if (c != '\n' && c != '\t' && c != '\r')
                rest += c;
        }
        plain = printable(rest, rest.size() + 1) == rest;
    }
    return plain ? Json(text) : Json{{"bytes", text.size()}, {"sha256", sha256(text)}};
}

Json numberJson(double value) {
    if (std::isfinite(value))
        return value;
    return std::isnan(value) ? "NaN" : value > 0 ? "infinity" : "-infinity"; // JSON has no number for them
}

template <typename T>
Json elementJson(const T& value) {
    if constexpr (std::is_same_v<T, std::string>)
        return textJson(value);
    else if constexpr (std::is_same_v<T, double>)
        return numberJson(value);
    else
        return value;
}

/// The elements as bytes that differ where the lists differ.
template <typename T>
std::string bytesOf(const std::vector<T>& list) {
    std::string bytes;
    for (const T& value : list) {
        if constexpr (std::is_same_v<T, std::string>)
            bytes += std::to_string(value.size()) + ':' + value;
        else
            bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    return bytes;
}

Json listJson(const GgufList& list) {
    return std::visit(
        [](const auto& values) -> Json {
            if (values.size() > kMostShown)
                return {{"count", values.size()}, {"sha256", sha256(bytesOf(values))}};
            Json json = Json::array();
            for (const auto& value : values)
                json.push_back(elementJson(value));
            return json;
        },
        list);
}

} // namespace

Json metadataJson(const GgufFile& file) {
    Json json = Json::object();
    for (const auto& [key, value] : file.metadata()) {
        json[key] = std::visit(
            [](const auto& held) -> Json {
                using Held = std::decay_t<decltype(held)>;
                if constexpr (std::is_same_v<Held, GgufList>)
                    return listJson(held);
                else
                    return elementJson(held);
            },
            value);
    }
    return json;
}

} // namespace postern
