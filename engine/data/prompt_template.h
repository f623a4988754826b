// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/core/error.h"
#include "engine/core/json.h"

namespace postern {

/// A prompt with the place of the passage in it: bytes [textBegin, textEnd).
struct RenderedPrompt {
    std::string text;
    std::size_t textBegin = 0;
    std::size_t textEnd = 0;
};

/// How a passage becomes a prompt and a label an answer. Training and evaluation use the same one; it is stored with
/// every run and shown. A chat template is resolved to this form once, before the run.
struct PromptTemplate {
    std::string prompt = "Passage: {text}\nAuthor:"; ///< exactly one {text}
    std::string answer = " {label}";                 ///< exactly one {label}
    std::string instruction = {};                    ///< of a data set, for the chat and Alpaca templates; may be empty

    std::string source = "dataset"; ///< dataset, chat, alpaca or plain
    std::string origin = {};        ///< the file a chat template came from
    std::string program = {};       ///< its whole text
    std::string stop = {};          ///< the token that ends an answer; empty: the model's own end token
    bool trimsStart = false;        ///< white space before a passage goes, as the chat template does it
    bool trimsEnd = false;          ///< … and behind it
    bool complete = false;          ///< the prompt carries its special tokens: the tokenizer adds none

    [[nodiscard]] std::string renderPrompt(std::string_view text) const;
    [[nodiscard]] RenderedPrompt renderMarked(std::string_view text) const;
    [[nodiscard]] std::string renderAnswer(std::string_view label) const;

    friend bool operator==(const PromptTemplate&, const PromptTemplate&) = default;
};

/// {"prompt": "… {text} …", "answer": "… {label}"} and perhaps "instruction". Error: DataMalformed where a placeholder is
/// missing or doubled.
[[nodiscard]] Result<PromptTemplate> parsePromptTemplate(const Json& json, const std::string& subject);
[[nodiscard]] Result<PromptTemplate> readPromptTemplate(const std::filesystem::path& path);
[[nodiscard]] Json toJson(const PromptTemplate& promptTemplate);

/// What toJson wrote into a run.json, resolved chat templates included. Error: DataMalformed.
[[nodiscard]] Result<PromptTemplate> parseResolvedTemplate(const Json& json, const std::string& subject);

/// Without white space at the asked ends, by Python's idea of white space: what `| trim` in a chat template does.
[[nodiscard]] std::string_view trimmedText(std::string_view text, bool start = true, bool end = true);

} // namespace postern
