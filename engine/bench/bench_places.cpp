// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bench/bench_places.h"

#include <set>

#include "engine/core/json.h"

namespace postern {

namespace {

void collect(const Json& json, std::set<std::string>& names) {
    if (json.is_string()) {
        const auto& text = json.get_ref<const std::string&>();
        for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", at + 2))
            if (const std::size_t end = text.find('}', at); end != std::string::npos)
                names.insert(text.substr(at + 2, end - at - 2));
    }
    if (json.is_structured())
        for (const Json& entry : json)
            collect(entry, names);
}

} // namespace

Result<std::vector<std::string>> benchPlaces(const std::filesystem::path& file) {
    POSTERN_ASSIGN(const Json json, readJsonFile(file, {16, std::size_t{4} << 20}));
    std::set<std::string> names;
    collect(json, names);
    return std::vector<std::string>(names.begin(), names.end());
}

} // namespace postern
