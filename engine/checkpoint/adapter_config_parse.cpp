// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/checkpoint/adapter_config.h"
#include "engine/checkpoint/config_reader.h"
#include "engine/checkpoint/folder_files.h"

namespace postern {

namespace {

constexpr std::size_t kMaxNames = 65'536;
constexpr std::size_t kMaxRules = 1024;
constexpr std::size_t kMaxNameBytes = 1024;
constexpr std::int64_t kMaxRank = 65'536;
constexpr double kMaxAlpha = 1e9;
constexpr auto kTimeForPatterns = std::chrono::seconds(10);

/// Keys that say how the adapter was made or found, and change nothing about what it computes.
constexpr std::array<std::string_view, 13> kInert = {
    "auto_mapping",   "base_model_name_or_path", "corda_config", "ensure_weight_tying", "eva_config", "inference_mode", "lora_dropout",
    "lora_ga_config", "megatron_core",           "peft_version", "qalora_group_size",   "revision",   "runtime_config",
};

/// Keys that are read below.
constexpr std::array<std::string_view, 18> kRead = {
    "alpha_pattern",       "bias",           "exclude_modules", "fan_in_fan_out",  "init_lora_weights", "layers_pattern",
    "layers_to_transform", "lora_alpha",     "lora_bias",       "modules_to_save", "peft_type",         "r",
    "rank_pattern",        "target_modules", "task_type",       "use_dora",        "use_rslora",        "loftq_config",
};

/// A key that neither list knows may be there with a value that switches it off.
bool isOff(const Json& value) {
    return value.is_null() || value == false || value == "" || ((value.is_array() || value.is_object()) && value.empty());
}

} // namespace

/// Fills an AdapterConfig; each function reads the keys that belong together.
class AdapterConfigReader {
public:
    AdapterConfigReader(const Json& json, const std::string& text, const std::string& subject)
        : m_reader(json, subject), m_text(text), m_subject(subject) {}

    Result<AdapterConfig> read() {
        m_config.m_subject = m_subject;
        POSTERN_TRY(checkKind());
        POSTERN_TRY(refuseUnknown());
        POSTERN_TRY(readNumbers());
        POSTERN_TRY(readInitialization());
        POSTERN_TRY(readBias());
        POSTERN_TRY(readSelection("target_modules", m_config.m_targets));
        POSTERN_TRY(readSelection("exclude_modules", m_config.m_excluded));
        if (!m_config.m_allLinear && !m_config.m_targets.expression && m_config.m_targets.names.empty())
            return m_reader.refuse("target_modules", "is missing or empty");
        POSTERN_TRY(readLayers());
        POSTERN_TRY(readRules("rank_pattern", 1, static_cast<double>(kMaxRank), true, m_config.m_ranks));
        POSTERN_TRY(readRules("alpha_pattern", -kMaxAlpha, kMaxAlpha, false, m_config.m_alphas));
        POSTERN_ASSIGN(m_config.modulesToSave, names("modules_to_save"));
        m_config.m_deadline = std::chrono::steady_clock::now() + kTimeForPatterns;
        return std::move(m_config);
    }

private:
    Result<void> checkKind() {
        POSTERN_ASSIGN(const std::string method, m_reader.text("peft_type", ""));
        if (method != "LORA")
            return m_reader.refuse("peft_type",
                                   method.empty() ? "is missing" : fmt::format("is \"{}\"; supported is LORA", printable(method, 40)));
        POSTERN_ASSIGN(const std::string task, m_reader.text("task_type", "CAUSAL_LM"));
        if (task != "CAUSAL_LM")
            return m_reader.refuse("task_type", fmt::format("is \"{}\"; supported is CAUSAL_LM", printable(task, 40)));
        return {};
    }

    Result<void> refuseUnknown() {
        const auto contains = [](const auto& list, const std::string& key) {
            return std::find(list.begin(), list.end(), key) != list.end();
        };
        for (const auto& [key, value] : m_reader.object().items()) {
            if (!contains(kInert, key) && !contains(kRead, key) && !isOff(value))
                return m_reader.refuse(key, "asks for a computation that is not supported in adapters");
        }
        if (const Json* loftq = m_reader.given("loftq_config"); loftq && !isOff(*loftq))
            return m_reader.refuse("loftq_config", "says that the base weights were changed for this adapter, which is not supported");
        return {};
    }

    Result<void> readNumbers() {
        POSTERN_ASSIGN(m_config.rank, m_reader.integer("r", 1, kMaxRank, 8));
        POSTERN_ASSIGN(m_config.alpha, m_reader.number("lora_alpha", -kMaxAlpha, kMaxAlpha, 8.0));
        POSTERN_ASSIGN(m_config.dropout, m_reader.number("lora_dropout", 0, 1, 0.0));
        POSTERN_ASSIGN(m_config.useRslora, m_reader.flag("use_rslora", false));
        POSTERN_ASSIGN(m_config.useDora, m_reader.flag("use_dora", false));
        POSTERN_ASSIGN(m_config.fanInFanOut, m_reader.flag("fan_in_fan_out", false));
        POSTERN_ASSIGN(m_config.loraBias, m_reader.flag("lora_bias", false));
        if (m_config.loraBias && m_config.useDora)
            return m_reader.refuse("lora_bias", "cannot go together with \"use_dora\"");
        const Json* base = m_reader.given("base_model_name_or_path");
        if (base && !base->is_string())
            return m_reader.refuse("base_model_name_or_path", "must be text");
        if (base)
            m_config.baseModel = base->get<std::string>();
        return {};
    }

    /// Some ways to begin move a part of the base weights into the adapter, so that it fits the original base no more.
    Result<void> readInitialization() {
        const Json* value = m_reader.given("init_lora_weights");
        if (!value || value->is_boolean())
            return {};
        constexpr std::array<std::string_view, 3> kPlain = {"gaussian", "eva", "orthogonal"};
        if (!value->is_string())
            return m_reader.refuse("init_lora_weights", "must be true, false or text");
        const std::string way = value->get<std::string>();
        if (std::find(kPlain.begin(), kPlain.end(), way) == kPlain.end())
            return m_reader.refuse(
                "init_lora_weights",
                fmt::format("is \"{}\", which fits changed base weights only; convert it to a plain adapter first", printable(way, 40)));
        return {};
    }

    Result<void> readBias() {
        POSTERN_ASSIGN(const std::string bias, m_reader.text("bias", "none"));
        if (bias != "none" && bias != "all" && bias != "lora_only")
            return m_reader.refuse("bias", "must be none, all or lora_only");
        m_config.bias = bias == "none"  ? AdapterConfig::Bias::None
                        : bias == "all" ? AdapterConfig::Bias::All
                                        : AdapterConfig::Bias::LoraOnly;
        return {};
    }

    Result<std::vector<std::string>> names(std::string_view key) {
        std::vector<std::string> result;
        const Json* value = m_reader.given(key);
        if (!value)
            return result;
        if (!value->is_array() || value->size() > kMaxNames)
            return m_reader.refuse(key, "must be a list of names");
        for (const Json& entry : *value) {
            if (!entry.is_string() || entry.get_ref<const std::string&>().empty() ||
                entry.get_ref<const std::string&>().size() > kMaxNameBytes)
                return m_reader.refuse(key, "holds something else than a module name");
            result.push_back(entry.get<std::string>());
        }
        return result;
    }

    Result<void> readSelection(std::string_view key, AdapterConfig::Selection& selection) {
        const Json* value = m_reader.given(key);
        if (!value || !value->is_string()) {
            POSTERN_ASSIGN(selection.names, names(key));
            return {};
        }
        const std::string expression = value->get<std::string>();
        if (key == "target_modules" && expression == "all-linear") {
            m_config.m_allLinear = true;
            return {};
        }
        POSTERN_ASSIGN(selection.expression, Pattern::compile(expression, m_subject));
        return {};
    }

    Result<void> readLayers() {
        const Json* value = m_reader.given("layers_to_transform");
        if (value && !isOff(*value)) {
            const Json list = value->is_array() ? *value : Json::array({*value});
            if (list.size() > kMaxNames)
                return m_reader.refuse("layers_to_transform", "has too many entries");
            std::vector<std::int64_t> layers;
            for (const Json& entry : list) {
                const Json wrapped = {{"layers_to_transform", entry}};
                POSTERN_ASSIGN(layers.emplace_back(), ConfigReader(wrapped, m_subject).integer("layers_to_transform", 0, kMaxRank));
            }
            m_config.m_layers = std::move(layers);
        }
        const Json* patterns = m_reader.given("layers_pattern");
        std::vector<std::string> names;
        if (patterns && patterns->is_string()) {
            if (!isOff(*patterns))
                names.push_back(patterns->get<std::string>());
        } else {
            POSTERN_ASSIGN(names, this->names("layers_pattern"));
        }
        if (names.size() > kMaxRules)
            return m_reader.refuse("layers_pattern", "has too many entries");
        if (names.empty())
            names.emplace_back("[^.]*");
        for (const std::string& name : names) {
            POSTERN_ASSIGN(Pattern pattern, Pattern::compile(".*\\." + name + "\\.(\\d+)\\.", m_subject));
            m_config.m_layerPatterns.push_back(std::move(pattern));
        }
        return {};
    }

    /// {"module ending or expression": number}. The strict reader sorts keys, and the first that matches counts, so the text,
    /// known to be sound by now, is read once more in its own order.
    Result<void> readRules(const std::string& key, double minimum, double maximum, bool whole, std::vector<AdapterConfig::Rule>& rules) {
        const Json* value = m_reader.given(key);
        if (!value)
            return {};
        if (!value->is_object() || value->size() > kMaxRules)
            return m_reader.refuse(key, fmt::format("must be an object with at most {} entries", kMaxRules));
        const auto ordered = nlohmann::ordered_json::parse(m_text, nullptr, false);
        for (const auto& [name, number] : ordered.at(key).items()) {
            if (!number.is_number() || (whole && !number.is_number_integer()) || !(number.get<double>() >= minimum) ||
                !(number.get<double>() <= maximum))
                return m_reader.refuse(key, fmt::format("\"{}\" must lie in {} … {}", printable(name, 80), minimum, maximum));
            POSTERN_TRY(Pattern::compile(name, m_subject)); // by itself first: it must not close the group around it
            POSTERN_ASSIGN(Pattern pattern, Pattern::compile("(?:.*\\.)?(?:" + name + ")", m_subject));
            rules.push_back({std::move(pattern), number.get<double>()});
        }
        return {};
    }

    ConfigReader m_reader;
    const std::string& m_text;
    std::string m_subject;
    AdapterConfig m_config;
};

Result<AdapterConfig> AdapterConfig::parse(const std::string& text, const std::string& subject) {
    POSTERN_ASSIGN(const Json json, parseJson(text, subject, {.maxDepth = 16, .maxBytes = kMaxConfigBytes}));
    if (!json.is_object())
        return fail(ErrorCode::ConfigUnsupported, subject, "the configuration is not a JSON object");
    return AdapterConfigReader(json, text, subject).read();
}

} // namespace postern
