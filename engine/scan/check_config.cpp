// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "engine/checkpoint/model_config.h"
#include "engine/core/error.h"
#include "engine/scan/check_json.h"

namespace postern {

namespace {

/// A key that decides about an allocation or a length, in any of the families' spellings.
struct Range {
    std::string_view key;
    std::int64_t minimum;
    std::int64_t maximum;
};

constexpr std::int64_t kMaxInt = 2147483647;

constexpr std::array kRanges = {
    Range{"vocab_size", 1, 1 << 22},
    Range{"hidden_size", 1, 1 << 16},
    Range{"n_embd", 1, 1 << 16},
    Range{"d_model", 1, 1 << 16},
    Range{"num_hidden_layers", 1, 1024},
    Range{"n_layer", 1, 1024},
    Range{"num_attention_heads", 1, 1024},
    Range{"n_head", 1, 1024},
    Range{"num_key_value_heads", 1, 1024},
    Range{"head_dim", 1, 1024},
    Range{"intermediate_size", 1, 1 << 20},
    Range{"n_inner", 1, 1 << 20},
    Range{"ffn_dim", 1, 1 << 20},
    Range{"max_position_embeddings", 1, 1 << 24},
    Range{"n_positions", 1, 1 << 24},
    Range{"n_ctx", 1, 1 << 24},
    Range{"num_experts", 0, 4096},
    Range{"num_local_experts", 0, 4096},
};

constexpr std::array kGenerationRanges = {
    Range{"max_length", 0, kMaxInt}, Range{"max_new_tokens", 0, kMaxInt},
    Range{"min_length", 0, kMaxInt}, Range{"min_new_tokens", 0, kMaxInt},
    Range{"num_beams", 1, 4096},     Range{"num_return_sequences", 1, 4096},
    Range{"top_k", 0, kMaxInt},      Range{"no_repeat_ngram_size", 0, kMaxInt},
};

constexpr std::array<std::string_view, 4> kTokenKeys = {"bos_token_id", "eos_token_id", "pad_token_id", "decoder_start_token_id"};

void checkRanges(const Json& config, std::span<const Range> ranges, FindingSink& sink) {
    for (const Range& range : ranges) {
        const auto found = config.find(range.key);
        if (found == config.end() || found->is_null())
            continue;
        const bool whole = found->is_number_integer();
        const bool huge = found->is_number_unsigned() && found->get<std::uint64_t>() > static_cast<std::uint64_t>(kMaxInt);
        if (!whole || huge || found->get<std::int64_t>() < range.minimum || found->get<std::int64_t>() > range.maximum)
            sink.add("config.range",
                     "it must be a whole number in " + std::to_string(range.minimum) + " … " + std::to_string(range.maximum), range.key);
    }
}

void checkToken(const Json& id, std::string_view key, std::int64_t vocabulary, FindingSink& sink) {
    const bool whole =
        id.is_number_integer() && !(id.is_number_unsigned() && id.get<std::uint64_t>() > static_cast<std::uint64_t>(kMaxInt));
    if (!whole || id.get<std::int64_t>() < -1 || id.get<std::int64_t>() >= vocabulary)
        sink.add("config.token", "it is no number of one of the " + std::to_string(vocabulary) + " tokens", key);
}

void checkTokens(const Json& config, std::int64_t vocabulary, FindingSink& sink) {
    constexpr std::size_t kMaxTokens = 64;
    for (const std::string_view key : kTokenKeys) {
        const auto found = config.find(key);
        if (found == config.end() || found->is_null())
            continue;
        if (!found->is_array()) {
            checkToken(*found, key, vocabulary, sink);
            continue;
        }
        if (found->size() > kMaxTokens)
            sink.add("config.range", "it has more than " + std::to_string(kMaxTokens) + " entries", key);
        for (const Json& id : *found)
            checkToken(id, key, vocabulary, sink);
    }
}

/// The first texts of a hook, however it is nested; the depth of the JSON is bounded by its parser.
void collectTargets(const Json& hook, std::vector<std::string>& targets) {
    constexpr std::size_t kMaxTargets = 4;
    if (hook.is_string() && targets.size() < kMaxTargets)
        targets.push_back(printable(hook.get<std::string>(), 80));
    if (!hook.is_structured())
        return;
    for (const Json& value : hook)
        collectTargets(value, targets);
}

/// What a hook would load, for the finding.
std::string targetsOf(const Json& hook) {
    std::vector<std::string> targets;
    collectTargets(hook, targets);
    std::string text;
    for (const std::string& target : targets)
        text += (text.empty() ? "" : ", ") + target;
    return text.empty() ? std::string("code that it does not name") : text;
}

} // namespace

void checkCodeHooks(const Json& config, FindingSink& sink) {
    constexpr std::array<std::string_view, 4> kHooks = {"auto_map", "custom_pipelines", "auto_mapping", "custom_generate"};
    if (!config.is_object())
        return;
    for (const std::string_view key : kHooks) {
        const auto found = config.find(key);
        if (found != config.end() && !found->is_null() && !found->empty())
            sink.add("config.auto-map", "it asks the loader to run " + targetsOf(*found), key);
    }
    if (const auto trust = config.find("trust_remote_code"); trust != config.end() && *trust == true)
        sink.add("config.auto-map", "it asks the loader to trust code from the folder", "trust_remote_code");
}

void checkConfig(const Json& config, FindingSink& sink) {
    checkRanges(config, kRanges, sink);
    const auto vocabulary = config.find("vocab_size");
    if (vocabulary != config.end() && vocabulary->is_number_integer() && sink.count(Severity::Rejected) == 0)
        checkTokens(config, vocabulary->get<std::int64_t>(), sink);
    Json withoutHooks = config; // they have a finding of their own
    withoutHooks.erase("auto_map");
    if (const auto model = parseModelConfig(withoutHooks, sink.file()); !model)
        sink.add("config.unsupported", model.error().detail);
}

void checkGenerationConfig(const Json& config, FindingSink& sink) {
    checkRanges(config, kGenerationRanges, sink);
    checkTokens(config, kMaxInt, sink);
    for (const std::string_view key : {"temperature", "top_p", "repetition_penalty", "length_penalty"}) {
        const auto found = config.find(key);
        if (found != config.end() && !found->is_null() && !(found->is_number() && std::isfinite(found->get<double>())))
            sink.add("config.range", "it must be a number", key);
    }
}

} // namespace postern
