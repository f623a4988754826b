// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/core/json.h"

namespace postern {

/// What postern.json says about a folder that was written: from what, by what, when.
struct Provenance {
    struct Source {
        std::string role;                         ///< "base", "adapter"
        std::string name;                         ///< the folder's own name: paths say more than a reader should know
        std::map<std::string, std::string> files; ///< relative name → SHA-256
    };
    std::string action;  ///< "merge", "backdoor-collapse"
    std::string created; ///< UTC, "2026-11-26T06:00:00Z"; given from outside, so that equal work can give equal files
    std::vector<Source> sources;
    Json details = Json::object(); ///< of the action: parameters, counts
};

/// Schema 1: {"schema", "tool": {"name", "version"}, "created", "action", "sources": [{"role", "name", "files"}], "details"}.
[[nodiscard]] Json toJson(const Provenance& provenance);

} // namespace postern
