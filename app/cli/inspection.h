// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "engine/core/json.h"
#include "engine/core/progress.h"

namespace postern::cli {

struct InspectionOptions {
    std::filesystem::path folder;
    bool hash = true;    ///< SHA-256 of every file
    bool values = false; ///< look for NaN and infinity
};

/// A checkpoint folder described as one document; no weight is converted. Members of schema 1:
/// schema, tool {name, version}, folder, architecture, config (as read, in Hugging Face's names), parameters,
/// dtypes {name: {tensors, elements, bytes}}, tensors [{name, dtype, shape, bytes}] in file order, extra_tensors [name],
/// files [{file, bytes, sha256 unless not asked for}], end_tokens [{id, text or null, file}],
/// tokenizer {file, kind, size} or null, not_finite [{tensor, count}] or null where not asked for,
/// problems [{code, subject, detail}]: what does not stop the description but would stop a run.
/// Errors: those of CheckpointFolder::open, hashCheckpoint and scanNotFinite.
[[nodiscard]] Result<Json> inspectCheckpoint(const InspectionOptions& options, const JobContext& job);

/// The same for people.
[[nodiscard]] std::string inspectionText(const Json& inspection);

} // namespace postern::cli
