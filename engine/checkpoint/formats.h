// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/core/json.h"

namespace postern {

/// A model family that checkpoints are computed with.
struct FamilySummary {
    std::string modelType; ///< config.json's model_type
    std::string className; ///< config.json's architectures
    std::string models;    ///< well-known members
};

/// Every family that parseModelConfig accepts, in the order of the documentation.
[[nodiscard]] std::vector<FamilySummary> familySummaries();

struct FormatSummary {
    std::string name;
    std::string reads;  ///< what of it is read, and for what
    std::string writes; ///< empty: it is not written
    std::string limits;
};

/// Every file format, with its limits taken from the constants of the readers.
[[nodiscard]] std::vector<FormatSummary> formatSummaries();

/// Families, formats and limits as a page of Markdown without a title; README.md and resources/help/formats.md hold
/// exactly this, and a test compares.
[[nodiscard]] std::string formatsMarkdown();

/// The same for programs: schema 1, families, formats, gguf {architectures, types}.
[[nodiscard]] Json formatsJson();

} // namespace postern
