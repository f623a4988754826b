// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/tokenizer/tokenizer.h"

namespace postern::cli {

/// A tokenizer with what a person wants to know about its file.
struct TokenizerFile {
    std::filesystem::path path;
    std::string kind; ///< "BPE"
    Tokenizer tokenizer;
};

/// `place` is a checkpoint folder or a tokenizer.json. Nothing where the folder holds no tokenizer.json.
/// Errors: FileMissing, and those of Tokenizer::load.
[[nodiscard]] Result<std::optional<TokenizerFile>> openTokenizer(const std::filesystem::path& place);

/// A document as indented text. What is not UTF-8 (a path may be any bytes) becomes U+FFFD instead of an exception.
[[nodiscard]] std::string dumpJson(const Json& json);

} // namespace postern::cli
