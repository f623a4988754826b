// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/provenance.h"

namespace postern {

Json toJson(const Provenance& provenance) {
    Json sources = Json::array();
    for (const Provenance::Source& source : provenance.sources)
        sources.push_back({{"role", source.role}, {"name", source.name}, {"files", source.files}});
    return {{"schema", 1},
            {"tool", {{"name", "postern"}, {"version", POSTERN_VERSION}}},
            {"created", provenance.created},
            {"action", provenance.action},
            {"sources", std::move(sources)},
            {"details", provenance.details}};
}

} // namespace postern
