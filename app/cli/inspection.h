// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "engine/core/json.h"
#include "engine/core/progress.h"

namespace postern::cli {

struct InspectionOptions {
    std::filesystem::path path; ///< a checkpoint folder, a safetensors file or a GGUF file
    bool hash = true;           ///< SHA-256 of every file
    bool values = false;        ///< norms, zeros, least and greatest, NaN and infinity
};

/// Weights described as one document; none is converted. Members of schema 1:
/// schema, tool {name, version}, path, format, folder (of a folder only), architecture (text or null),
/// config (of a supported folder as read, in Hugging Face's names; otherwise what the file says, or null), parameters,
/// dtypes {name: {tensors, elements, bytes}}, extra_tensors [name], files [{file, bytes, sha256 unless not asked for}],
/// tensors [{name, dtype, shape, bytes, file, values}] by layer and name, where values is there if asked for:
/// {norm, min, max, zeros, zero_share, nan, infinite}, or null where the type is not decoded,
/// end_tokens [{id, text or null, file}], tokenizer {file, kind, size} or null,
/// not_finite [{tensor, count}] or null where not asked for,
/// problems [{code, subject, detail}]: what does not stop the description but would stop a run.
/// Errors: those of WeightSource::open, hashing and computeStatistics.
[[nodiscard]] Result<Json> inspectCheckpoint(const InspectionOptions& options, const JobContext& job);

/// The same for people.
[[nodiscard]] std::string inspectionText(const Json& inspection);

} // namespace postern::cli
