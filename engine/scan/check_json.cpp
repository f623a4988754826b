// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/check_json.h"

#include "engine/checkpoint/folder_files.h"
#include "engine/checkpoint/safetensors_header.h"
#include "engine/core/error.h"
#include "engine/scan/content.h"

namespace postern {

namespace {

struct JsonKind {
    std::size_t maxBytes;
    std::size_t maxDepth;
    std::string_view malformed; ///< rule
    std::string_view tooLarge;  ///< rule
};

constexpr JsonKind kConfigKind = {std::size_t{4} << 20, 32, "config.malformed", "file.limit"};
constexpr JsonKind kIndexKind = {std::size_t{64} << 20, 8, "index.malformed", "file.limit"};
constexpr JsonKind kTokenizerKind = {kMaxCompanionBytes, 64, "tokenizer.malformed", "tokenizer.limit"};
constexpr JsonKind kOtherKind = {std::size_t{64} << 20, 64, "json.malformed", "file.limit"};

std::string_view lastPart(std::string_view name) {
    const std::size_t slash = name.find_last_of('/');
    return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

bool isConfig(std::string_view name) {
    return name == kConfigFile || name == kGenerationConfigFile;
}

const JsonKind& kindOf(std::string_view name) {
    if (isConfig(name))
        return kConfigKind;
    if (name.ends_with(".index.json"))
        return kIndexKind;
    return name == "tokenizer.json" ? kTokenizerKind : kOtherKind;
}

} // namespace

void checkIndexForm(const Json& index, FindingSink& sink) {
    const auto map = index.is_object() ? index.find("weight_map") : index.end();
    if (map == index.end() || !map->is_object() || map->empty())
        return sink.add("index.malformed", "there is no \"weight_map\" object with entries");
    for (const auto& [name, file] : map->items()) {
        if (!isCleanName(name))
            sink.add("index.malformed", "the tensor name " + inQuotes(name) + " is not allowed");
        if (!file.is_string()) {
            sink.add("index.malformed", "the file of " + inQuotes(name) + " is not text");
            continue;
        }
        const auto& fileName = file.get_ref<const std::string&>();
        if (!isPlainFileName(fileName) || !(fileName.ends_with(".safetensors") || fileName.ends_with(".bin")))
            sink.add("index.shard-name", inQuotes(fileName) + " is not the plain name of a file with weights");
    }
}

void checkJsonFile(const ByteSource& source, std::string_view name, FindingSink& sink, ContentFacts& facts) {
    const std::string_view file = lastPart(name);
    const JsonKind& kind = kindOf(file);
    if (source.size() > kind.maxBytes)
        return sink.add(kind.tooLarge, std::to_string(source.size()) + " bytes; the limit is " + std::to_string(kind.maxBytes));
    const auto text = source.text(0, static_cast<std::size_t>(source.size()));
    if (!text)
        return sink.add("file.unreadable", "the read failed or the file shrank");
    auto json = parseJson(*text, sink.file(), {kind.maxDepth, kind.maxBytes});
    if (!json)
        return sink.add(kind.malformed, json.error().detail);
    if (isConfig(file) && !json->is_object())
        return sink.add(kind.malformed, "it is not a JSON object");
    checkCodeHooks(*json, sink);
    checkTemplates(*json, sink);
    if (file == kConfigFile)
        checkConfig(*json, sink);
    else if (file == kGenerationConfigFile)
        checkGenerationConfig(*json, sink);
    else if (file == "tokenizer.json")
        checkTokenizer(*json, sink);
    else if (file.ends_with(".index.json"))
        checkIndexForm(*json, sink);
    facts.json = std::move(*json);
}

} // namespace postern
