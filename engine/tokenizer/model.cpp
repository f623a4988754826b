// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizer/model.h"

#include "engine/tokenizer/bpe.h"
#include "engine/tokenizer/json_fields.h"
#include "engine/tokenizer/unigram.h"
#include "engine/tokenizer/word_piece.h"

namespace postern {

namespace {

/// Older files leave the type out; the fields tell the kinds apart.
std::string kindFromFields(const JsonFields& fields) {
    if (fields.find("merges") != nullptr)
        return "BPE";
    if (fields.find("unk_id") != nullptr || (fields.find("vocab") != nullptr && fields.find("vocab")->is_array()))
        return "Unigram";
    return fields.find("max_input_chars_per_word") != nullptr ? "WordPiece" : "WordLevel";
}

} // namespace

std::string modelKind(const Json& value) {
    const auto fields = JsonFields::of(value, "model", {});
    return fields ? fields->text("type", kindFromFields(*fields)).value_or("") : std::string();
}

Result<std::unique_ptr<TokenModel>> parseModel(const Json& value, const std::string& subject) {
    POSTERN_ASSIGN(const JsonFields outer, JsonFields::of(value, "model", subject));
    POSTERN_ASSIGN(const std::string type, outer.text("type", kindFromFields(outer)));
    POSTERN_ASSIGN(const JsonFields fields, JsonFields::of(value, "model " + printable(type, 80), subject));
    if (type == "BPE")
        return parseBpe(fields);
    if (type == "Unigram")
        return parseUnigram(fields);
    if (type == "WordPiece")
        return parseWordPiece(fields);
    if (type == "WordLevel")
        return parseWordLevel(fields);
    return fields.unsupported("this kind of model is not supported");
}

} // namespace postern
