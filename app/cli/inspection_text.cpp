// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspection.h"

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

std::string facts(const Json& inspection) {
    const Json& config = inspection.at("config");
    TextTable table({kLeft, kLeft});
    const auto fact = [&](const char* name, const std::string& value) { table.add({name, value}); };
    fact("Folder", textOf(inspection.at("folder")));
    fact("Architecture", textOf(inspection.at("architecture")));
    fact("Parameters", inspection.at("parameters").dump());
    fact("Layers", config.at("num_hidden_layers").dump());
    fact("Hidden size", config.at("hidden_size").dump() + ", MLP " + config.at("intermediate_size").dump());
    fact("Heads", config.at("num_attention_heads").dump() + ", for keys and values " + config.at("num_key_value_heads").dump() + ", each " +
                      config.at("head_dim").dump());
    fact("Vocabulary", config.at("vocab_size").dump() + (config.at("tie_word_embeddings") == true ? ", embeddings tied" : ""));
    fact("Positions", config.at("max_position_embeddings").dump());
    for (const auto& [name, sum] : inspection.at("dtypes").items())
        fact("Weights", name + ": " + sum.at("tensors").dump() + " tensors, " + sum.at("elements").dump() + " elements, " +
                            sum.at("bytes").dump() + " bytes");
    const Json& tokenizer = inspection.at("tokenizer");
    fact("Tokenizer",
         tokenizer.is_null() ? "none that can be used" : textOf(tokenizer.at("kind")) + ", " + tokenizer.at("size").dump() + " tokens");
    fact("End tokens", endTokens(inspection.at("end_tokens")));
    fact("Extra tensors", listOf(inspection.at("extra_tensors")));
    if (const Json& found = inspection.at("not_finite"); !found.is_null())
        fact("NaN or infinity", found.empty() ? "none" : "in " + std::to_string(found.size()) + " tensors");
    return table.text();
}

} // namespace

std::string inspectionText(const Json& inspection) {
    std::string out = facts(inspection);

    TextTable tensors({kLeft, kLeft, kRight, kRight});
    tensors.add({"TENSOR", "TYPE", "SHAPE", "BYTES"});
    for (const Json& tensor : inspection.at("tensors"))
        tensors.add({textOf(tensor.at("name")), textOf(tensor.at("dtype")), shapeOf(tensor.at("shape")), tensor.at("bytes").dump()});
    out += '\n' + tensors.text();

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
