// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "engine/tokenizer/tokenizer.h"

namespace postern {

/// A tokenizer with what a person wants to know about its file.
struct OpenedTokenizer {
    std::filesystem::path path;
    std::string kind; ///< "BPE", "Unigram", "WordPiece", "WordLevel", or "SentencePiece" with its algorithm
    Tokenizer tokenizer;
};

/// The one way to open the tokenizer of a checkpoint. `place` is its folder or one of the files below. Of a folder the first that is there
/// counts:
///   tokenizer.json                 as Hugging Face's tokenizers library reads it; nothing beside it changes what it says;
///   tokenizer.model                SentencePiece, with added_tokens_decoder, add_bos_token, add_eos_token and legacy of
///                                  tokenizer_config.json as Llama's and Gemma's slow tokenizers take them;
///   vocab.json with merges.txt     the byte-level tokenizers of GPT-2, RoBERTa and Qwen 2, told apart by tokenizer_class;
///   vocab.txt                      BERT.
/// Nothing where the folder has none. Errors: FileMissing, FileUnreadable (a link that leads out of the folder), TokenizerUnsupported (a
/// tokenizer_class whose rules are not in the files), TokenizerMalformed, those of the JSON reader.
[[nodiscard]] Result<std::optional<OpenedTokenizer>> openTokenizer(const std::filesystem::path& place);

/// The same where a tokenizer has to be there. Error: CheckpointIncomplete where there is none.
[[nodiscard]] Result<OpenedTokenizer> requireTokenizer(const std::filesystem::path& place);

} // namespace postern
