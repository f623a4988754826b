// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspection.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/cli/text_table.h"

namespace postern::cli {

namespace {

constexpr auto kLeft = TextTable::Align::Left;
constexpr auto kRight = TextTable::Align::Right;

std::string textOf(const Json& value) {
    return value.is_string() ? printable(value.get<std::string>()) : value.dump();
}

std::string listOf(const Json& values) {
    std::string out;
    for (const Json& value : values)
        out += (out.empty() ? "" : ", ") + textOf(value);
    return out.empty() ? "none" : out;
}

std::string shapeOf(const Json& shape) {
    std::string out;
    for (const Json& size : shape)
        out += (out.empty() ? "" : " x ") + size.dump();
    return out.empty() ? "scalar" : out;
}

std::string endTokens(const Json& tokens) {
    std::string out;
    for (const Json& token : tokens) {
        out += (out.empty() ? "" : ", ") + token.at("id").dump();
        if (!token.at("text").is_null())
            out += " " + textOf(token.at("text"));
        if (token.at("file") != "config.json")
            out += " (" + textOf(token.at("file")) + ")";
    }
    return out.empty() ? "none" : out;
}

/// "4 (config key)" for each key of the configuration that is there.
void configFacts(const Json& config, TextTable& table) {
    constexpr std::pair<const char*, const char*> kKeys[] = {
        {"num_hidden_layers", "Layers"},
        {"hidden_size", "Hidden size"},
        {"intermediate_size", "MLP size"},
        {"num_attention_heads", "Heads"},
        {"num_key_value_heads", "Key heads"},
        {"head_dim", "Head size"},
        {"vocab_size", "Vocabulary"},
        {"max_position_embeddings", "Positions"},
        {"tie_word_embeddings", "Tied embeddings"},
        {"positions", "Kind of positions"},
        {"norm", "Norm"},
        {"activation", "Activation"},
    };
    for (const auto& [key, label] : kKeys) {
        const auto found = config.find(key);
        if (found != config.end() && !found->is_null())
            table.add({label, textOf(*found)});
    }
}

std::string facts(const Json& inspection) {
    TextTable table({kLeft, kLeft});
    const auto fact = [&](const char* name, const std::string& value) { table.add({name, value}); };
    fact(inspection.contains("folder") ? "Folder" : "File", textOf(inspection.at("path")));
    fact("Format", textOf(inspection.at("format")));
    if (const Json& architecture = inspection.at("architecture"); !architecture.is_null())
        fact("Architecture", textOf(architecture));
    fact("Parameters", inspection.at("parameters").dump());
    const bool folder = inspection.contains("folder");
    if (folder && inspection.at("config").is_object())
        configFacts(inspection.at("config"), table);
    for (const auto& [name, sum] : inspection.at("dtypes").items())
        fact("Weights", name + ": " + sum.at("tensors").dump() + " tensors, " + sum.at("elements").dump() + " elements, " +
                            sum.at("bytes").dump() + " bytes");
    if (folder) {
        const Json& tokenizer = inspection.at("tokenizer");
        fact("Tokenizer",
             tokenizer.is_null() ? "none that can be used" : textOf(tokenizer.at("kind")) + ", " + tokenizer.at("size").dump() + " tokens");
        fact("End tokens", endTokens(inspection.at("end_tokens")));
        fact("Extra tensors", listOf(inspection.at("extra_tensors")));
    }
    if (const Json& found = inspection.at("not_finite"); !found.is_null())
        fact("NaN or infinity", found.empty() ? "none" : "in " + std::to_string(found.size()) + " tensors");
    return table.text();
}

std::string numberText(const Json& value) {
    return value.is_null() ? "?" : fmt::format("{:.5g}", value.get<double>());
}

std::string tensorTable(const Json& tensors) {
    const bool values = !tensors.empty() && tensors.front().contains("values");
    std::vector<TextTable::Align> columns = {kLeft, kLeft, kRight, kRight};
    std::vector<std::string> header = {"TENSOR", "TYPE", "SHAPE", "BYTES"};
    if (values) {
        columns.insert(columns.end(), 6, kRight);
        header.insert(header.end(), {"NORM", "ZEROS", "MIN", "MAX", "NAN", "INF"});
    }
    TextTable table(columns);
    table.add(std::move(header));
    for (const Json& tensor : tensors) {
        std::vector<std::string> row = {textOf(tensor.at("name")), textOf(tensor.at("dtype")), shapeOf(tensor.at("shape")),
                                        tensor.at("bytes").dump()};
        if (values && tensor.at("values").is_null()) {
            row.insert(row.end(), 6, "-");
        } else if (values) {
            const Json& of = tensor.at("values");
            const std::string zeros = fmt::format("{:.2f} %", 100 * of.at("zero_share").get<double>());
            row.insert(row.end(), {numberText(of.at("norm")), zeros, numberText(of.at("min")), numberText(of.at("max")),
                                   of.at("nan").dump(), of.at("infinite").dump()});
        }
        table.add(std::move(row));
    }
    return table.text();
}

/// The metadata of a GGUF file, or that of a single safetensors file.
std::string metadataTable(const Json& config) {
    constexpr std::size_t kLongest = 100;
    TextTable table({kLeft, kLeft});
    table.add({"METADATA", "VALUE"});
    for (const auto& [key, value] : config.items())
        table.add({printable(key), printable(value.is_string() ? value.get<std::string>() : value.dump(), kLongest)});
    return table.text();
}

} // namespace

std::string inspectionText(const Json& inspection) {
    std::string out = facts(inspection);

    out += '\n' + tensorTable(inspection.at("tensors"));
    if (const Json& config = inspection.at("config"); !inspection.contains("folder") && config.is_object())
        out += '\n' + metadataTable(config);

    TextTable files({kLeft, kRight, kLeft});
    files.add({"FILE", "BYTES", "SHA-256"});
    for (const Json& file : inspection.at("files"))
        files.add({textOf(file.at("file")), file.at("bytes").dump(), file.value("sha256", std::string("not computed"))});
    out += '\n' + files.text();

    if (const Json& problems = inspection.at("problems"); !problems.empty()) {
        TextTable table({kLeft, kLeft, kLeft});
        table.add({"PROBLEM", "WHERE", "WHAT"});
        for (const Json& problem : problems)
            table.add({textOf(problem.at("code")), textOf(problem.at("subject")), textOf(problem.at("detail"))});
        out += '\n' + table.text();
    }
    return out;
}

} // namespace postern::cli
