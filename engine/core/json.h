// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

#include <nlohmann/json.hpp>

#include "engine/core/error.h"

namespace postern {

using Json = nlohmann::json;

/// Limits for JSON of untrusted origin.
struct JsonLimits {
    std::size_t maxDepth = 64;
    std::size_t maxBytes = std::size_t{256} << 20;
};

/// Parses strict JSON. Refused by rule: invalid UTF-8 and lone surrogates, nesting beyond the limit, duplicate
/// keys in an object, anything but white space after the value. `subject` names the source in errors.
[[nodiscard]] Result<Json> parseJson(std::string_view text, const std::string& subject, JsonLimits limits = {});

/// Reads and parses a file; the size limit is checked before anything is read.
[[nodiscard]] Result<Json> readJsonFile(const std::filesystem::path& path, JsonLimits limits = {});

/// Reads a whole file of at most `maxBytes`.
[[nodiscard]] Result<std::string> readTextFile(const std::filesystem::path& path, std::size_t maxBytes);

/// Writes to a temporary neighbour, flushes it to disk and renames it over `path`: readers see old or new, never half.
[[nodiscard]] Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view content);

} // namespace postern
