// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoint/weight_summary.h"

#include <initializer_list>
#include <set>

#include "engine/checkpoint/checkpoint_folder.h"

namespace postern {

namespace {

/// The first of these keys that holds a whole number; families call the same thing differently.
std::int64_t integerOf(const Json& config, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
        const auto found = config.find(key);
        if (found != config.end() && found->is_number_integer() && *found >= 0)
            return found->get<std::int64_t>();
    }
    return -1;
}

std::string textOf(const Json& config, std::string_view key) {
    const auto found = config.find(key);
    return found != config.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void addConfigFacts(const WeightSource& source, std::vector<ModelFact>& facts) {
    const Json& config = source.config();
    if (!config.is_object())
        return;
    const bool gguf = source.format() == WeightSource::Format::Gguf;
    const std::string prefix = gguf ? textOf(config, "general.architecture") + '.' : std::string();
    const auto add = [&](const char* key, std::initializer_list<std::string_view> names) {
        if (const std::int64_t value = integerOf(config, names); value >= 0)
            facts.push_back({key, {}, value});
    };
    if (!gguf) {
        add("layers", {"num_hidden_layers", "n_layer", "num_layers"});
        add("hidden_size", {"hidden_size", "n_embd"});
        add("heads", {"num_attention_heads", "n_head", "num_heads"});
        add("key_value_heads", {"num_key_value_heads", "num_kv_heads"});
        add("vocabulary", {"vocab_size"});
        add("positions", {"max_position_embeddings", "n_positions", "n_ctx", "seq_length"});
        return;
    }
    const std::string names[] = {prefix + "block_count",          prefix + "embedding_length",
                                 prefix + "attention.head_count", prefix + "attention.head_count_kv",
                                 prefix + "vocab_size",           prefix + "context_length"};
    add("layers", {names[0]});
    add("hidden_size", {names[1]});
    add("heads", {names[2]});
    add("key_value_heads", {names[3]});
    add("vocabulary", {names[4]});
    add("positions", {names[5]});
}

std::string typesText(const WeightSource& source) {
    std::map<std::string, std::size_t> counts;
    for (const TensorRow& row : source.tensors())
        ++counts[row.dtype];
    std::string out;
    for (const auto& [type, count] : counts)
        out += (out.empty() ? "" : ", ") + type + " × " + std::to_string(count);
    return out;
}

void addProblems(const WeightSource& source, std::vector<std::string>& problems) {
    if (source.format() == WeightSource::Format::Folder) {
        if (const auto opened = CheckpointFolder::open(source.path()); !opened)
            problems.push_back(describe(opened.error()));
    }
    if (source.format() == WeightSource::Format::Safetensors)
        problems.emplace_back("a single weights file has no configuration; a run needs the folder it belongs to");
    if (source.format() != WeightSource::Format::Gguf)
        return;
    std::string types;
    for (const std::string& type : unreadTypes(source))
        types += (types.empty() ? "" : ", ") + type;
    problems.push_back(types.empty() ? "a GGUF file is for inspection; convert it to a checkpoint folder for a run"
                                     : "quantized as " + types + ", which is named and not read; F32, F16, BF16 and Q8_0 are");
}

} // namespace

std::vector<std::string> unreadTypes(const WeightSource& source) {
    std::set<std::string> types;
    for (const TensorRow& row : source.tensors()) {
        if (!row.readable)
            types.insert(row.dtype);
    }
    return {types.begin(), types.end()};
}

WeightSummary summarizeWeights(const WeightSource& source) {
    WeightSummary summary;
    summary.path = source.path().string();
    summary.format = formatName(source.format());
    summary.tensors.assign(source.tensors().begin(), source.tensors().end());
    const Json& config = source.config();
    const bool gguf = source.format() == WeightSource::Format::Gguf;
    const std::string family = config.is_object() ? textOf(config, gguf ? "general.architecture" : "model_type") : std::string();
    if (!family.empty())
        summary.facts.push_back({"family", printable(family, 80), -1});
    summary.facts.push_back({"format", summary.format, -1});
    std::int64_t elements = 0;
    std::int64_t bytes = 0;
    for (std::size_t i = 0; i < summary.tensors.size(); ++i) {
        elements += source.elementCount(i);
        bytes += static_cast<std::int64_t>(summary.tensors[i].bytes);
    }
    summary.facts.push_back({"parameters", {}, elements});
    summary.facts.push_back({"tensors", {}, static_cast<std::int64_t>(summary.tensors.size())});
    summary.facts.push_back({"bytes", {}, bytes});
    addConfigFacts(source, summary.facts);
    summary.facts.push_back({"types", typesText(source), -1});
    addProblems(source, summary.problems);
    return summary;
}

} // namespace postern
