// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/tokenizer_file.h"

#include <system_error>
#include <utility>

#include "engine/checkpoint/folder_files.h"

namespace postern::cli {

Result<std::optional<TokenizerFile>> openTokenizer(const std::filesystem::path& place) {
    std::error_code status;
    std::filesystem::path path = std::filesystem::canonical(place, status);
    if (status)
        return fail(ErrorCode::FileMissing, place.string(), status.message());
    if (std::filesystem::is_directory(path, status)) {
        POSTERN_ASSIGN(const auto inside, resolveInside(path, "tokenizer.json"));
        if (!inside)
            return std::nullopt;
        path = *inside;
    }
    POSTERN_ASSIGN(const Json json, readJsonFile(path, {.maxBytes = kMaxCompanionBytes}));
    POSTERN_ASSIGN(Tokenizer tokenizer, Tokenizer::parse(json, path.string()));
    // A file without "type" was accepted by the parser, which infers it as Hugging Face's library does.
    const Json& model = json.at("model");
    const auto type = model.find("type");
    const std::string kind = type != model.end() && type->is_string() ? type->get<std::string>() : "BPE";
    return TokenizerFile{std::move(path), kind, std::move(tokenizer)};
}

std::string dumpJson(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace postern::cli
