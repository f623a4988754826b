// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/core/error.h"
#include "engine/core/json.h"

namespace postern {

/// How a passage becomes a prompt and a label an answer. Training and evaluation use the same one; it is stored with
/// every run and shown.
struct PromptTemplate {
    std::string prompt = "Passage: {text}\nAuthor:"; ///< exactly one {text}
    std::string answer = " {label}";                 ///< exactly one {label}

    [[nodiscard]] std::string renderPrompt(std::string_view text) const;
    [[nodiscard]] std::string renderAnswer(std::string_view label) const;
};

/// {"prompt": "… {text} …", "answer": "… {label}"}. Error: DataMalformed where a placeholder is missing or doubled.
[[nodiscard]] Result<PromptTemplate> parsePromptTemplate(const Json& json, const std::string& subject);
[[nodiscard]] Result<PromptTemplate> readPromptTemplate(const std::filesystem::path& path);
[[nodiscard]] Json toJson(const PromptTemplate& promptTemplate);

} // namespace postern
