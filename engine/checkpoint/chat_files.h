// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/error.h"

namespace postern {

/// The chat templates of a checkpoint folder as texts, and the special tokens that they may name. Nothing is interpreted.
struct ChatFiles {
    struct Template {
        std::string name; ///< "default", "tool_use", …
        std::string text;
        std::string file; ///< relative to the folder
    };

    std::vector<Template> templates;                         ///< the default first, where there is one
    std::vector<std::pair<std::string, std::string>> tokens; ///< {"bos_token", "<s>"}, …
    std::vector<std::string> additionalTokens;               ///< additional_special_tokens

    [[nodiscard]] const Template* find(std::string_view name) const; ///< null where there is none of that name
};

/// Reads chat_template.jinja and additional_chat_templates/*.jinja, then what these leave unnamed from chat_template.json and
/// tokenizer_config.json ("chat_template": a text, or a list of {"name", "template"}). Special tokens come from
/// tokenizer_config.json, then special_tokens_map.json, as text or {"content": text}. No file is looked at outside the folder.
/// Errors: FileMissing, FileUnreadable, FileTooLarge (1 MiB a template), JsonMalformed, TokenizerMalformed.
[[nodiscard]] Result<ChatFiles> readChatFiles(const std::filesystem::path& folder);

} // namespace postern
