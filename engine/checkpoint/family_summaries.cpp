// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/formats.h"
#include "engine/checkpoint/model_families.h"

namespace postern {

std::vector<FamilySummary> familySummaries() {
    std::vector<FamilySummary> summaries;
    for (const ModelFamily& family : modelFamilies())
        summaries.push_back({std::string(family.modelType), std::string(family.architecture), std::string(family.members)});
    summaries.push_back({"gemma3", "Gemma3ForConditionalGeneration", "Gemma 3 (text part)"});
    return summaries;
}

} // namespace postern
