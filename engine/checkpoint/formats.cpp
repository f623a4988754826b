// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/formats.h"

#include <fmt/format.h>

#include "engine/checkpoint/folder_files.h"
#include "engine/checkpoint/gguf_header.h"
#include "engine/checkpoint/gguf_import.h"
#include "engine/checkpoint/safetensors_header.h"
#include "engine/checkpoint/weight_shards.h"

namespace postern {

namespace {

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3)
        digits.insert(at - 3, ",");
    return digits;
}

std::string mebibytes(std::uint64_t bytes) {
    return grouped(bytes >> 20) + " MiB";
}

std::string dtypes(bool computable) {
    std::string out;
    for (int i = 0; i <= static_cast<int>(Dtype::U64); ++i) {
        const auto dtype = static_cast<Dtype>(i);
        if (isComputable(dtype) == computable)
            out += (out.empty() ? "" : ", ") + std::string(dtypeName(dtype));
    }
    return out;
}

std::string ggufTypeNames(bool weights) {
    std::string out;
    for (const GgufType& type : ggufTypes()) {
        if (isGgufWeightType(type) == weights && type.decoded == weights)
            out += (out.empty() ? "" : ", ") + std::string(type.name);
    }
    return out;
}

std::string code(std::string_view text) {
    return '`' + std::string(text) + '`';
}

} // namespace

std::vector<FormatSummary> formatSummaries() {
    return {
        {"safetensors, one file or shards", "weights of " + dtypes(true) + "; " + dtypes(false) + " are shown, never computed with",
         "in the layout of the source, shards and types kept",
         fmt::format("header {} bytes, {} tensors, {} dimensions, names of {} bytes, {} shards", grouped(kMaxHeaderBytes),
                     grouped(kMaxTensors), kMaxRank, grouped(kMaxNameBytes), kMaxShards)},
        {"`config.json`, `generation_config.json`",
         "the keys of the families above; what would change the computation unnoticed is refused by name", "copied, or made by `convert`",
         mebibytes(kMaxConfigBytes)},
        {"`tokenizer.json`, `tokenizer.model`, `vocab.json` with `merges.txt`, `vocab.txt`",
         "byte-level and SentencePiece-style byte pairs, Unigram, WordPiece, WordLevel", "copied, or made by `convert`",
         mebibytes(kMaxCompanionBytes)},
        {"chat templates (`chat_template.jinja`, `tokenizer_config.json`)", "Jinja, interpreted within limits", "copied", "1 MiB"},
        {"PEFT adapters", "LoRA, rsLoRA and DoRA, merged; plain LoRA kept and trained on too", "LoRA", "as safetensors"},
        {"PyTorch pickles (`.bin`, `.pt`, `.pth`)", "never loaded; scanned, and plain tensors turned into safetensors by `convert`", "",
         "as the scan's"},
        {"GGUF 2 and 3",
         "metadata and tensors, for inspection and comparison; weights of " + ggufTypeNames(true) +
             " become a checkpoint by `convert`. Named and refused: " + ggufTypeNames(false),
         "",
         fmt::format("header {}, {} metadata entries, {} list elements, {} tensors, {} dimensions", mebibytes(kMaxGgufHeaderBytes),
                     grouped(kMaxGgufMetadataEntries), grouped(kMaxGgufListElements), grouped(kMaxTensors), kMaxGgufRank)},
    };
}

std::string formatsMarkdown() {
    std::string out =
        "Families that can be measured, attacked and defended:\n\n| `model_type` | class | among them |\n| --- | --- | --- |\n";
    for (const FamilySummary& family : familySummaries())
        out += "| " + code(family.modelType) + " | " + code(family.className) + " | " + family.models + " |\n";
    out += "\nFormats:\n\n| format | read | written | limits |\n| --- | --- | --- | --- |\n";
    for (const FormatSummary& format : formatSummaries())
        out += "| " + format.name + " | " + format.reads + " | " + (format.writes.empty() ? "no" : format.writes) + " | " + format.limits +
               " |\n";
    out += "\nArchitectures of GGUF files that `convert` knows: ";
    const auto architectures = ggufArchitectures();
    for (std::size_t i = 0; i < architectures.size(); ++i)
        out += (i == 0 ? "" : ", ") + code(architectures[i].name);
    return out + ". What comes of them can be inspected always, and run where its family stands in the first table.\n";
}

Json formatsJson() {
    Json json = {{"schema", 1}, {"families", Json::array()}, {"formats", Json::array()}};
    for (const FamilySummary& family : familySummaries())
        json["families"].push_back({{"model_type", family.modelType}, {"class", family.className}, {"models", family.models}});
    for (const FormatSummary& format : formatSummaries())
        json["formats"].push_back({{"name", format.name}, {"read", format.reads}, {"written", format.writes}, {"limits", format.limits}});
    Json architectures = Json::array();
    for (const GgufArchitecture& architecture : ggufArchitectures())
        architectures.push_back({{"name", architecture.name}, {"model_type", architecture.modelType}});
    Json types = Json::array();
    for (const GgufType& type : ggufTypes())
        types.push_back({{"name", type.name}, {"decoded", type.decoded}, {"weights", isGgufWeightType(type)}});
    json["gguf"] = {{"architectures", std::move(architectures)}, {"types", std::move(types)}};
    return json;
}

} // namespace postern
